import type { Reply } from '../core/operation.ts';
import { invalidParameter } from './errors.ts';
import { listOf, type Parameters } from './parameters.ts';
import type { StripeState } from './state.ts';

/** Which members of which objects the fake can expand, and where it finds them. */
const expandable: Readonly<Record<string, Readonly<Record<string, 'paymentIntents' | 'charges'>>>> = {
  payment_intent: { latest_charge: 'charges' },
  charge: { payment_intent: 'paymentIntents' },
  refund: { charge: 'charges', payment_intent: 'paymentIntents' },
};

type Answered = { object: string };

/** The answer 200 with an object or list as it is now, expanded as `expand` asks. */
export const answer = (state: StripeState, parameters: Parameters, object: Answered): Reply => {
  const body = structuredClone(object);
  for (const path of listOf(parameters, 'expand') ?? []) expand(state, body, path.split('.'), path);
  return { status: 200, body };
};

const expand = (state: StripeState, object: unknown, segments: readonly string[], path: string): void => {
  const [name = '', ...rest] = segments;
  if (!isAnswered(object)) return;
  const items: unknown = Reflect.get(object, 'data');
  if (name === 'data' && Array.isArray(items)) {
    for (const item of items) expand(state, item, rest, path);
    return;
  }
  const source = expandable[object.object]?.[name];
  if (source === undefined) {
    throw invalidParameter('expand', `This property cannot be expanded (${path}).`);
  }
  const id: unknown = Reflect.get(object, name);
  if (typeof id === 'string') Reflect.set(object, name, structuredClone(state[source].get(id)));
  if (rest.length > 0) expand(state, Reflect.get(object, name), rest, path);
};

const isAnswered = (value: unknown): value is Answered =>
  typeof value === 'object' && value !== null && 'object' in value;
