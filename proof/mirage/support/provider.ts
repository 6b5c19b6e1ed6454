import { money } from '@topheavy/domain';
import { GatewayError, type GatewayFailure } from '#api/gateways/gateway-error.ts';
import type { ProviderPayment } from '#api/gateways/payment-gateway.ts';
import type { Label } from '#api/gateways/shipping-gateway.ts';

/** A payment as the gateway answers: 25.00 EUR held. */
export const providerPayment = (overrides: Partial<ProviderPayment> = {}): ProviderPayment => ({
  reference: 'pi_1',
  state: 'authorized',
  authorized: money(2500, 'EUR'),
  captured: money(0, 'EUR'),
  declineCode: null,
  nextActionUrl: null,
  ...overrides,
});

export const label = (overrides: Partial<Label> = {}): Label => ({
  shipmentReference: 'shp_1',
  trackerReference: 'trk_1',
  trackingCode: 'EZ1000000001',
  labelUrl: 'https://easypost.example/label.png',
  cost: money(500, 'USD'),
  ...overrides,
});

export const gatewayError = (failure: GatewayFailure): GatewayError =>
  new GatewayError('payments', failure, `mocked: ${failure}`);
