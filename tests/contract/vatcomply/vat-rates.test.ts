import type { Fakes } from '@topheavy/fakes';
import { describe, expect } from 'vitest';
import { answerOf } from '../answer-of.ts';
import { test, type Target } from '../target/test-at-target.ts';

const vatRates = ({ urls }: Target, query = '') => answerOf(`${urls.vatcomply}/vat_rates${query}`);

const withoutLimit = (fakes: Fakes) => fakes.control.given('vatcomply', 'rate_limit', { per_second: null });

describe('VAT rates', () => {
  test('a country code finds that country, and rates are percentages', async ({ target }) => {
    expect(await vatRates(target, '?country_code=FR')).toMatchObject({
      status: 200,
      body: [
        {
          country_code: 'FR',
          country_name: 'France',
          standard_rate: 20,
          reduced_rates: [5.5, 10],
          super_reduced_rate: 2.1,
          parking_rate: null,
          currency: 'EUR',
          member_state: true,
          rate_comments: {},
          rate_categories: {},
        },
      ],
    });
  });

  test('a country code may be written in lower case', async ({ target }) => {
    const { body } = await vatRates(target, '?country_code=de');
    expect(body).toMatchObject([{ country_code: 'DE', standard_rate: 19, reduced_rates: [7] }]);
  });

  test('without a country code all 27 member states are listed', async ({ target }) => {
    const { body } = await vatRates(target);
    expect(body).toHaveLength(27);
    for (const rate of body as Record<string, unknown>[]) {
      expect(rate['standard_rate'], String(rate['country_code'])).toBeGreaterThanOrEqual(15);
    }
  });

  test('a rate has the decimals that the law gives it', async ({ target }) => {
    expect((await vatRates(target, '?country_code=FI')).body).toMatchObject([
      { standard_rate: 25.5, reduced_rates: [10, 13.5] },
    ]);
    expect((await vatRates(target, '?country_code=IE')).body).toMatchObject([
      { super_reduced_rate: 4.8, parking_rate: 13.5 },
    ]);
  });

  test('Greece is EL, and GR finds nothing', async ({ target }) => {
    expect((await vatRates(target, '?country_code=EL')).body).toMatchObject([{ country_name: 'Greece' }]);
    expect((await vatRates(target, '?country_code=GR')).body).toEqual([]);
  });

  test('an unknown country is an empty list and no error', async ({ target }) => {
    expect(await vatRates(target, '?country_code=ZZ')).toMatchObject({ status: 200, body: [] });
  });

  test('an unknown path answers 404 with a detail', { tags: 'unknown-route' }, async ({ target }) => {
    expect(await answerOf(`${target.urls.vatcomply}/vat_rate`)).toMatchObject({
      status: 404,
      body: { detail: 'Not Found' },
    });
  });
});

describe('the rate limit', () => {
  test(
    'more than two requests within a second are refused until the second is over',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => vatRates(fakes)));
      expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(2);
      const refused = answers.find(({ status }) => status === 429);
      expect(refused?.body).toEqual({
        detail: 'Rate limit exceeded. Try again in 1 seconds.',
        retry_after: 1,
      });
      expect(refused?.headers.get('retry-after')).toBe('1');
      expect(refused?.headers.get('x-ratelimit-limit')).toBe('2');

      await fakes.control.advanceClock(1000);
      expect(await vatRates(fakes)).toMatchObject({ status: 200 });
    },
  );

  test('the limit can be lifted', { tags: 'fake-only' }, async ({ fakes }) => {
    await withoutLimit(fakes);
    const answers = await Promise.all(Array.from({ length: 20 }, () => vatRates(fakes)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  });
});

describe('what a test can set up', () => {
  test(
    'a given rate is answered from then on, and the other rates of the country stay',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      await fakes.control.given('vatcomply', 'vat_rate', { country_code: 'DE', standard_rate: 16 });
      const { body } = await vatRates(fakes, '?country_code=DE');
      expect(body).toMatchObject([{ standard_rate: 16, reduced_rates: [7] }]);
    },
  );

  test('a reset brings the real rates back', { tags: 'fake-only' }, async ({ fakes }) => {
    await fakes.control.given('vatcomply', 'vat_rate', { country_code: 'DE', standard_rate: 16 });
    await fakes.control.reset();
    expect((await vatRates(fakes, '?country_code=DE')).body).toMatchObject([{ standard_rate: 19 }]);
  });

  test(
    'a country that is no member state is refused, with the codes there are',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      const given = fakes.control.given('vatcomply', 'vat_rate', { country_code: 'GR', standard_rate: 24 });
      await expect(given).rejects.toThrow(/no country 'GR'.*Greece is EL/);
    },
  );
});
