import type { Fakes } from '@topheavy/fakes';
import { describe, expect } from 'vitest';
import { answerOf } from '../answer-of.ts';
import { test } from '../with-fakes.ts';

const get = (fakes: Fakes, path: string) => answerOf(`${fakes.urls.frankfurter}/v2${path}`);

/** Moves the fakes' clock to that moment. */
const setTime = (fakes: Fakes, iso: string) => fakes.control.setClockOffset(Date.parse(iso) - Date.now());

const friday = '2026-11-20';

describe('rates', () => {
  test('quotes are listed by code, and the base with rate 1 if asked for', async ({ fakes }) => {
    await setTime(fakes, `${friday}T12:00:00Z`);
    expect(await get(fakes, '/rates?base=EUR&quotes=USD,KWD,EUR')).toMatchObject({
      status: 200,
      body: [
        { date: friday, base: 'EUR', quote: 'EUR', rate: 1 },
        { date: friday, base: 'EUR', quote: 'KWD', rate: 0.35719 },
        { date: friday, base: 'EUR', quote: 'USD', rate: 1.1632 },
      ],
    });
  });

  test('without quotes every currency is listed, the base among them', async ({ fakes }) => {
    const body = (await get(fakes, '/rates?base=USD')).body as { quote: string; rate: number }[];
    expect(body.map(({ quote }) => quote)).toEqual(
      expect.arrayContaining(['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'KWD']),
    );
    expect(body.length).toBeGreaterThanOrEqual(36);
    expect(body.find(({ quote }) => quote === 'USD')?.rate).toBe(1);
  });

  test('the base is the euro when none is named', async ({ fakes }) => {
    expect((await get(fakes, '/rates?quotes=usd')).body).toMatchObject([{ base: 'EUR', quote: 'USD' }]);
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
  ] as const)('a rate has fewer decimals the larger it is: %s is %d', async ([pair, rate], { fakes }) => {
    expect((await get(fakes, `/rate/${pair}`)).body).toMatchObject({ rate });
  });

  test('a pair is the same as its entry in the list', async ({ fakes }) => {
    const [listed] = (await get(fakes, '/rates?base=GBP&quotes=JPY')).body as unknown[];
    expect((await get(fakes, '/rate/gbp/jpy')).body).toEqual(listed);
  });

  test('a currency costs 1 of itself', async ({ fakes }) => {
    expect((await get(fakes, '/rate/KWD/KWD')).body).toMatchObject({ rate: 1 });
  });
});

describe('dates', () => {
  test.for(['2026-11-21T23:59:00Z', '2026-11-22T00:01:00Z'])(
    'on the weekend the rates are those of Friday: %s',
    async (now, { fakes }) => {
      await setTime(fakes, now);
      expect((await get(fakes, '/rate/EUR/USD')).body).toMatchObject({ date: friday });
    },
  );

  test('on Monday the rates are those of Monday', async ({ fakes }) => {
    await setTime(fakes, '2026-11-23T00:01:00Z');
    expect((await get(fakes, '/rate/EUR/USD')).body).toMatchObject({ date: '2026-11-23' });
  });

  test('a date asks for that day, or the working day before it', async ({ fakes }) => {
    expect((await get(fakes, '/rates?quotes=USD&date=2026-08-16')).body).toMatchObject([
      { date: '2026-08-14' },
    ]);
  });

  test('a date in the future has the latest rates', async ({ fakes }) => {
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
    ['/latest', 404, 'not found'],
  ] as const)('%s is refused with %d: %s', async ([path, status, message], { fakes }) => {
    expect(await get(fakes, path)).toMatchObject({ status, body: { message } });
  });
});

describe('currencies', () => {
  test('each has its ISO code and number, name, symbol and range of dates', async ({ fakes }) => {
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
  });
});

describe('what a test can set up', () => {
  const given = (fakes: Fakes, base: string, quote: string, rate: number) =>
    fakes.control.given('frankfurter', 'rate', { base, quote, rate });
  const rate = async (fakes: Fakes, pair: string) =>
    ((await get(fakes, `/rate/${pair}`)).body as { rate: number }).rate;

  test('a given rate is answered exactly, and crosses agree with it', async ({ fakes }) => {
    await given(fakes, 'EUR', 'USD', 2);
    await given(fakes, 'EUR', 'GBP', 0.5);
    expect(await rate(fakes, 'EUR/USD')).toBe(2);
    expect(await rate(fakes, 'GBP/USD')).toBe(4);
    expect(await rate(fakes, 'USD/GBP')).toBe(0.25);
  });

  test('a given cross rate moves its quote and leaves its base', async ({ fakes }) => {
    const before = await rate(fakes, 'EUR/USD');
    await given(fakes, 'USD', 'CHF', 0.81234);
    expect(await rate(fakes, 'USD/CHF')).toBe(0.81234);
    expect(await rate(fakes, 'EUR/USD')).toBe(before);
  });

  test('a given price in euros moves the base', async ({ fakes }) => {
    await given(fakes, 'USD', 'EUR', 0.8);
    expect(await rate(fakes, 'USD/EUR')).toBe(0.8);
    expect(await rate(fakes, 'EUR/USD')).toBe(1.25);
  });

  test('a rate in a precision that Frankfurter does not publish is refused', async ({ fakes }) => {
    await expect(given(fakes, 'EUR', 'USD', 1.123456)).rejects.toThrow(/would publish 1.123456 as 1.1235/);
  });

  test('a rate for a currency without rates is refused', async ({ fakes }) => {
    await expect(given(fakes, 'EUR', 'NGN', 1680.5)).rejects.toThrow(/No rate from 'EUR' to 'NGN'/);
  });
});
