import { isDeepStrictEqual } from 'node:util';
import { ControlError } from './control-error.ts';
import { createIdempotencyStore, type Claim, type IdempotencyRecords } from './idempotency.ts';
import { createIds } from './ids.ts';
import { jsonable } from './jsonable.ts';
import { isRead, type Context, type FakeRequest, type Operation, type Reply } from './operation.ts';
import type { Provider } from './provider.ts';
import type { ProviderName } from './provider-name.ts';
import { Refusal } from './refusal.ts';
import { createRouter } from './route.ts';
import type { World } from './world.ts';

/** A provider with its state, whose type stays inside. */
export type MountedProvider = {
  name: ProviderName;
  parseBody: Provider<never>['parseBody'];
  /** What to do with a request that has arrived; `answer` has the effect. */
  receive(incoming: Omit<FakeRequest, 'params'>, readable: boolean): Received;
  reset(): void;
  /** All that it remembers, as plain data; `load` goes on from a copy of that. */
  save(): unknown;
  load(saved: unknown): void;
  /** How many ids of each kind it has handed out; after `countOn` it goes on from there. */
  counters(): ReadonlyMap<string, number>;
  countOn(counters: ReadonlyMap<string, number>): void;
  /** Applies what has come due on the virtual clock. */
  settle(): void;
  given(factName: string, args: unknown): unknown;
  state(): unknown;
};

export type Received = {
  op: string | null;
  request: FakeRequest;
  idempotencyKey: string | null;
  replayed: boolean;
  headers: Readonly<Record<string, string>>;
  answer(): Reply;
  /** What the answer would be in that state of the provider: a copy, which nobody else needs. */
  answerIn(state: unknown): Reply;
  /** For an exchange that ends before it has an effect. */
  abandon(): void;
};

export type MountableProvider = {
  name: ProviderName;
  operationIds: readonly string[];
  /** Those that change nothing. */
  readIds: readonly string[];
  signWebhook: Provider<never>['signWebhook'];
  mount(world: World): MountedProvider;
};

/** Closes over the type of the state, so that providers of different state types fit one list. */
export const defineProvider = <State>(provider: Provider<State>): MountableProvider => ({
  name: provider.name,
  operationIds: provider.operations.map(({ id }) => id),
  readIds: provider.operations.filter(isRead).map(({ id }) => id),
  signWebhook: provider.signWebhook,
  mount: (world) => mount(provider, world),
});

type Saved<State> = {
  state: State;
  counters: ReadonlyMap<string, number>;
  records: IdempotencyRecords;
};

const mount = <State>(provider: Provider<State>, world: World): MountedProvider => {
  const route = createRouter(provider.operations);
  const build = () => ({
    state: provider.initialState({ clock: world.clock }),
    ids: createIds(world.idSalt),
    idempotency: createIdempotencyStore(provider.idempotency),
  });
  let current = build();

  const contextFor = (requestId: string): Context => ({
    clock: world.clock,
    ids: current.ids,
    requestId,
    emit: (event) => {
      world.violations.checkEvent(provider.name, event.payload);
      world.webhooks.push(provider.name, event);
    },
  });
  const newRequestId = (): string => provider.requestId({ ids: current.ids, clock: world.clock });
  const settle = (): void => provider.settle?.(current.state, contextFor(newRequestId()));
  /** A copy of the whole state is made only where a stale read asks for it. */
  const write = <Result>(run: () => Result): Result => {
    if (!world.faults.needsPast(provider.name)) return run();
    const before = structuredClone(current.state);
    const result = run();
    if (!isDeepStrictEqual(before, current.state)) world.faults.wrote(provider.name, before);
    return result;
  };

  return {
    name: provider.name,
    parseBody: provider.parseBody,
    receive: (incoming, readable) => {
      const found = route(incoming.method, incoming.path);
      const request = { ...incoming, params: found?.params ?? {} };
      const requestId = newRequestId();
      const refused =
        provider.unauthorised(request) ??
        (readable ? undefined : provider.unreadableBody(request)) ??
        (found === undefined ? provider.unknownRoute(request) : undefined);
      const claim: Claim | undefined =
        refused === undefined && found !== undefined
          ? current.idempotency.begin(found.operation, request, world.clock.now())
          : undefined;

      const answer = (): Reply => {
        if (refused !== undefined) return refused;
        if (claim?.kind === 'answer') return claim.reply;
        settle();
        const run = (): Reply =>
          runOperation(found?.operation, current.state, request, contextFor(requestId));
        const reply = found !== undefined && isRead(found.operation) ? run() : write(run);
        claim?.finish(reply);
        return reply;
      };
      // The state is one that this provider had: its type is its own.
      const answerIn = (state: unknown): Reply =>
        refused ??
        runOperation(found?.operation, state as State, request, {
          ...contextFor(requestId),
          ids: createIds(world.idSalt, current.ids.counters()),
          emit: () => {},
        });
      return {
        op: found?.operation.id ?? null,
        request,
        idempotencyKey: provider.idempotency?.key(request) ?? null,
        replayed: claim?.kind === 'answer' && claim.replayed,
        headers: provider.replyHeaders(request, requestId),
        answer,
        answerIn,
        abandon: () => {
          if (claim?.kind === 'run') claim.abandon();
        },
      };
    },
    reset: () => {
      current = build();
    },
    save: () => ({
      state: current.state,
      counters: current.ids.counters(),
      records: current.idempotency.records(),
    }),
    // What `save` of this same provider gave: the types inside are its own.
    load: (saved) => {
      const { state, counters, records } = saved as Saved<State>;
      current = {
        state,
        ids: createIds(world.idSalt, counters),
        idempotency: createIdempotencyStore(provider.idempotency, records),
      };
    },
    counters: () => current.ids.counters(),
    countOn: (counters) => {
      current = { ...current, ids: createIds(world.idSalt, counters) };
    },
    settle,
    given: (factName, args) => {
      const apply = Object.hasOwn(provider.facts, factName) ? provider.facts[factName] : undefined;
      if (apply === undefined) {
        throw new ControlError(
          `${provider.name} knows no fact '${factName}'. Choose one of: ${Object.keys(provider.facts).join(', ')}.`,
        );
      }
      return jsonable(write(() => apply(current.state, args, contextFor(newRequestId()))));
    },
    state: () => jsonable(current.state),
  };
};

const runOperation = <State>(
  operation: Operation<State> | undefined,
  state: State,
  request: FakeRequest,
  context: Context,
): Reply => {
  if (operation === undefined) throw new Error('A request without an operation is refused before it runs.');
  try {
    return operation.handle(state, request, context);
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
};
