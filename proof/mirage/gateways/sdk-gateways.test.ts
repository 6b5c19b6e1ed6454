import easypost from '@easypost/api';
import { money } from '@topheavy/domain';
import { Resend } from 'resend';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createGateways } from '#api/gateways/create-gateways.ts';
import { createEasypostGateway } from '#api/gateways/easypost/create-easypost-gateway.ts';
import { trackingStatusOf } from '#api/gateways/easypost/tracking-status.ts';
import { createResendGateway } from '#api/gateways/resend/create-resend-gateway.ts';
import { address } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('@easypost/api', () => ({ default: vi.fn<() => unknown>() }));
vi.mock('resend');

const resilience = { deadlineMs: 1000, retryDelayMs: 1 };

describe('EasyPost', () => {
  const Shipment = {
    create: vi.fn<(request: object) => Promise<unknown>>(),
    buy: vi.fn<(shipment: string, rate: string) => Promise<unknown>>(),
    retrieve: vi.fn<(id: string) => Promise<unknown>>(),
  };
  const rate = {
    id: 'rate_1',
    carrier: 'DHL',
    service: 'Paket',
    rate: '11.01',
    currency: 'USD',
    delivery_days: 2,
  };
  const quoted = { id: 'shp_1', rates: [rate], selected_rate: null, postage_label: null, tracker: null };
  const bought = {
    ...quoted,
    selected_rate: rate,
    postage_label: { label_url: 'https://easypost.example/label.png' },
    tracker: { id: 'trk_1', tracking_code: 'EZ1' },
  };
  const purchase = { shipmentReference: 'shp_1', rateReference: 'rate_1' };
  let middleware: (request: unknown) => unknown;
  const create = () =>
    createEasypostGateway({ ...resilience, baseUrl: 'https://api.easypost.com', apiKey: 'EZTK' });
  /** An answer with this status, as the SDK's HTTP client would give it. */
  const refuses = (status: number, code: string) => async () => {
    const request = {
      timeout: () => request,
      redirects: () => request,
      ok: (isSuccess: (response: object) => boolean) => (isSuccess({ status }), request),
      abort: vi.fn<() => void>(),
    };
    middleware(request);
    throw Object.assign(new Error('refused'), { code });
  };

  beforeEach(() => {
    vi.mocked(easypost as unknown as new (...args: unknown[]) => unknown).mockImplementation(function mock(
      _key: unknown,
      options: unknown,
    ) {
      middleware = (options as { requestMiddleware: typeof middleware }).requestMiddleware;
      return { Shipment };
    });
  });

  it('quotes in dollars', async () => {
    Shipment.create.mockResolvedValue(quoted);

    await expect(
      create().quote({ to: { ...address, line2: 'c/o' }, weightGrams: 1000, reference: 'cart-1' }),
    ).resolves.toEqual({
      shipmentReference: 'shp_1',
      rates: [
        {
          rateReference: 'rate_1',
          carrier: 'DHL',
          service: 'Paket',
          price: money(1101, 'USD'),
          deliveryDays: 2,
        },
      ],
    });
    expect(Shipment.create).toHaveBeenCalledWith(
      expect.objectContaining({ parcel: { weight: 35.3 }, reference: 'cart-1' }),
    );
  });

  it('refuses a rate with parts of a cent', async () => {
    Shipment.create.mockResolvedValue({ ...quoted, rates: [{ ...rate, rate: '11.015' }] });

    await expect(create().quote({ to: address, weightGrams: 1, reference: 'x' })).rejects.toThrow(
      'not as agreed',
    );
  });

  it('buys', async () => {
    Shipment.buy.mockResolvedValue(bought);

    await expect(create().buy(purchase)).resolves.toEqual({
      shipmentReference: 'shp_1',
      trackerReference: 'trk_1',
      trackingCode: 'EZ1',
      labelUrl: 'https://easypost.example/label.png',
      cost: money(1101, 'USD'),
    });
  });

  it.each([
    { name: 'no label', answer: quoted },
    { name: 'no tracker', answer: { ...bought, tracker: null } },
  ])('is unknown when the answer has $name', async ({ answer }) => {
    Shipment.buy.mockResolvedValue(answer);

    await expect(create().buy(purchase)).rejects.toMatchObject({ failure: 'unknown' });
  });

  it('finds the label that was bought before', async () => {
    Shipment.buy.mockImplementation(refuses(422, 'SHIPMENT.POSTAGE.EXISTS'));
    Shipment.retrieve.mockResolvedValue(bought);

    await expect(create().buy(purchase)).resolves.toMatchObject({ trackingCode: 'EZ1' });
  });

  it('rejects what EasyPost refuses', async () => {
    Shipment.buy.mockImplementation(refuses(422, 'SHIPMENT.POSTAGE.FAILURE'));

    await expect(create().buy(purchase)).rejects.toMatchObject({ failure: 'rejected' });
  });

  it('is unknown when the connection breaks', async () => {
    Shipment.buy.mockRejectedValue(Object.assign(new Error('x'), { code: 'ECONNRESET' }));

    await expect(create().buy(purchase)).rejects.toMatchObject({ failure: 'unknown' });
  });

  it('is not to be called directly', () => {
    create();

    expect(() => middleware({})).toThrow('easypostClient only');
  });

  it.each([
    { status: 'out_for_delivery', expected: 'in_transit' },
    { status: 'delivered', expected: 'delivered' },
    { status: 'unknown', expected: null },
  ])('reads the tracking status $status as $expected', ({ status, expected }) => {
    expect(trackingStatusOf(status)).toBe(expected);
  });
});

describe('Resend', () => {
  const send = vi.fn<(mail: object, options: object) => Promise<unknown>>();
  const mail = { messageId: 'e1', to: 'ada@example.com', subject: 'Hi', text: 'Hello' };
  const create = () =>
    createResendGateway({
      ...resilience,
      baseUrl: 'https://api.resend.com',
      apiKey: 're_1',
      from: 'shop@example.com',
    });

  beforeEach(() => {
    vi.mocked(Resend).mockImplementation(function mock() {
      return { emails: { send } } as never;
    });
  });

  it('sends under the id of the message', async () => {
    send.mockResolvedValue({ data: { id: 'm1' }, error: null });

    await create().send(mail);

    expect(send).toHaveBeenCalledWith(
      { from: 'shop@example.com', to: 'ada@example.com', subject: 'Hi', text: 'Hello' },
      expect.objectContaining({ idempotencyKey: 'e1' }),
    );
  });

  it.each([
    { statusCode: 422, failure: 'rejected' },
    { statusCode: 429, failure: 'unavailable' },
    { statusCode: null, failure: 'unknown' },
  ])('is $failure at $statusCode', async ({ statusCode, failure }) => {
    send.mockResolvedValue({ data: null, error: { name: 'x', statusCode, message: 'x' } });

    await expect(create().send(mail)).rejects.toMatchObject({ failure });
  });
});

describe('createGateways', () => {
  it('creates all six', () => {
    const baseUrl = 'https://service.example';

    expect(
      Object.keys(
        createGateways({
          ...resilience,
          stripe: { baseUrl, secretKey: 'sk', returnUrl: baseUrl },
          vatcomply: { baseUrl },
          frankfurter: { baseUrl },
          easypost: { baseUrl, apiKey: 'k' },
          square: { baseUrl, accessToken: 't', locationId: 'L1' },
          resend: { baseUrl, apiKey: 'k', from: 'x' },
        }),
      ),
    ).toEqual(['payments', 'tax', 'exchange', 'shipping', 'inventory', 'email']);
  });
});
