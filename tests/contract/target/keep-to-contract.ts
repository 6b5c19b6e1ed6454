import { formatViolations } from '@topheavy/contracts';
import type { ProviderName } from '@topheavy/fakes';
import type { Exchange } from './exchange.ts';
import { sharedGate } from '../shared-gate.ts';

/**
 * Throws where the live provider answers otherwise than our contract of it says. It may add fields and
 * values; requests, and paths that it does not have, are the scenario's own business.
 */
export const keepToContract = async (
  provider: ProviderName,
  exchanges: readonly Exchange[],
): Promise<void> => {
  const gate = await sharedGate();
  const violations = exchanges.flatMap(({ method, path, status, headers, body }) =>
    gate.check(
      {
        provider,
        method,
        target: path,
        requestHeaders: {},
        requestBody: '',
        status,
        responseHeaders: headers,
        responseBody: typeof body === 'string' ? body : JSON.stringify(body),
      },
      { world: 'open' },
    ),
  );
  const ofAnswers = violations.filter(({ side }) => side === 'response');
  if (ofAnswers.length === 0) return;
  throw new Error(`${provider} answers otherwise than its contract here:\n${formatViolations(ofAnswers)}`);
};
