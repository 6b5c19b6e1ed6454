import { createEasypostGateway } from './easypost/create-easypost-gateway.ts';
import { createFrankfurterGateway } from './frankfurter/create-frankfurter-gateway.ts';
import type { GatewayConfig } from './gateway-config.ts';
import type { Gateways } from './gateways.ts';
import { createResendGateway } from './resend/create-resend-gateway.ts';
import type { GatewayDeps } from './call-policy.ts';
import { createSquareGateway } from './square/create-square-gateway.ts';
import { createStripeGateway } from './stripe/create-stripe-gateway.ts';
import { createVatcomplyGateway } from './vatcomply/create-vatcomply-gateway.ts';

/** Opens nothing: connections come with the first call. Each gateway has a breaker of its own. */
export function createGateways(config: GatewayConfig, deps: GatewayDeps = {}): Gateways {
  const { stripe, vatcomply, frankfurter, easypost, square, resend, ...resilience } = config;
  return {
    payments: createStripeGateway({ ...resilience, ...stripe }, deps),
    tax: createVatcomplyGateway({ ...resilience, ...vatcomply }, deps),
    exchange: createFrankfurterGateway({ ...resilience, ...frankfurter }, deps),
    shipping: createEasypostGateway({ ...resilience, ...easypost }, deps),
    inventory: createSquareGateway({ ...resilience, ...square }, deps),
    email: createResendGateway({ ...resilience, ...resend }, deps),
  };
}
