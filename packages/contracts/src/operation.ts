import type { Agreement } from './gate/agreements.ts';
import type { ProviderName } from './provider-name.ts';

export type Operation = {
  /** '<provider>.<resource>.<verb>', as the fakes and their journal call it. */
  readonly id: string;
  readonly provider: ProviderName;
  readonly method: 'GET' | 'POST';
  /** '/v1/payment_intents/{intent}' */
  readonly path: string;
  /** The statuses that the provider documents for it. */
  readonly statuses: readonly number[];
};

/** An operation with the names of the schemas that hold its exchanges. */
export type OperationContract = Operation & {
  readonly request: {
    /** Where its parameters travel. */
    readonly in: 'query' | 'form' | 'json' | 'nowhere';
    readonly schema?: string;
    /** The schema of what stands in the path in place of the names in braces. */
    readonly path?: string;
    /** The list in a success that names what of the request was refused. */
    readonly refusedIn?: string;
  };
  readonly responses: Readonly<Record<number, string>>;
  /** What a success repeats of the request. */
  readonly agreements: readonly Agreement[];
};

type Described = Pick<Operation, 'id' | 'method' | 'path'> & {
  readonly request: OperationContract['request'];
  /** Status and schema of each documented success. */
  readonly success: Readonly<Record<number, string>>;
  /** By what is asked for, what is answered. */
  readonly repeats?: Readonly<Record<string, string>>;
};

/** The operations of one provider, whose refusals and failures all have one shape. */
export const describeOperations = (
  provider: ProviderName,
  failure: { readonly schema: string; readonly statuses: readonly number[] },
  described: readonly Described[],
): OperationContract[] =>
  described.map(({ success, repeats = {}, ...operation }) => {
    const agreements = Object.entries(repeats).map(([asked, answered]) => ({ asked, answered }));
    const responses = {
      ...success,
      ...Object.fromEntries(failure.statuses.map((status) => [status, failure.schema])),
    };
    return { ...operation, provider, responses, agreements, statuses: Object.keys(responses).map(Number) };
  });
