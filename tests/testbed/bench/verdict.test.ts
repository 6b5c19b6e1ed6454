import { differences, newBelief, type BookedOrder, type Facts } from '@topheavy/bench/verdict';
import { expect, test } from 'vitest';

const belief = () => ({
  ...newBelief('o1', 1000),
  payments: [{ id: 'p1', told: 'done' as const }],
  captures: [{ id: 'c1', amountMinor: 1000, told: 'done' as const }],
  refunds: [{ id: 'r1', amountMinor: 300, told: 'open' as const }],
  shipments: [{ id: 's1', told: 'done' as const }],
});

const PAYMENT = {
  id: 'p1',
  status: 'captured',
  reference: 'pi_1',
  held: true,
  capturedMinor: 1000,
  refundedMinor: 300,
};
const CHARGE = { reference: 'pi_1', orderId: 'o1', holds: false, capturedMinor: 1000, refundedMinor: 300 };
const PLACED = 'We have your order o1';
const MAILS = [
  PLACED,
  'Your order o1 is confirmed',
  'Your order o1 is on its way',
  'Your refund for order o1',
];
const MUGS = { product: 'mug', initially: 10, sold: 2, onHand: 8, held: 1, reserved: 1, atTheService: 8 };

const ORDER: BookedOrder = {
  id: 'o1',
  status: 'fulfilled',
  totalMinor: 1000,
  confirmed: true,
  expired: false,
  payments: [PAYMENT],
  captures: [{ id: 'c1', status: 'succeeded', amountMinor: 1000 }],
  refunds: [{ id: 'r1', status: 'succeeded', amountMinor: 300 }],
  shipments: [{ id: 's1', label: 'shp_1' }],
};

const facts = (other: Partial<Facts> = {}, order: Partial<BookedOrder> = {}): Facts => ({
  orders: [{ ...ORDER, ...order }],
  charges: [CHARGE],
  labels: ['shp_1'],
  mails: MAILS,
  stock: [MUGS],
  shown: new Map([['o1', { status: 'fulfilled', capturedMinor: 1000, refundedMinor: 300 }]]),
  ...other,
});

test('where the clients, the books and the world agree there is no difference', () => {
  expect(differences([belief()], facts())).toEqual([]);
});

test('what was left open may have come to nothing', () => {
  const failed = facts(
    { charges: [{ ...CHARGE, refundedMinor: 0 }], mails: MAILS.slice(0, 3), shown: new Map() },
    {
      payments: [{ ...PAYMENT, refundedMinor: 0 }],
      refunds: [{ id: 'r1', status: 'failed', amountMinor: 300 }],
    },
  );

  expect(differences([belief()], failed)).toEqual([]);
});

const unpaid = () => newBelief('o1', 1000);

const expired = (order: Partial<BookedOrder> = {}): Facts =>
  facts(
    { charges: [], labels: [], mails: [PLACED, 'Your order o1 is cancelled'], shown: new Map() },
    {
      status: 'cancelled',
      confirmed: false,
      expired: true,
      payments: [],
      captures: [],
      refunds: [],
      shipments: [],
      ...order,
    },
  );

test('an order that nobody paid in time may expire, and only then', () => {
  expect(differences([unpaid()], expired())).toEqual([]);
  expect(differences([unpaid()], expired({ expired: false }))).toEqual([
    'order o1: cancelled, and nobody asked for it',
  ]);
});

test('a payment of an order that its client cancelled may be voided', () => {
  const voided = { ...PAYMENT, status: 'voided', capturedMinor: 0, refundedMinor: 0 };
  const cancelled = { ...unpaid(), cancelled: true, payments: [{ id: 'p1', told: 'done' as const }] };

  expect(differences([cancelled], expired({ expired: false, payments: [voided] }))).toEqual([]);
});

test('where nobody sends mails none is lost', () => {
  expect(differences([belief()], facts({ mails: null }))).toEqual([]);
});

const second = {
  id: 'p2',
  status: 'authorized',
  reference: 'pi_2',
  held: true,
  capturedMinor: 0,
  refundedMinor: 0,
};

test.for<[what: string, found: Facts, words: string]>([
  ['an order that is gone', facts({ orders: [], charges: [], labels: [], mails: [] }), 'the books have none'],
  [
    'an order nobody was told of',
    facts({ orders: [ORDER, { ...ORDER, id: 'o2', shipments: [] }] }),
    'order o2: in the books, and no client was told of it',
  ],
  ['another total', facts({}, { totalMinor: 999 }), 'total 1000 was agreed to'],
  ['a lost capture', facts({}, { captures: [] }), 'capture c1: told as done, and it is not (lost)'],
  [
    'a capture that failed after all',
    facts({}, { captures: [{ id: 'c1', status: 'failed', amountMinor: 1000 }] }),
    'capture c1: told as done, and it is not (lost)',
  ],
  [
    'a doubled refund',
    facts({}, { refunds: [...ORDER.refunds, { id: 'r2', status: 'succeeded', amountMinor: 300 }] }),
    'refund r2: done, and nobody asked for it (doubled)',
  ],
  [
    'another amount',
    facts({}, { captures: [{ id: 'c1', status: 'succeeded', amountMinor: 900 }] }),
    'capture c1: told 1000, booked 900',
  ],
  ['two live payments', facts({}, { payments: [PAYMENT, second] }), '2 live payments in the books'],
  [
    'a second hold, let go of before anybody looked',
    facts({}, { payments: [PAYMENT, { ...second, status: 'voided' }] }),
    'the money was held 2 times',
  ],
  [
    'two charges',
    facts({ charges: [CHARGE, { ...CHARGE, reference: 'pi_2' }] }),
    'charged 2 times at the bank',
  ],
  [
    'a charge that the books have not',
    facts({ charges: [CHARGE, { ...CHARGE, reference: 'pi_2', orderId: 'o9' }] }),
    'charge pi_2: of order o9, which the books have not',
  ],
  [
    'money taken without a record',
    facts({ charges: [{ ...CHARGE, capturedMinor: 1100 }] }),
    'the bank took 1100, the books have 1000',
  ],
  [
    'money given back without a record',
    facts({ charges: [{ ...CHARGE, refundedMinor: 600 }] }),
    'the bank gave back 600, the books have 300',
  ],
  [
    'a hold that nobody lets go',
    facts({
      charges: [CHARGE, { ...CHARGE, reference: 'pi_2', holds: true, capturedMinor: 0, refundedMinor: 0 }],
    }),
    'the bank holds money 1 times, the books have 0 holds',
  ],
  ['two labels', facts({ labels: ['shp_1', 'shp_1'] }), 'label "shp_1": 1 by the books, the carrier sold 2'],
  ['a lost label', facts({ labels: [] }), 'label "shp_1": 1 by the books, the carrier sold 0'],
  ['two mails', facts({ mails: [...MAILS, PLACED] }), `mail "${PLACED}": 1 by the books, there arrived 2`],
  ...MAILS.map((mail): [string, Facts, string] => [
    `no mail "${mail}"`,
    facts({ mails: MAILS.filter((other) => other !== mail) }),
    `mail "${mail}": 1 by the books, there arrived 0`,
  ]),
  [
    'a mail that nothing owes',
    facts({ mails: [...MAILS, 'Your order o1 is cancelled'] }),
    'mail "Your order o1 is cancelled": 0 by the books, there arrived 1',
  ],
  [
    'an order that nobody asked to cancel',
    facts({}, { status: 'cancelled' }),
    'order o1: cancelled, and nobody asked for it',
  ],
  [
    'a paid order that expired',
    facts({}, { status: 'cancelled', expired: true }),
    'order o1: cancelled, and nobody asked for it',
  ],
  [
    'a payment that was voided quietly',
    facts({}, { payments: [{ ...PAYMENT, status: 'voided' }] }),
    'payment p1: told as done, and voided, though its order is fulfilled',
  ],
  [
    'goods that are kept for nobody',
    facts({ stock: [{ ...MUGS, reserved: 2 }] }),
    'product mug: open orders hold 1, and 2 are reserved',
  ],
  [
    'goods that are gone',
    facts({ stock: [{ ...MUGS, onHand: 7 }] }),
    'product mug: 10 less 2 sold is not the 7 on hand',
  ],
  [
    'a sale that was reported twice',
    facts({ stock: [{ ...MUGS, atTheService: 6 }] }),
    'the inventory service counts 6, not 8',
  ],
  [
    'an answer of the API that is not what the books have',
    facts({ shown: new Map([['o1', { status: 'fulfilled', capturedMinor: 1000, refundedMinor: 0 }]]) }),
    'the API shows 0 refunded, the books have 300',
  ],
])('%s is a difference', ([, found, words]) => {
  expect(differences([belief()], found).join('\n')).toContain(words);
});

test('an order that was cancelled and is not is a difference', () => {
  const found = differences([{ ...belief(), cancelled: true }], facts());

  expect(found).toEqual(['order o1: told cancelled, it is fulfilled']);
});
