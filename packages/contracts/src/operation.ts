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
    /** The list in a success that names what of the request was refused. */
    readonly refusedIn?: string;
  };
  readonly responses: Readonly<Record<number, string>>;
};

type Described = Pick<Operation, 'id' | 'method' | 'path'> & {
  readonly request: OperationContract['request'];
  /** Status and schema of each documented success. */
  readonly success: Readonly<Record<number, string>>;
};

/** The operations of one provider, whose refusals and failures all have one shape. */
export const describeOperations = (
  provider: ProviderName,
  failure: { readonly schema: string; readonly statuses: readonly number[] },
  described: readonly Described[],
): OperationContract[] =>
  described.map(({ success, ...operation }) => {
    const responses = {
      ...success,
      ...Object.fromEntries(failure.statuses.map((status) => [status, failure.schema])),
    };
    return { ...operation, provider, responses, statuses: Object.keys(responses).map(Number) };
  });
