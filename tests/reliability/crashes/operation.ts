import type { Answer, Shop } from '@topheavy/testbed';

/** `id` is empty until there is one. */
export type Order = { readonly id: string; readonly productId: string };

/** How a request is made: to which API, and so that it may be made again. */
export type How = { readonly idempotencyKey?: string; readonly via?: Shop['http'] };

/** Something with effects in several places, during which the process may die at any moment. */
export type CrashOperation = {
  /** As in the table. */
  readonly name: string;
  /** What holds whenever the process dies, as a test's title begins. */
  readonly promise: string;
  /** Where it starts; plain data. */
  given(shop: Shop): Promise<Order>;
  /** What holds in the end (facts.ts), whatever happened on the way. */
  readonly done: object;
} & (
  | {
      /** Makes the request, or has the provider send its event. */
      act(shop: Shop, scene: Order, how: How): Promise<Answer>;
      /** What whoever asked hears in the end. */
      readonly answer: object;
    }
  | {
      /** Background work, which nobody asks for: SQL that finds rows until it is done. */
      readonly waiting: string;
      /** Effects of another job that may run meanwhile. They have crash points where that job has its row. */
      readonly others?: RegExp;
    }
);

/** A row whose scene carries more than an order. */
export const operation = <Scene extends Order>(
  row: Pick<CrashOperation, 'name' | 'promise' | 'done'> & {
    given(shop: Shop): Promise<Scene>;
    act(shop: Shop, scene: Scene, how: How): Promise<Answer>;
    readonly answer: object;
  },
): CrashOperation =>
  // What `given` made is what `act` gets.
  row;
