import type { Reply } from './operation.ts';

/** Thrown by a handler to answer with the provider's own error. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`answered ${reply.status}`);
    this.name = 'Refusal';
    this.reply = reply;
  }
}
