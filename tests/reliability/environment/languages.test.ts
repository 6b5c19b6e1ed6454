import { accepted, expect, test } from '@topheavy/testbed';

/** Where letters, digits and the order of a date are others than a programmer's own. */
const COUNTRIES = [
  { LC_ALL: 'tr_TR.UTF-8', TZ: 'Europe/Istanbul' },
  { LC_ALL: 'ar_EG.UTF-8', TZ: 'Africa/Cairo' },
] as const;

test.for(COUNTRIES)(
  'codes, sums and times are the same where the process speaks $LC_ALL',
  async (country, { shop }) => {
    const cart = await shop.given.cart({ total: '12345.60 EUR' });
    const sending = await shop.holdCall('resend.emails.send');
    const { http: via } = await shop.startProcess({ ...country, BACKGROUND: 'on' });

    const coupon = await shop.createCoupon({ code: 'first-Winter-visit', amount: '5.60 EUR' }, { via });
    const applied = await shop.applyCoupon(cart, 'FIRST-winter-VISIT', { via });
    const order = accepted(await shop.placeOrder(cart, '12340.00 EUR', {}, { via }));
    await shop.untilHeld(sending);
    await shop.release(sending);
    await expect.poll(() => shop.mailsAbout(order)).toHaveLength(1);

    const [mail] = await shop.mails();
    expect(accepted(coupon).code).toBe('FIRST-WINTER-VISIT');
    expect(accepted(applied).coupon).toMatchObject({ code: 'FIRST-WINTER-VISIT', applied: true });
    expect(mail?.text).toContain('It comes to 12340.00 EUR.');
    expect(mail?.text).toContain(`Please pay by ${order.expiresAt.slice(0, 16).replace('T', ' ')} UTC.`);
  },
);
