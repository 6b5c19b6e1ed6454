import { later, repeatable, UNAVAILABLE, operation, type GatewayOperation } from '../gateway-operation.ts';

const NO_CARRIER = { status: 422, problem: { slug: 'destination-not-supported' } };

/** The same in all quotes: a price is what the carrier says it is. */
const UNKNOWN_PRICE = { none: 'nothing that the shop knows says what this number should be' };

export const easypostOperations: readonly GatewayOperation[] = [
  operation({
    title: 'a quote for a cart at EasyPost',
    provider: 'easypost',
    op: 'easypost.shipments.create',
    call: 'shipping quote',
    changes: false,
    form: {
      field: '$.rates[*].rate',
      otherType: 'number',
      enumeration: '$.rates[*].currency',
      amount: UNKNOWN_PRICE,
    },
    answers: {
      late: [{ status: 200 }, 'lists the rates'],
      away: [UNAVAILABLE, 'is answered with 503, and made when the same request comes again'],
      refused: [NO_CARRIER, 'is told to the customer as an address that no carrier takes'],
    },
    async given(shop) {
      const cart = await shop.given.cart();
      return { cart };
    },
    errand(shop, { cart }) {
      const ask = () => shop.quoteShipping(cart, repeatable());
      return {
        act: (by) => shop.quoteShipping(cart, repeatable(by)),
        settle: { away: ask, refused: () => shop.quoteShipping(cart) },
        outcome: async () =>
          shop.chooseShippingRate(cart, (await shop.quoteShipping(cart)).body.rates[0]?.rateId ?? ''),
      };
    },
    done: { status: 200, body: { missing: [], shipping: { price: { amount: 900, currency: 'EUR' } } } },
  }),
  operation({
    title: 'a quote for a corrected address at EasyPost',
    provider: 'easypost',
    op: 'easypost.shipments.create',
    call: 'shipping quote',
    again: true,
    changes: false,
    form: {
      field: '$.rates[*].rate',
      otherType: 'number',
      enumeration: '$.rates[*].currency',
      amount: UNKNOWN_PRICE,
    },
    answers: {
      late: [{ status: 200 }, 'corrects the order'],
      away: [
        UNAVAILABLE,
        'is answered with 503, and the order is corrected when the same request comes again',
      ],
      refused: [NO_CARRIER, 'is told to the customer, and the order stays as it was until corrected anew'],
    },
    async given(shop) {
      const order = await shop.given.placedOrder();
      const address = { ...order.body.address, line1: 'Unter den Linden 77' };
      return { order, address };
    },
    errand(shop, { order, address }) {
      const correct = (how: object) => shop.updateOrder(order, '"1"', { address }, how);
      return {
        act: (by) => correct(by ? { via: by.http } : {}),
        settle: { away: () => correct({}), refused: () => correct({}) },
        outcome: async () => ({
          order: await shop.read(order),
          announced: (await shop.announcements(order)).map(({ type }) => type),
        }),
      };
    },
    done: {
      order: { address: { line1: 'Unter den Linden 77' } },
      announced: ['order.placed', 'order.updated'],
    },
  }),
  operation({
    title: 'a label at EasyPost',
    provider: 'easypost',
    op: 'easypost.shipments.buy',
    call: 'shipping buy',
    changes: true,
    form: {
      field: '$.selected_rate.rate',
      otherType: 'number',
      enumeration: '$.selected_rate.currency',
      amount: UNKNOWN_PRICE,
    },
    answers: {
      late: [{ status: 201, body: { status: 'purchased' } }, 'sends the order'],
      open: [
        { status: 202, body: { status: 'purchasing', trackingCode: null } },
        'is answered with 202, looked for by the sweeper, and bought once',
      ],
      away: [UNAVAILABLE, 'is answered with 503, and bought once when the same request comes again'],
      refused: [
        { status: 422, problem: { slug: 'label-refused' } },
        'is told to the back office, which tries again and buys one',
      ],
    },
    async given(shop) {
      const order = await shop.given.authorisedOrder();
      return { order };
    },
    errand(shop, { order }) {
      const tryAnew = () => shop.buyLabel(order);
      return {
        act: (by) => shop.buyLabel(order, repeatable(by)),
        settle: {
          async open(phase) {
            await shop.sweepShipments({ minutesLater: 2 });
            // The sweeper never buys: a label that is not there was not bought.
            if (phase === 'before-effect') await tryAnew();
          },
          away: () => shop.buyLabel(order, repeatable()),
          refused: tryAnew,
        },
        outcome: async () => ({
          order: await shop.read(order),
          labels: await shop.labelsBought(),
          books: await shop.books(order),
          announced: (await shop.announcements(order)).map(({ type }) => type),
        }),
      };
    },
    done: {
      order: { status: 'fulfilled' },
      labels: 1,
      books: { shipping_expense: '10.00 USD', carrier_payable: '-10.00 USD' },
      announced: ['order.placed', 'order.confirmed', 'order.fulfilled'],
    },
  }),
  operation({
    title: 'the search for a lost label at EasyPost',
    provider: 'easypost',
    op: 'easypost.shipments.retrieve',
    call: 'shipping find-label',
    changes: false,
    form: {
      field: '$.selected_rate.rate',
      otherType: 'number',
      enumeration: '$.selected_rate.currency',
      amount: UNKNOWN_PRICE,
    },
    answers: {
      late: [{ status: 'fulfilled' }, 'finds it'],
      away: [{ status: 'confirmed' }, 'decides nothing, and the next search finds it'],
      refused: [{ status: 'confirmed' }, 'decides nothing, and the next search finds it'],
    },
    async given(shop) {
      const order = await shop.given.authorisedOrder();
      await shop.loseAnswer('easypost.shipments.buy', 1);
      await shop.buyLabel(order);
      return { order };
    },
    errand(shop, { order }) {
      const sweep = () => shop.sweepShipments({ minutesLater: 4 });
      return {
        async act(by) {
          await shop.sweepShipments(later(2, by));
          return shop.read(order);
        },
        settle: { away: sweep, refused: sweep },
        outcome: async () => ({ order: await shop.read(order), labels: await shop.labelsBought() }),
      };
    },
    done: { order: { status: 'fulfilled' }, labels: 1 },
  }),
  operation({
    title: 'the look at a label that a report of EasyPost is about',
    provider: 'easypost',
    op: 'easypost.shipments.retrieve',
    call: 'shipping find-label',
    again: true,
    changes: false,
    form: {
      field: '$.selected_rate.rate',
      otherType: 'number',
      enumeration: '$.selected_rate.currency',
      amount: UNKNOWN_PRICE,
    },
    answers: {
      late: [{ status: 204 }, 'applies the report'],
      away: [UNAVAILABLE, 'makes EasyPost send the report again, and then applies it'],
      refused: [UNAVAILABLE, 'makes EasyPost send the report again, and then applies it'],
    },
    async given(shop) {
      const order = await shop.given.authorisedOrder();
      await shop.loseAnswer('easypost.shipments.buy', 1);
      const { body: shipment } = await shop.buyLabel(order);
      await shop.carrierReports({ trackingCode: await shop.lastTrackingCode() }, 'in_transit');
      const [event] = await shop.eventsOfType('tracker.updated');
      return { order, shipment, event };
    },
    errand(shop, { order, shipment, event }) {
      const send = () => shop.easypostSends(event);
      return {
        act: (by) => shop.easypostSends(event, { via: by?.http }),
        settle: { away: send, refused: send },
        outcome: async () => ({
          order: await shop.read(order),
          labels: await shop.labelsBought(),
          parcel: (await shop.readShipment(shipment)).body,
        }),
      };
    },
    done: {
      order: { status: 'fulfilled' },
      labels: 1,
      parcel: { status: 'in_transit', updates: [{ status: 'in_transit' }] },
    },
  }),
];
