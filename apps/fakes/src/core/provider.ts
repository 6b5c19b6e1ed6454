import type { z } from 'zod';
import type { Clock } from './clock.ts';
import { ControlError } from './control-error.ts';
import type { IdempotencyRule } from './idempotency.ts';
import type { Context, FakeRequest, Operation, Reply } from './operation.ts';
import type { ProviderName } from './provider-name.ts';

export type Fact<State> = (state: State, args: unknown, context: Context) => unknown;

export type Provider<State> = {
  name: ProviderName;
  /** Built anew on each reset; plain objects, arrays and Maps, so that it can be shown as JSON. */
  initialState(seed: { clock: Clock }): State;
  operations: readonly Operation<State>[];
  /** What `given(provider, fact, args)` can set up; the result is JSON-able or undefined. */
  facts: Readonly<Record<string, Fact<State>>>;
  /** Reads a body that is not empty; throws when it is not in the provider's format. */
  parseBody: (text: string, contentType: string) => unknown;
  /** The provider's own refusal of a missing or wrong key, or undefined when the key will do. */
  unauthorised(request: FakeRequest): Reply | undefined;
  unknownRoute(request: FakeRequest): Reply;
  unreadableBody(request: FakeRequest): Reply;
  /** The id of one exchange and the headers that carry it and whatever else each answer has. */
  requestId(context: Pick<Context, 'ids' | 'clock'>): string;
  replyHeaders(request: FakeRequest, requestId: string): Readonly<Record<string, string>>;
  idempotency?: IdempotencyRule;
  /** Runs before each exchange and after each change of the clock: what has come due by itself. */
  settle?(state: State, context: Context): void;
  /** Headers that sign a webhook body; several secrets during a rotation. */
  signWebhook?: (body: string, secrets: readonly string[], at: Date) => Readonly<Record<string, string>>;
};

/** A fact whose arguments are checked, so that a misspelt one is refused and not silently ignored. */
export const fact =
  <State, Args>(
    schema: z.ZodType<Args>,
    apply: (state: State, args: Args, context: Context) => unknown,
  ): Fact<State> =>
  (state, args, context) => {
    const parsed = schema.safeParse(args);
    if (!parsed.success) {
      const details = parsed.error.issues.map(
        (issue) => `${issue.path.join('.') || 'arguments'}: ${issue.message}`,
      );
      throw new ControlError(`The fact's arguments do not fit: ${details.join('; ')}.`);
    }
    return apply(state, parsed.data, context);
  };
