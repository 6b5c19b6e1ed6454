/** Parse (a statement with parameters) and Query (one without): where their text begins is all that differs. */
const PARSE = 0x50;
const QUERY = 0x51;

/**
 * Reads what a client sends to Postgres and notes each statement.
 * https://www.postgresql.org/docs/18/protocol-message-formats.html: a type, a length that counts itself, the content;
 * the first message has no type.
 */
export function statementReader(note: (text: string) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const typeBytes = started ? 1 : 0;
      if (rest.length < typeBytes + 4) return;
      const end = typeBytes + rest.readInt32BE(typeBytes);
      if (rest.length < end) return;
      const texts = rest.toString('utf8', typeBytes + 4, end).split('\0');
      if (started && rest[0] === QUERY) note(texts[0] ?? '');
      if (started && rest[0] === PARSE) note(texts[1] ?? '');
      started = true;
      rest = rest.subarray(end);
    }
  };
}
