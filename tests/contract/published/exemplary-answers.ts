import type { Fakes, ProviderName } from '@topheavy/fakes';

/** What is read of the answers below; each has some of it. */
type Answer = {
  id: string;
  latest_charge: string;
  tracking_code: string;
  rates: { id: string }[];
  data: { id: string }[];
};
type Call = (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

/** Calls a fake as the provider's own clients do: POST with a body, else GET. */
const caller =
  (url: string, headers: Record<string, string>, encode: (body: unknown) => string): Call =>
  async (path, body, more = {}) => {
    const response = await fetch(`${url}${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: encode(body) }),
      headers: { ...headers, ...more },
    });
    return (await response.json()) as Answer;
  };

const json = { 'content-type': 'application/json' };

/** What drives each fake through its operations once or more, so that its journal holds their answers. */
export const exemplaryAnswers: Record<ProviderName, (fakes: Fakes) => Promise<void>> = {
  stripe: async (fakes) => {
    const headers = {
      authorization: 'Bearer sk_test_witness',
      'content-type': 'application/x-www-form-urlencoded',
    };
    const call = caller(fakes.urls.stripe, headers, (form) => new URLSearchParams(form as never).toString());
    const payment = {
      amount: '10000',
      currency: 'eur',
      confirm: 'true',
      payment_method: 'pm_card_visa',
      'allowed_payment_method_types[0]': 'card',
      'metadata[order]': 'o-1',
    };
    const held = { ...payment, capture_method: 'manual' };
    const intents = '/v1/payment_intents';

    const taken = await call(intents, payment);
    const refund = await call('/v1/refunds', {
      payment_intent: taken.id,
      amount: '4000',
      'metadata[r]': '1',
    });
    const captured = await call(intents, held);
    await call(`${intents}/${captured.id}/capture`, { amount_to_capture: '6000' });
    const cancelled = await call(intents, held);
    await call(`${intents}/${cancelled.id}/cancel`, { cancellation_reason: 'abandoned' });
    const { confirm: _, payment_method: method, ...open } = payment;
    const opened = await call(intents, open);
    await call(`${intents}/${opened.id}`, { payment_method: method });
    await call(`${intents}/${opened.id}/confirm`, {});
    await call(intents, {
      ...held,
      payment_method: 'pm_card_authenticationRequired',
      return_url: 'https://shop.example/return',
    });
    await call(intents, { ...payment, payment_method: 'pm_card_visa_chargeDeclined' });
    for (const { id } of [taken, captured, cancelled, opened]) await call(`${intents}/${id}`);
    await call(`${intents}/${taken.id}?expand[]=latest_charge`);
    await call(intents);
    await call(`${intents}/search?query=${encodeURIComponent('metadata["order"]:"o-1"')}`);
    await call(`/v1/charges/${taken.latest_charge}`);
    await call(`/v1/charges/${captured.latest_charge}`);
    await call(`/v1/refunds/${refund.id}`);
    await call(`/v1/refunds?payment_intent=${taken.id}`);
    const events = await call('/v1/events?limit=100');
    for (const { id } of events.data) await call(`/v1/events/${id}`);

    await call(`${intents}/pi_nobody`);
    await call(intents, { amount: 'much' });
    await call(`${intents}/${taken.id}/capture`, {});
    await call(intents, undefined, { authorization: '' });
    await call(intents, payment, { 'idempotency-key': 'k-1' });
    await call(intents, { ...payment, amount: '1' }, { 'idempotency-key': 'k-1' });
  },

  vatcomply: async (fakes) => {
    const call = caller(fakes.urls.vatcomply, {}, String);
    await call('/vat_rates');
    await call('/vat_rates?country_code=FR');
    for (let more = 0; more < 3; more += 1) await call('/vat_rates');
  },

  frankfurter: async (fakes) => {
    const call = caller(fakes.urls.frankfurter, {}, String);
    await call('/v2/rates');
    await call('/v2/rates?base=USD&quotes=EUR,JPY');
    await call('/v2/rate/EUR/USD');
    await call('/v2/currencies');
    await call('/v2/rates?base=XYZ');
    await call('/v2/rate/EUR/NGN');
  },

  easypost: async (fakes) => {
    const call = caller(
      fakes.urls.easypost,
      { ...json, authorization: 'Bearer EZTKwitness' },
      JSON.stringify,
    );
    const berlin = { name: 'Shop', street1: 'Torstr. 1', city: 'Berlin', zip: '10119', country: 'DE' };
    const paris = { name: 'Ada', street1: '5 rue de la Paix', city: 'Paris', zip: '75002', country: 'FR' };
    const tokyo = { name: 'Ken', street1: '1-1 Chiyoda', city: 'Tokyo', zip: '100-0001', country: 'JP' };
    const parcel = { length: 20, width: 15, height: 10, weight: 35 };
    const item = { description: 'Mug', quantity: 2, weight: 11, value: 23.25, origin_country: 'DE' };
    const customs_info = { contents_type: 'merchandise', customs_items: [item] };
    const create = (shipment: object) =>
      call('/v2/shipments', { shipment: { from_address: berlin, to_address: paris, parcel, ...shipment } });

    await create({ to_address: tokyo, customs_info });
    await create({ parcel: { weight: 2401 } });
    const shipment = await create({ reference: 'o-17' });
    const [rate] = shipment.rates;
    const bought = await call(`/v2/shipments/${shipment.id}/buy`, {
      rate: { id: rate?.id },
      insurance: '249.99',
    });
    await call(`/v2/shipments/${shipment.id}`);
    const code = bought.tracking_code;
    const tracker = await call('/v2/trackers', { tracker: { tracking_code: code, carrier: 'UPS' } });
    await fakes.control.given('easypost', 'tracker_status', { tracking_code: code, status: 'delivered' });
    await call(`/v2/trackers/${tracker.id}`);
    await call('/v2/trackers', { tracker: { tracking_code: 'EZ1000000001' } });
    const returned = await create({});
    const [first] = returned.rates;
    await call(`/v2/shipments/${returned.id}/buy`, { rate: { id: first?.id } });
    await call(`/v2/shipments/${returned.id}/refund`, {});

    await call('/v2/shipments', { shipment: {} });
    await call('/v2/shipments/shp_nobody');
    await call(`/v2/shipments/${shipment.id}/buy`, { rate: { id: rate?.id } });
    await call('/v2/trackers/trk_nobody', undefined, { authorization: '' });
  },

  square: async (fakes) => {
    const headers = { ...json, authorization: 'Bearer EAAAwitness', 'square-version': '2025-08-20' };
    const call = caller(fakes.urls.square, headers, JSON.stringify);
    const place = { catalog_object_id: 'MUG', location_id: 'MAIN' };
    await fakes.control.given('square', 'stock', { ...place, state: 'IN_STOCK', quantity: '10' });
    await call('/v2/inventory/MUG?location_ids=MAIN');
    await call('/v2/inventory/counts/batch-retrieve', {
      catalog_object_ids: ['MUG'],
      location_ids: ['MAIN'],
    });
    const occurred_at = new Date().toISOString();
    const sale = { ...place, from_state: 'IN_STOCK', to_state: 'SOLD', quantity: '2', occurred_at };
    const count = { ...place, state: 'IN_STOCK', quantity: '4', occurred_at };
    await call('/v2/inventory/changes/batch-create', {
      idempotency_key: 'k-1',
      changes: [
        { type: 'ADJUSTMENT', adjustment: sale },
        { type: 'PHYSICAL_COUNT', physical_count: count },
      ],
    });
    await call('/v2/inventory/changes/batch-create', { changes: [] });
    await call('/v2/inventory/MUG', undefined, { authorization: '' });
  },

  resend: async (fakes) => {
    const call = caller(fakes.urls.resend, { ...json, authorization: 'Bearer re_witness' }, JSON.stringify);
    const mail = {
      from: 'Shop <orders@shop.example>',
      to: ['ada@customer.example'],
      reply_to: 'help@shop.example',
      subject: 'Your order 17',
      html: '<p>Thank you.</p>',
      tags: [{ name: 'order', value: 'o-17' }],
    };
    const { id } = await call('/emails', mail);
    await call(`/emails/${id}`);
    await call('/emails/batch', [mail, { ...mail, text: 'Thank you.' }]);
    await call('/emails', { ...mail, to: [] });
    await call('/emails/4ef9a417-02e9-4d39-ad75-9611e0fcc33c');
    await call(`/emails/${id}`, undefined, { authorization: '' });
  },
};
