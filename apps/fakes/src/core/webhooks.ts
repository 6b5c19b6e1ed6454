import type { VirtualClock } from './clock.ts';
import type { DeliveryFault, Faults } from './faults.ts';
import type { ProviderEvent } from './operation.ts';
import type { ProviderName } from './provider-name.ts';
import {
  createDelivery,
  type Disturbance,
  type Signers,
  type WebhookDelivery,
  type WebhookTarget,
} from './webhook-delivery.ts';
import { disturb } from './webhook-disturbance.ts';

export type WebhookMode = 'manual' | 'auto';

export type PendingWebhook = {
  provider: ProviderName;
  id: string;
  type: string;
  /** ISO time on the virtual clock. */
  createdAt: string;
  attempts: number;
  payload: unknown;
};

export type FlushOptions = {
  provider?: ProviderName;
  /** Event types or event ids; all pending ones by default. */
  only?: string[];
  /** Deliver each one twice. */
  duplicate?: boolean;
  /** Last emitted first. */
  reverse?: boolean;
  /** Forget them without delivering. */
  drop?: boolean;
  /** Sign with a secret that the receiver does not know. */
  badSignature?: boolean;
  /** Sign as if that long ago. */
  staleByMs?: number;
};

type Queued = PendingWebhook & {
  dueAt: number;
  underway: boolean;
  /** What a fault does to the first delivery; when it comes again, it is right. */
  disturbed: { fault: DeliveryFault; notBefore: number; toBeOvertakenBy: number } | undefined;
};

export type Webhooks = {
  setTarget(provider: ProviderName, target: WebhookTarget | null): void;
  setMode(mode: WebhookMode): void;
  push(provider: ProviderName, event: ProviderEvent): void;
  pending(provider?: ProviderName): PendingWebhook[];
  flush(options?: FlushOptions): Promise<WebhookDelivery[]>;
  /** Delivers what a fault wants at the receiver before the answer that is about to be sent. */
  deliverEarly(): Promise<void>;
  /** In mode 'auto': delivers what is due and waits for it. */
  deliverDue(): Promise<void>;
  clear(): void;
  /** What waits to be delivered; targets, mode and faults are no part of it. */
  save(): unknown;
  load(saved: unknown): void;
  stop(): Promise<void>;
};

export const maxTries = 5;

/** Wait before the second to the fifth try, on the virtual clock: the pattern of Stripe's, which goes on for days. */
const backOffMs = [60_000, 300_000, 1_800_000, 7_200_000];

export const createWebhooks = (
  clock: VirtualClock,
  signers: Signers,
  faults: Pick<Faults, 'emitted'>,
  initialMode: WebhookMode,
): Webhooks => {
  const targets = new Map<ProviderName, WebhookTarget>();
  const delivery = createDelivery(clock, signers);
  let mode = initialMode;
  let queue: Queued[] = [];
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const remove = (...events: Queued[]): void => {
    queue = queue.filter((one) => !events.includes(one));
  };

  const deliver = async (
    event: Queued,
    how: Disturbance = {},
    beforeAnswer = false,
  ): Promise<WebhookDelivery[]> => {
    const { provider, id, type, disturbed } = event;
    const target = targets.get(provider);
    if (target === undefined) {
      const error = `No webhook target is set for ${provider}.`;
      disturbed?.fault.misfit(error);
      return [{ provider, id, type, status: null, error }];
    }
    if (event.attempts === 0) letOvertake(event);
    event.disturbed = undefined;
    const extra = disturbed && disturb(disturbed.fault, event, { beforeAnswer, signs: delivery.signs });
    event.attempts += 1;
    event.underway = true;
    const deliveries = await delivery.send(event, target, { ...how, ...extra });
    event.underway = false;
    if (deliveries.some(({ status }) => status !== null && status >= 200 && status < 300)) remove(event);
    return deliveries;
  };

  const letOvertake = (event: Queued): void => {
    for (const { provider, disturbed } of queue.slice(0, queue.indexOf(event))) {
      if (provider === event.provider && disturbed !== undefined) disturbed.toBeOvertakenBy -= 1;
    }
  };

  const scheduleRetry = (event: Queued): void => {
    const wait = backOffMs[event.attempts - 1];
    if (wait === undefined || !targets.has(event.provider)) remove(event);
    else event.dueAt = clock.now() + wait;
  };

  const waitsForLater = ({ disturbed }: Queued): boolean => (disturbed?.toBeOvertakenBy ?? 0) > 0;

  const isReady = (event: Queued): boolean =>
    !event.underway && !waitsForLater(event) && (event.disturbed?.notBefore ?? 0) <= clock.now();

  const due = (): Queued | undefined =>
    mode === 'auto' ? queue.find((event) => event.dueAt <= clock.now() && isReady(event)) : undefined;

  const deliverAllDue = async (): Promise<void> => {
    for (let event = due(); event !== undefined; event = due()) {
      await deliver(event);
      scheduleRetry(event);
    }
    clearTimeout(timer);
    const next = Math.min(
      ...queue
        .filter((event) => !event.underway && !waitsForLater(event))
        .map(({ dueAt, disturbed }) => Math.max(dueAt, disturbed?.notBefore ?? 0)),
    );
    if (mode === 'auto' && Number.isFinite(next)) {
      timer = setTimeout(() => void deliverDue(), Math.max(0, next - clock.now()));
      timer.unref();
    }
  };

  /** One pass at a time, so that events arrive in the order in which they were emitted. */
  const deliverDue = (): Promise<void> => {
    if (mode === 'auto') running = running.then(deliverAllDue);
    return running;
  };

  return {
    setTarget: (provider, target) => {
      if (target === null) targets.delete(provider);
      else targets.set(provider, target);
    },
    setMode: (next) => {
      mode = next;
    },
    push: (provider, { id, type, payload }) => {
      const now = clock.now();
      const fault = faults.emitted({ type, payload });
      if (fault?.effect.drop === true) {
        fault.fired();
        return;
      }
      queue.push({
        provider,
        id,
        type,
        createdAt: new Date(now).toISOString(),
        attempts: 0,
        payload: structuredClone(payload),
        dueAt: now,
        underway: false,
        disturbed: fault && {
          fault,
          notBefore: now + (fault.effect.delayMs ?? 0),
          toBeOvertakenBy: fault.effect.reorder ?? 0,
        },
      });
    },
    pending: (provider) =>
      queue
        .filter((event) => provider === undefined || event.provider === provider)
        .map(({ provider: from, id, type, createdAt, attempts, payload }) => ({
          provider: from,
          id,
          type,
          createdAt,
          attempts,
          payload: structuredClone(payload),
        })),
    flush: async (options = {}) => {
      const { provider, only, duplicate = false, reverse = false, drop = false, ...how } = options;
      const chosen = queue.filter(
        (event) =>
          (provider === undefined || event.provider === provider) &&
          (only === undefined || only.includes(event.type) || only.includes(event.id)),
      );
      if (reverse) chosen.reverse();
      if (drop) {
        remove(...chosen);
        return [];
      }
      const deliveries: WebhookDelivery[] = [];
      for (let at = chosen.findIndex(isReady); at !== -1; at = chosen.findIndex(isReady)) {
        for (const event of chosen.splice(at, 1)) {
          deliveries.push(...(await deliver(event, { ...how, ...(duplicate && { times: 2 }) })));
        }
      }
      return deliveries;
    },
    deliverEarly: async () => {
      const early = queue.filter(({ disturbed }) => disturbed?.fault.effect.early === true);
      // All at once: no other pass may deliver them meanwhile.
      for (const event of early) event.underway = true;
      for (const event of early) {
        await deliver(event, {}, true);
        event.underway = false;
        event.disturbed = undefined;
        if (event.attempts > 0) scheduleRetry(event);
      }
    },
    deliverDue,
    clear: () => {
      clearTimeout(timer);
      queue = [];
    },
    save: () => queue.map((event) => ({ ...event, underway: false, disturbed: undefined })),
    load: (saved) => {
      queue = saved as Queued[];
    },
    stop: async () => {
      clearTimeout(timer);
      queue = [];
      mode = 'manual';
      delivery.stop();
      await running;
    },
  };
};
