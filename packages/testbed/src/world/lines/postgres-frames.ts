/** One message of Postgres' protocol: its type, its text without length, and all of its bytes. */
export type Frame = { readonly type: string; readonly body: Buffer; readonly bytes: Buffer };

/** Type and length, as in the protocol's section 54.7; the first message of a client has no type. */
const HEADER = 5;

/**
 * Cuts what comes over a connection into messages. `startsUntyped`: this is the client's side, whose first
 * message is the startup packet. Its type is given as ''.
 */
export function createFrameReader(startsUntyped: boolean): (chunk: Buffer) => Frame[] {
  let rest: Buffer = Buffer.alloc(0);
  let untyped = startsUntyped;
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const frames: Frame[] = [];
    for (;;) {
      const header = untyped ? HEADER - 1 : HEADER;
      if (rest.length < header) return frames;
      // The length counts itself and not the type.
      const size = rest.readUInt32BE(header - 4) + header - 4;
      if (rest.length < size) return frames;
      const bytes = rest.subarray(0, size);
      frames.push({
        type: untyped ? '' : String.fromCharCode(bytes[0] ?? 0),
        body: bytes.subarray(header),
        bytes,
      });
      untyped = false;
      rest = rest.subarray(size);
    }
  };
}
