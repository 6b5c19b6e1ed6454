import type { EasypostConfig } from './easypost/easypost-client.ts';
import type { FrankfurterConfig } from './frankfurter/create-frankfurter-gateway.ts';
import type { ResendConfig } from './resend/create-resend-gateway.ts';
import type { ResilienceConfig } from './call-policy.ts';
import type { SquareConfig } from './square/square-request.ts';
import type { StripeConfig } from './stripe/create-stripe-gateway.ts';
import type { VatcomplyConfig } from './vatcomply/create-vatcomply-gateway.ts';

/** Where the six services are and how long we wait for each call. Every `baseUrl` is an origin. */
export type GatewayConfig = ResilienceConfig & {
  readonly stripe: StripeConfig;
  readonly vatcomply: VatcomplyConfig;
  readonly frankfurter: FrankfurterConfig;
  readonly easypost: EasypostConfig;
  readonly square: SquareConfig;
  readonly resend: ResendConfig;
};
