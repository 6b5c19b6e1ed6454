import { type Exchange } from '@topheavy/contracts';
import { startFakes } from '@topheavy/fakes';
import { exemplaryAnswers } from '../published/exemplary-answers.ts';
import { sharedGate } from '../shared-gate.ts';

/** An exchange that keeps the contract, of the operation that the fake took it for. */
export type GoodExchange = { readonly operation: string; readonly exchange: Exchange };

/** What the fakes answer to known requests: at least one success of each operation. */
export const goodExchanges = async (): Promise<GoodExchange[]> => {
  const gate = await sharedGate();
  const seen: Exchange[] = [];
  const fakes = await startFakes({
    gate: {
      ...gate,
      check: (exchange, options) => {
        seen.push(exchange);
        return gate.check(exchange, options);
      },
    },
  });
  try {
    for (const drive of Object.values(exemplaryAnswers)) await drive(fakes);
    const journal = await fakes.control.journal();
    return seen.flatMap((exchange, index) => {
      const operation = journal[index]?.op ?? null;
      return operation === null || exchange.status >= 300 ? [] : [{ operation, exchange }];
    });
  } finally {
    await fakes.stop();
  }
};
