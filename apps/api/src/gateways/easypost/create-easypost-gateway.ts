import { CallFailure } from '../call-failure.ts';
import { createCallPolicy } from '../create-call-policy.ts';
import { isGatewayError } from '../gateway-error.ts';
import { parseAnswer } from '../parse-answer.ts';
import type { GatewayDeps, ResilienceConfig } from '../call-policy.ts';
import type { Label, ShippingGateway } from '../shipping-gateway.ts';
import { easypostClient, type EasypostConfig } from './easypost-client.ts';
import { ouncesOf } from './ounces.ts';
import { labelOf, quoteOf, shipmentAnswer } from './shipment-answer.ts';
import { WAREHOUSE_ADDRESS } from './warehouse-address.ts';

const ALREADY_BOUGHT = 'SHIPMENT.POSTAGE.EXISTS';

export function createEasypostGateway(
  config: EasypostConfig & ResilienceConfig,
  deps: GatewayDeps = {},
): ShippingGateway {
  const call = createCallPolicy('shipping', config, deps);
  const easypost = easypostClient(config);

  const findLabel = (shipmentReference: string): Promise<Label | null> =>
    call({ operation: 'find-label', effect: 'none' }, async (attempt) => {
      const answer = await easypost(attempt, (client) => client.Shipment.retrieve(shipmentReference));
      return labelOf(parseAnswer(shipmentAnswer, answer));
    });

  /** EasyPost has no idempotency keys, so a purchase is never repeated: the label is looked for instead. */
  const buyOnce = ({ shipmentReference, rateReference }: Parameters<ShippingGateway['buy']>[0]) =>
    call({ operation: 'buy', effect: 'once' }, async (attempt) => {
      const answer = await easypost(attempt, (client) =>
        client.Shipment.buy(shipmentReference, rateReference),
      );
      const label = labelOf(parseAnswer(shipmentAnswer, answer));
      if (label === null) throw new CallFailure('unreadable', 'the answer to a purchase has no label');
      return label;
    });

  return {
    findLabel,

    // A shipment is a draft that costs nothing, so a second one after a lost answer does no harm.
    quote: ({ to, weightGrams, reference }) =>
      call({ operation: 'quote', effect: 'none' }, async (attempt) => {
        const answer = await easypost(attempt, (client) =>
          client.Shipment.create({
            from_address: WAREHOUSE_ADDRESS,
            to_address: {
              name: to.name,
              street1: to.line1,
              ...(to.line2 !== undefined && { street2: to.line2 }),
              city: to.city,
              zip: to.postalCode,
              country: to.country,
            },
            parcel: { weight: ouncesOf(weightGrams) },
            reference,
          }),
        );
        return quoteOf(parseAnswer(shipmentAnswer, answer));
      }),

    buy: async (request) => {
      try {
        return await buyOnce(request);
      } catch (error) {
        const bought = isGatewayError(error, 'rejected') && error.code === ALREADY_BOUGHT;
        const label = bought ? await findLabel(request.shipmentReference) : null;
        if (label === null) throw error;
        return label;
      }
    },
  };
}
