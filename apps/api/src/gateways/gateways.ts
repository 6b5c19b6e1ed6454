import type { EmailGateway } from './email-gateway.ts';
import type { ExchangeGateway } from './exchange-gateway.ts';
import type { InventoryGateway } from './inventory-gateway.ts';
import type { PaymentGateway } from './payment-gateway.ts';
import type { ShippingGateway } from './shipping-gateway.ts';
import type { TaxGateway } from './tax-gateway.ts';

/** The six services the shop depends on, each in the shop's own words. */
export type Gateways = {
  readonly payments: PaymentGateway;
  readonly tax: TaxGateway;
  readonly exchange: ExchangeGateway;
  readonly shipping: ShippingGateway;
  readonly inventory: InventoryGateway;
  readonly email: EmailGateway;
};
