import type { Fakes } from '@topheavy/fakes';
import { describe, expect } from 'vitest';
import { answerOf } from '../answer-of.ts';
import { test, type Target } from '../target/test-at-target.ts';

const get = ({ urls }: Target, path: string) => answerOf(`${urls.frankfurter}/v2${path}`);

/** Moves the fakes' clock to that moment. */
const setTime = (fakes: Fakes, iso: string) => fakes.control.setClockOffset(Date.parse(iso) - Date.now());

const friday = '2026-11-20';

/** The decimals that Frankfurter publishes for a rate of that size. */
const mostDecimals = (rate: number): number => {
  if (rate > 5000) return 0;
  if (rate > 80) return 2;
  if (rate > 20) return 3;
  if (rate > 1) return 4;
  return rate > 0.0001 ? 5 : 6;
};

describe('rates', () => {
  test('the base and the quotes asked for are answered, by code, the base with rate 1', async ({
    target,
  }) => {
    const { status, body } = await get(target, '/rates?base=USD&quotes=USD,KWD,EUR');
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { base: 'USD', quote: 'EUR', rate: expect.any(Number) },
      { base: 'USD', quote: 'KWD', rate: expect.any(Number) },
      { base: 'USD', quote: 'USD', rate: 1 },
    ]);
  });

  test('a rate is that of its base: turned round it is the inverse', async ({ target }) => {
    const rate = async (pair: string) => ((await get(target, `/rate/${pair}`)).body as { rate: number }).rate;
    expect((await rate('KWD/USD')) * (await rate('USD/KWD'))).toBeCloseTo(1, 3);
    expect(await rate('EUR/JPY')).toBeGreaterThan(50);
    expect(await rate('JPY/EUR')).toBeLessThan(0.02);
  });

  test.for(['EUR/VND', 'EUR/JPY', 'EUR/USD', 'EUR/KWD', 'JPY/KWD', 'VND/KWD'])(
    'a rate has no more decimals than its size allows: %s',
    async (pair, { target }) => {
      const { rate } = (await get(target, `/rate/${pair}`)).body as { rate: number };
      expect(rate).toBe(Number(rate.toFixed(mostDecimals(rate))));
    },
  );

  test(
    'quotes are listed by code, and the base with rate 1 if asked for',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      await setTime(fakes, `${friday}T12:00:00Z`);
      expect(await get(fakes, '/rates?base=EUR&quotes=USD,KWD,EUR')).toMatchObject({
        status: 200,
        body: [
          { date: friday, base: 'EUR', quote: 'EUR', rate: 1 },
          { date: friday, base: 'EUR', quote: 'KWD', rate: 0.35719 },
          { date: friday, base: 'EUR', quote: 'USD', rate: 1.1632 },
        ],
      });
    },
  );

  test('without quotes every currency is listed, the base among them', async ({ target }) => {
    const body = (await get(target, '/rates?base=USD')).body as { quote: string; rate: number }[];
    expect(body.map(({ quote }) => quote)).toEqual(
      expect.arrayContaining(['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'KWD']),
    );
    expect(body.length).toBeGreaterThanOrEqual(36);
    expect(body.find(({ quote }) => quote === 'USD')?.rate).toBe(1);
  });

  test('the base is the euro when none is named', async ({ target }) => {
    expect((await get(target, '/rates?quotes=usd')).body).toMatchObject([{ base: 'EUR', quote: 'USD' }]);
  });

  test.for([
    ['EUR/VND', 30652],
    ['EUR/JPY', 181.42],
    ['EUR/TRY', 49.306],
    ['EUR/USD', 1.1632],
    ['KWD/USD', 3.2565],
    ['EUR/KWD', 0.35719],
    ['JPY/KWD', 0.00197],
    ['VND/KWD', 0.000012],
  ] as const)(
    'a rate has fewer decimals the larger it is: %s is %d',
    { tags: 'fake-only' },
    async ([pair, rate], { target }) => {
      expect((await get(target, `/rate/${pair}`)).body).toMatchObject({ rate });
    },
  );

  test('a pair is the same as its entry in the list', async ({ target }) => {
    const [listed] = (await get(target, '/rates?base=GBP&quotes=JPY')).body as unknown[];
    expect((await get(target, '/rate/gbp/jpy')).body).toEqual(listed);
  });

  test('a currency costs 1 of itself', async ({ target }) => {
    expect((await get(target, '/rate/KWD/KWD')).body).toMatchObject({ rate: 1 });
  });
});

describe('dates', () => {
  test.for(['2026-11-21T23:59:00Z', '2026-11-22T00:01:00Z'])(
    'on the weekend the rates are those of Friday: %s',
    { tags: 'fake-only' },
    async (now, { fakes }) => {
      await setTime(fakes, now);
      expect((await get(fakes, '/rate/EUR/USD')).body).toMatchObject({ date: friday });
    },
  );

  test('on Monday the rates are those of Monday', { tags: 'fake-only' }, async ({ fakes }) => {
    await setTime(fakes, '2026-11-23T00:01:00Z');
    expect((await get(fakes, '/rate/EUR/USD')).body).toMatchObject({ date: '2026-11-23' });
  });

  test.for([
    ['2026-08-13', '2026-08-13'],
    ['2026-08-15', '2026-08-14'],
    ['2026-08-16', '2026-08-14'],
  ] as const)(
    'a date asks for that day, or the working day before it: %s',
    async ([asked, answered], { target }) => {
      const { body } = await get(target, `/rates?quotes=USD&date=${asked}`);
      expect(body).toMatchObject([{ date: answered }]);
    },
  );

  test('a date in the future has the latest rates', { tags: 'fake-only' }, async ({ fakes }) => {
    await setTime(fakes, `${friday}T12:00:00Z`);
    expect((await get(fakes, '/rate/EUR/USD?date=2027-01-05')).body).toMatchObject({ date: friday });
  });
});

describe('refusals', () => {
  test.for([
    ['/rates?base=XYZ', 422, 'invalid currency: XYZ'],
    ['/rates?quotes=USD,LOL,WUT', 422, 'invalid currency: LOL,WUT'],
    ['/rate/EUR/LOL', 422, 'invalid currency: LOL'],
    ['/rates?date=2026-02-30', 422, 'invalid date'],
    ['/rates?date=yesterday', 422, 'invalid date'],
    ['/rates?symbols=USD', 422, 'unknown parameter: symbols'],
    ['/rate/EUR/NGN', 404, 'not found'],
  ] as const)('%s is refused with %d: %s', async ([path, status, message], { target }) => {
    expect(await get(target, path)).toMatchObject({ status, body: { message } });
  });

  test('a path of version 1 is not found', { tags: 'unknown-route' }, async ({ target }) => {
    expect(await get(target, '/latest')).toMatchObject({ status: 404, body: { message: 'not found' } });
  });
});

describe('currencies', () => {
  test(
    'each has its ISO code and number, name, symbol and range of dates',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      await setTime(fakes, `${friday}T12:00:00Z`);
      const { body } = await get(fakes, '/currencies');
      expect(body).toContainEqual({
        iso_code: 'KWD',
        iso_numeric: '414',
        name: 'Kuwaiti Dinar',
        symbol: 'د.ك',
        start_date: '2000-01-03',
        end_date: friday,
      });
    },
  );
});

describe('what a test can set up', () => {
  const given = (fakes: Fakes, base: string, quote: string, rate: number) =>
    fakes.control.given('frankfurter', 'rate', { base, quote, rate });
  const rate = async (fakes: Fakes, pair: string) =>
    ((await get(fakes, `/rate/${pair}`)).body as { rate: number }).rate;

  test(
    'a given rate is answered exactly, and crosses agree with it',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      await given(fakes, 'EUR', 'USD', 2);
      await given(fakes, 'EUR', 'GBP', 0.5);
      expect(await rate(fakes, 'EUR/USD')).toBe(2);
      expect(await rate(fakes, 'GBP/USD')).toBe(4);
      expect(await rate(fakes, 'USD/GBP')).toBe(0.25);
    },
  );

  test('a given cross rate moves its quote and leaves its base', { tags: 'fake-only' }, async ({ fakes }) => {
    const before = await rate(fakes, 'EUR/USD');
    await given(fakes, 'USD', 'CHF', 0.81234);
    expect(await rate(fakes, 'USD/CHF')).toBe(0.81234);
    expect(await rate(fakes, 'EUR/USD')).toBe(before);
  });

  test('a given price in euros moves the base', { tags: 'fake-only' }, async ({ fakes }) => {
    await given(fakes, 'USD', 'EUR', 0.8);
    expect(await rate(fakes, 'USD/EUR')).toBe(0.8);
    expect(await rate(fakes, 'EUR/USD')).toBe(1.25);
  });

  test(
    'a rate in a precision that Frankfurter does not publish is refused',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      await expect(given(fakes, 'EUR', 'USD', 1.123456)).rejects.toThrow(/would publish 1.123456 as 1.1235/);
    },
  );

  test('a rate for a currency without rates is refused', { tags: 'fake-only' }, async ({ fakes }) => {
    await expect(given(fakes, 'EUR', 'NGN', 1680.5)).rejects.toThrow(/No rate from 'EUR' to 'NGN'/);
  });
});
