import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFrankfurterGateway } from '#api/gateways/frankfurter/create-frankfurter-gateway.ts';
import { createSquareGateway } from '#api/gateways/square/create-square-gateway.ts';
import { createVatcomplyGateway } from '#api/gateways/vatcomply/create-vatcomply-gateway.ts';
import { NOW } from '../support/rows.ts';

const mockFetch = vi.fn<(url: URL, init: RequestInit) => Promise<unknown>>();
const config = { baseUrl: 'https://service.example', deadlineMs: 1000, retryDelayMs: 1 };

/** The next answers of the service, in order. */
const answers = (...bodies: unknown[]) => {
  for (const body of bodies) {
    mockFetch.mockResolvedValueOnce({ ok: true, status: 200, text: async () => JSON.stringify(body) });
  }
};
const refuses = (status: number, text: string) =>
  mockFetch.mockResolvedValue({ ok: status < 300, status, text: async () => text });
const sent = (index = 0) => ({
  url: String(mockFetch.mock.calls[index]?.[0]),
  body: JSON.parse(mockFetch.mock.calls[index]?.[1].body as string) as unknown,
});

beforeEach(() => {
  vi.stubGlobal('fetch', mockFetch);
});

describe('VATComply', () => {
  const gateway = createVatcomplyGateway(config);
  const germany = { country_code: 'DE', standard_rate: 19, reduced_rates: [7], member_state: true };

  it('reads rates in percent', async () => {
    answers([germany]);

    await expect(gateway.vatOf('DE')).resolves.toEqual({
      country: 'DE',
      standardBasisPoints: 1900,
      reducedBasisPoints: [700],
    });
    expect(String(mockFetch.mock.calls[0]?.[0])).toBe('https://service.example/vat_rates?country_code=DE');
  });

  it('asks for Greece as EL', async () => {
    answers([{ ...germany, country_code: 'EL', standard_rate: 24, reduced_rates: [13, 6] }]);

    await expect(gateway.vatOf('GR')).resolves.toMatchObject({
      country: 'GR',
      reducedBasisPoints: [600, 1300],
    });
  });

  it.each([[], [{ ...germany, member_state: false }]])(
    'has none for a country outside',
    async (...entries) => {
      answers(entries);

      await expect(gateway.vatOf('DE')).resolves.toBeNull();
    },
  );

  it.each([
    { name: 'another country', body: [{ ...germany, country_code: 'FR' }] },
    { name: 'a rate that is no percentage', body: [{ ...germany, standard_rate: 19.005 }] },
  ])('throws for $name', async ({ body }) => {
    answers(body, body);

    await expect(gateway.vatOf('DE')).rejects.toMatchObject({ failure: 'unavailable' });
  });
});

describe('Frankfurter', () => {
  const gateway = createFrankfurterGateway(config);

  it('reads the latest rates', async () => {
    answers([{ date: '2026-02-27', base: 'EUR', quote: 'USD', rate: 1.0834 }]);

    await expect(gateway.latest('EUR', ['USD'])).resolves.toEqual([
      { base: 'EUR', quote: 'USD', rateMicros: 1_083_400, date: '2026-02-27' },
    ]);
    expect(String(mockFetch.mock.calls[0]?.[0])).toContain('/v2/rates?base=EUR&quotes=USD');
  });

  it('asks nothing for no currency', async () => {
    await expect(gateway.latest('EUR', [])).resolves.toEqual([]);
    expect(mockFetch).not.toHaveBeenCalled();
  });

  it.each([{ rates: [] }, { rates: [{ date: '2026-02-27', base: 'EUR', quote: 'USD', rate: -1 }] }])(
    'throws for %j',
    async ({ rates }) => {
      answers(rates, rates);

      await expect(gateway.latest('EUR', ['USD'])).rejects.toMatchObject({ failure: 'unavailable' });
    },
  );
});

describe('Square', () => {
  const gateway = createSquareGateway({ ...config, accessToken: 'token', locationId: 'L1' });
  const count = { catalog_object_id: 'sq-mug', state: 'IN_STOCK', location_id: 'L1', quantity: '17.5' };

  it('reads the counts of all pages', async () => {
    answers(
      { counts: [count], cursor: 'c1' },
      { counts: [{ ...count, catalog_object_id: 'sq-cup', quantity: '-2' }] },
    );

    await expect(gateway.countsInStock(['sq-mug', 'sq-cup'])).resolves.toEqual(
      new Map([
        ['sq-mug', 17],
        ['sq-cup', 0],
      ]),
    );
    expect(sent(1).body).toMatchObject({ cursor: 'c1', states: ['IN_STOCK'] });
  });

  it.each([
    { name: 'a quantity that is none', pages: [{ counts: [{ ...count, quantity: 'x' }] }] },
    { name: 'errors in an answer', pages: [{ errors: [{ code: 'X' }] }] },
  ])('throws for $name', async ({ pages }) => {
    answers(...pages, ...pages);

    await expect(gateway.countsInStock(['sq-mug'])).rejects.toMatchObject({ failure: 'unavailable' });
  });

  it('throws when a page points to itself', async () => {
    answers({ cursor: 'c1' }, { cursor: 'c1' }, { cursor: 'c1' });

    await expect(gateway.countsInStock(['sq-mug'])).rejects.toThrow('points to itself');
  });

  it('records a sale', async () => {
    answers({ counts: [] });

    await gateway.recordSale({
      changeId: 'e1',
      occurredAt: NOW,
      items: [{ reference: 'sq-mug', quantity: 2 }],
    });

    expect(sent().body).toEqual({
      idempotency_key: 'e1',
      changes: [
        {
          type: 'ADJUSTMENT',
          adjustment: {
            reference_id: 'e1',
            catalog_object_id: 'sq-mug',
            location_id: 'L1',
            from_state: 'IN_STOCK',
            to_state: 'SOLD',
            quantity: '2',
            occurred_at: NOW.toISOString(),
          },
        },
      ],
    });
  });

  it('knows the code of a refusal', async () => {
    refuses(400, '{"errors":[{"code":"BAD_REQUEST"}]}');

    await expect(
      gateway.recordSale({ changeId: 'e1', occurredAt: NOW, items: [{ reference: 'x', quantity: 1 }] }),
    ).rejects.toMatchObject({ failure: 'rejected', code: 'BAD_REQUEST' });
  });

  it('throws for an answer that is no JSON', async () => {
    refuses(200, '<html>');

    await expect(gateway.countsInStock(['sq-mug'])).rejects.toThrow('without a JSON body');
  });
});
