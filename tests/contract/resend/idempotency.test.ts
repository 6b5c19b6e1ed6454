import { expect } from 'vitest';
import { test } from '../target/test-at-target.ts';
import { mail, resendAt, sentMails } from './outbox.ts';

test('a repeated key is answered with the id of the first email', async ({ target }) => {
  const { emails } = resendAt(target);
  const first = await emails.send(mail, { idempotencyKey: 'order-17' });
  const second = await emails.send(mail, { idempotencyKey: 'order-17' });
  expect(first.data?.id).toEqual(expect.any(String));
  expect(second.data).toEqual(first.data);
});

test('a repeated key sends once', { tags: 'fake-only' }, async ({ fakes }) => {
  const { emails } = resendAt(fakes);
  await emails.send(mail, { idempotencyKey: 'order-17' });
  await emails.send(mail, { idempotencyKey: 'order-17' });
  expect(await sentMails(fakes)).toMatchObject([{ idempotencyKey: 'order-17' }]);
});

test('without a key the same email is sent twice', { tags: 'fake-only' }, async ({ fakes }) => {
  const { emails } = resendAt(fakes);
  await emails.send(mail);
  await emails.send(mail);
  expect(await sentMails(fakes)).toHaveLength(2);
});

test('a key with another payload is refused', async ({ target }) => {
  const { emails } = resendAt(target);
  await emails.send(mail, { idempotencyKey: 'order-17' });
  const { error } = await emails.send({ ...mail, subject: 'Other' }, { idempotencyKey: 'order-17' });
  expect(error).toEqual({
    statusCode: 409,
    name: 'invalid_idempotent_request',
    message: 'Same idempotency key used with a different request payload.',
  });
});

test('a key with another payload sends nothing', { tags: 'fake-only' }, async ({ fakes }) => {
  const { emails } = resendAt(fakes);
  await emails.send(mail, { idempotencyKey: 'order-17' });
  await emails.send({ ...mail, subject: 'Other' }, { idempotencyKey: 'order-17' });
  expect(await sentMails(fakes)).toHaveLength(1);
});

test(
  'a key is refused while its first request is still at work, which then sends once',
  { tags: 'fake-only' },
  async ({ fakes }) => {
    const held = await fakes.control.arm({
      on: { op: 'resend.emails.send' },
      phase: 'before-effect',
      effect: { kind: 'hold' },
    });
    const { emails } = resendAt(fakes);
    const both = [1, 2].map(() => emails.send(mail, { idempotencyKey: 'order-17' }));
    expect(await Promise.race(both)).toMatchObject({
      error: { statusCode: 409, name: 'concurrent_idempotent_requests' },
    });
    await fakes.control.release(held);
    await Promise.all(both);
    expect(await sentMails(fakes)).toHaveLength(1);
  },
);

test(
  'an answer that was lost is answered again, and the email is sent once',
  { tags: 'fake-only' },
  async ({ fakes }) => {
    await fakes.control.arm({
      on: { op: 'resend.emails.send' },
      phase: 'after-effect',
      effect: { kind: 'reset', at: 'start' },
    });
    const { emails } = resendAt(fakes);
    const lost = await emails.send(mail, { idempotencyKey: 'order-17' });
    expect(lost.error).toMatchObject({ name: 'application_error', statusCode: null });
    const again = await emails.send(mail, { idempotencyKey: 'order-17' });
    expect(again.data).toEqual({ id: expect.any(String) });
    expect(await sentMails(fakes)).toHaveLength(1);
  },
);

test('a refused email may be corrected under its key', async ({ target }) => {
  const { emails } = resendAt(target);
  await emails.send({ ...mail, to: 'nobody' }, { idempotencyKey: 'order-17' });
  const { data } = await emails.send(mail, { idempotencyKey: 'order-17' });
  expect(data).toEqual({ id: expect.any(String) });
});

test('a key is forgotten after 24 hours', { tags: 'fake-only' }, async ({ fakes }) => {
  const { emails } = resendAt(fakes);
  await emails.send(mail, { idempotencyKey: 'order-17' });
  await fakes.control.advanceClock(24 * 3_600_000);
  await emails.send(mail, { idempotencyKey: 'order-17' });
  expect(await sentMails(fakes)).toHaveLength(2);
});

test('a batch takes a key as well', async ({ target }) => {
  const { batch } = resendAt(target);
  const first = await batch.send([mail, mail], { idempotencyKey: 'orders' });
  const second = await batch.send([mail, mail], { idempotencyKey: 'orders' });
  expect(second.data).toEqual(first.data);
});

test('a key of more than 256 characters is refused', async ({ target }) => {
  const { error } = await resendAt(target).emails.send(mail, { idempotencyKey: 'k'.repeat(257) });
  expect(error).toMatchObject({ statusCode: 400, name: 'invalid_idempotency_key' });
});
