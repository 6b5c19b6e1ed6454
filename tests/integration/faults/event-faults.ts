import type { Shop } from '@topheavy/testbed';
import type { ProviderEvent } from './event.ts';

/** What goes wrong with the delivery of an event. */
export type EventFault = {
  /** As it goes on in a title: `payment_intent.created … twice`. */
  readonly title: string;
  readonly promise: string;
  /** Delivers it in this way, and says what the shop answered. */
  deliver(shop: Shop, event: ProviderEvent): Promise<readonly { readonly status: number | null }[]>;
  /** The status that each of these deliveries is answered with; null where there are none. */
  readonly status: 204 | 400 | null;
  /** The shop's own call has not been answered when the event comes. */
  readonly beforeTheAnswer?: true;
  /** Why there is no such thing with this event. */
  unless?(event: ProviderEvent): string | undefined;
};

const all = ({ provider }: ProviderEvent) => ({ provider });
const only = ({ provider, type }: ProviderEvent) => ({ provider, only: [type] });

/** What the shop does by itself, sooner or later. */
async function settle(shop: Shop): Promise<void> {
  await shop.sweepPayments({ minutesLater: 2 });
  await shop.sweepShipments({ minutesLater: 2 });
}

export const EVENT_FAULTS: readonly EventFault[] = [
  {
    title: 'that comes twice',
    promise: 'counts once',
    deliver: (shop, event) => shop.deliverWebhooks({ ...only(event), duplicate: true }),
    status: 204,
  },
  {
    title: 'that comes after those that followed it',
    promise: 'moves nothing backwards',
    deliver: (shop, event) => shop.deliverWebhooks({ ...all(event), reverse: true }),
    status: 204,
  },
  {
    title: 'that comes when everything is settled',
    promise: 'changes nothing more',
    async deliver(shop, event) {
      await settle(shop);
      return shop.deliverWebhooks(only(event));
    },
    status: 204,
  },
  {
    title: 'that never comes',
    promise: 'is not needed: the sweeper finds out',
    async deliver(shop, event) {
      await shop.deliverWebhooks({ ...all(event), drop: true });
      await settle(shop);
      return [];
    },
    status: null,
    unless: ({ onlyTold }) => onlyTold,
  },
  {
    title: 'that somebody else has signed',
    promise: 'is refused, and counts when the provider sends it',
    async deliver(shop, event) {
      const forged = await shop.changesNothing(() =>
        shop.deliverWebhooks({ ...only(event), badSignature: true }),
      );
      await shop.deliverWebhooks(only(event));
      return forged;
    },
    status: 400,
  },
  {
    title: 'that was signed six minutes ago',
    promise: 'is refused as a replay, and counts when the provider sends it',
    async deliver(shop, event) {
      const old = await shop.changesNothing(() =>
        shop.deliverWebhooks({ ...only(event), staleByMs: 360_000 }),
      );
      await shop.deliverWebhooks(only(event));
      return old;
    },
    status: 400,
    unless: ({ provider }) =>
      provider === 'easypost'
        ? 'its signature says nothing of the time; a replay is told by its id'
        : undefined,
  },
  {
    title: 'whose id comes again with another body',
    promise: 'counts as what it was at first',
    async deliver(shop, event) {
      const [genuine] = (await shop.eventsOfType(event.type)).slice(-1);
      await shop.deliverWebhooks(only(event));
      const altered = JSON.parse(
        JSON.stringify(genuine).replaceAll(/"status":"\w+"/g, '"status":"failure"'),
      ) as unknown;
      const send = event.provider === 'stripe' ? shop.stripeSends : shop.easypostSends;
      return [await shop.changesNothing(() => send(altered))];
    },
    status: 204,
  },
  {
    title: 'that overtakes the answer to the shop’s own call',
    promise: 'counts once, and the answer changes nothing more',
    deliver: (shop, event) => shop.deliverWebhooks(all(event)),
    status: 204,
    beforeTheAnswer: true,
  },
];
