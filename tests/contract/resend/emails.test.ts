import { Resend } from 'resend';
import { describe, expect } from 'vitest';
import { answerOf } from '../answer-of.ts';
import { test } from '../target/test-at-target.ts';
import { mail, resendAt, sentMails } from './outbox.ts';

describe('sending', () => {
  test('an accepted email can be read back by its id', async ({ target }) => {
    const { emails } = resendAt(target);
    const sent = await emails.send({
      ...mail,
      cc: ['Bob <delivered+bob@resend.dev>'],
      bcc: ['delivered+archive@resend.dev'],
      replyTo: 'help@resend.dev',
      html: '<p>Thank you.</p>',
      tags: [{ name: 'order', value: 'o-17' }],
    });
    const id = sent.data?.id ?? '';
    expect(id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect((await emails.get(id)).data).toEqual({
      object: 'email',
      id,
      message_id: expect.stringContaining('@'),
      from: 'Shop <orders@shop.example>',
      to: ['delivered@resend.dev'],
      cc: ['Bob <delivered+bob@resend.dev>'],
      bcc: ['delivered+archive@resend.dev'],
      reply_to: ['help@resend.dev'],
      subject: 'Your order 17',
      html: '<p>Thank you.</p>',
      text: 'Thank you.',
      tags: [{ name: 'order', value: 'o-17' }],
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\+00$/),
      scheduled_at: null,
      last_event: expect.stringMatching(/^(queued|sent|delivered)$/),
    });
  });

  test(
    'a test can read what was sent, with its headers and attachments',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      await resendAt(fakes).emails.send({
        ...mail,
        headers: { 'X-Order': 'o-17' },
        attachments: [{ filename: 'invoice.txt', content: 'bill' }],
      });
      expect(await sentMails(fakes)).toMatchObject([
        {
          subject: 'Your order 17',
          headers: { 'X-Order': 'o-17' },
          attachments: [{ filename: 'invoice.txt', content: 'bill' }],
        },
      ]);
    },
  );

  test.for(['bounced', 'complained', 'suppressed'] as const)(
    'a mail to the test address %s@resend.dev meets that fate',
    { tags: 'fake-only' },
    async (event, { target }) => {
      const { emails } = resendAt(target);
      const sent = await emails.send({ ...mail, to: `${event}+o17@resend.dev` });
      expect((await emails.get(sent.data?.id ?? '')).data?.last_event).toBe(event);
    },
  );

  test('a scheduled email leaves when its time has come', { tags: 'fake-only' }, async ({ fakes }) => {
    const { emails } = resendAt(fakes);
    const sent = await emails.send({ ...mail, scheduledAt: new Date(Date.now() + 3_600_000).toISOString() });
    const id = sent.data?.id ?? '';
    expect((await emails.get(id)).data?.last_event).toBe('scheduled');
    await fakes.control.advanceClock(3_600_000);
    expect((await emails.get(id)).data?.last_event).toBe('delivered');
  });
});

describe('refusals', () => {
  const format =
    'The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.';

  test.for([
    [{ from: '' }, 'missing_required_field', 'Missing `from` field.'],
    [{ to: [] }, 'missing_required_field', 'Missing `to` field.'],
    [{ subject: '' }, 'missing_required_field', 'Missing `subject` field.'],
    [{ text: '' }, 'validation_error', 'Missing `html` or `text` field.'],
    [{ from: 'Shop' }, 'validation_error', `Invalid \`from\` field. ${format}`],
    [{ to: ['delivered@resend.dev', 'bob@'] }, 'validation_error', `Invalid \`to\` field. ${format}`],
    [
      { to: Array(51).fill('delivered@resend.dev') },
      'validation_error',
      'The `to` field takes at most 50 recipients.',
    ],
    [
      { tags: [{ name: 'order', value: 'no spaces' }] },
      'validation_error',
      'Tags should only contain ASCII letters, numbers, underscores, or dashes.',
    ],
    [{ scheduledAt: 'tomorrow' }, 'validation_error', 'Invalid `scheduled_at` field.'],
  ] as const)('an email with %o is refused with %s: %s', async ([change, name, message], { target }) => {
    const changed = { ...mail, ...structuredClone(change) } as typeof mail;
    const { data, error } = await resendAt(target).emails.send(changed);
    expect({ data, error }).toEqual({ data: null, error: { statusCode: 422, name, message } });
  });

  test('what is refused is not sent', { tags: 'fake-only' }, async ({ fakes }) => {
    const { emails, batch } = resendAt(fakes);
    await emails.send({ ...mail, to: ['delivered@resend.dev', 'bob@'] });
    await emails.send({ ...mail, text: '' });
    await emails.send(mail, { idempotencyKey: 'k'.repeat(257) });
    await batch.send([mail, { ...mail, to: 'nobody' }]);
    await batch.send([]);
    expect(await sentMails(fakes)).toEqual([]);
  });

  test('a sender whose domain is not verified is refused', { tags: 'fake-only' }, async ({ fakes }) => {
    await fakes.control.given('resend', 'unverified_domain', { domain: 'Shop.example' });
    const { error } = await resendAt(fakes).emails.send(mail);
    expect(error).toMatchObject({
      statusCode: 403,
      name: 'validation_error',
      message: expect.stringContaining('The shop.example domain is not verified.'),
    });
    expect(await sentMails(fakes)).toEqual([]);
  });

  test('a request without a key is refused', async ({ target }) => {
    expect(await answerOf(`${target.urls.resend}/emails`, { method: 'POST' })).toMatchObject({
      status: 401,
      body: {
        statusCode: 401,
        name: 'missing_api_key',
        message: 'Missing API key in the authorization header.',
      },
    });
  });

  test('a key that is none of Resend is refused', async ({ target }) => {
    const { error } = await new Resend('sk_test_1', { baseUrl: target.urls.resend }).emails.send(mail);
    expect(error).toEqual({ statusCode: 403, name: 'invalid_api_key', message: 'API key is invalid.' });
  });

  test('an unknown email is not found', async ({ target }) => {
    const { error } = await resendAt(target).emails.get('4ef9a417-02e9-4d39-ad75-9611e0fcc33c');
    expect(error).toEqual({ statusCode: 404, name: 'not_found', message: 'Email not found' });
  });

  test('an id that is no UUID is refused', async ({ target }) => {
    const { error } = await resendAt(target).emails.get('17');
    expect(error).toMatchObject({ statusCode: 422, name: 'validation_error' });
  });

  test('an endpoint that does not exist is not found', { tags: 'unknown-route' }, async ({ target }) => {
    const headers = { authorization: 'Bearer re_test' };
    expect(await answerOf(`${target.urls.resend}/letters`, { headers })).toMatchObject({
      status: 404,
      body: { statusCode: 404, name: 'not_found' },
    });
  });

  test('a template is not found, for the account has none', async ({ target }) => {
    const { error } = await resendAt(target).emails.send({
      from: mail.from,
      to: mail.to,
      template: { id: 'welcome' },
    });
    expect(error).toMatchObject({ statusCode: 404, name: 'not_found' });
  });
});

describe('a batch', () => {
  test('sends each of its emails', async ({ target }) => {
    const { data } = await resendAt(target).batch.send([mail, { ...mail, subject: 'Your order 18' }]);
    expect(data).toEqual({ data: [{ id: expect.any(String) }, { id: expect.any(String) }] });
    const [first, second] = data?.data ?? [];
    expect((await resendAt(target).emails.get(first?.id ?? '')).data?.subject).toBe('Your order 17');
    expect((await resendAt(target).emails.get(second?.id ?? '')).data?.subject).toBe('Your order 18');
  });

  test('is refused when one of its emails is wrong', async ({ target }) => {
    const { error } = await resendAt(target).batch.send([mail, { ...mail, to: 'nobody' }]);
    expect(error).toMatchObject({ statusCode: 422, name: 'validation_error' });
  });

  test('sends those that are right when it may be permissive, and names the others', async ({ target }) => {
    const { data } = await resendAt(target).batch.send(
      [mail, { ...mail, to: 'nobody' }, { ...mail, subject: 'Your order 18' }, { ...mail, to: 'nobody' }],
      { batchValidation: 'permissive' },
    );
    const message = expect.stringContaining('Invalid `to` field.');
    expect(data).toEqual({
      data: [{ id: expect.any(String) }, { id: expect.any(String) }],
      errors: [
        { index: 1, message },
        { index: 3, message },
      ],
    });
  });

  test.for([0, 101])('of %d emails is refused', async (size, { target }) => {
    const { error } = await resendAt(target).batch.send(Array(size).fill(mail));
    expect(error).toMatchObject({ statusCode: 422, name: 'validation_error' });
  });
});
