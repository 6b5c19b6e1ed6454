import { money, type Currency, type TaxGroup } from '@topheavy/domain';
import { z } from 'zod';
import { moneyBody, moneySchema } from '../http/money-schema.ts';

export const taxSchema = z
  .strictObject({
    rateBasisPoints: z.int().meta({ description: '1900 is 19 %' }),
    net: moneySchema,
    tax: moneySchema,
    gross: moneySchema,
  })
  .meta({ id: 'Tax', description: 'Everything sold at one VAT rate, shipping included' });

export const taxesBody = (groups: readonly TaxGroup[], currency: Currency): z.input<typeof taxSchema>[] =>
  groups.map((group) => ({
    rateBasisPoints: group.rateBasisPoints,
    net: moneyBody(money(group.netMinor, currency)),
    tax: moneyBody(money(group.taxMinor, currency)),
    gross: moneyBody(money(group.grossMinor, currency)),
  }));
