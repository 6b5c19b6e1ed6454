import type { Violation } from '@topheavy/contracts';
import type { ProviderName } from './provider-name.ts';

export type JournalEntry = {
  /** 1-based, in order of arrival, over all providers. */
  sequence: number;
  /** ISO time on the virtual clock. */
  at: string;
  provider: ProviderName;
  /** Null where no operation has this method and path. */
  op: string | null;
  method: string;
  path: string;
  query: Record<string, string>;
  requestHeaders: Record<string, string>;
  requestBody: unknown;
  /** Null while no status was sent: still open, hung up or reset. */
  status: number | null;
  responseHeaders: Record<string, string>;
  /** Parsed where it is JSON, else the text sent. */
  responseBody: unknown;
  idempotencyKey: string | null;
  /** The provider answered from what it had kept under the idempotency key. */
  replayed: boolean;
  faultId: string | null;
  /** 1-based: which arrival of this request it is (same key, or same method, path and body without one). */
  attempt: number;
  /** The stack of a defect in the fake itself; null in every sound exchange. */
  defect: string | null;
  /** What the provider's contract does not have; empty in every sound exchange, and where no gate is on. */
  violations: Violation[];
};

export type JournalFilter = Partial<
  Pick<JournalEntry, 'provider' | 'op' | 'method' | 'path'> & { idempotencyKey: string }
>;

export type OpenEntry = Omit<JournalEntry, 'sequence' | 'attempt' | 'responseBody'> & {
  responseText: string;
};

export type Journal = {
  open(entry: OpenEntry): OpenEntry;
  read(filter?: JournalFilter): JournalEntry[];
  clear(): void;
  save(): unknown;
  load(saved: unknown): void;
};

type Kept = { sequence: number; attempt: number; entry: OpenEntry };

/** A shop left running for days must not grow without end; a test writes a few dozen entries. */
const capacity = 5000;

export const createJournal = (): Journal => {
  let entries: Kept[] = [];
  let sequence = 0;
  let attempts = new Map<string, number>();
  return {
    open: (entry) => {
      const identity =
        entry.idempotencyKey === null
          ? JSON.stringify([entry.provider, entry.method, entry.path, entry.query, entry.requestBody])
          : JSON.stringify([entry.provider, entry.op, entry.idempotencyKey]);
      const attempt = (attempts.get(identity) ?? 0) + 1;
      attempts.set(identity, attempt);
      sequence += 1;
      entries.push({ sequence, attempt, entry });
      if (entries.length > capacity) {
        entries = entries.slice(-capacity / 2);
        attempts = new Map();
      }
      return entry;
    },
    read: (filter = {}) =>
      entries
        .filter(({ entry }) =>
          Object.entries(filter).every(
            ([name, value]) => value === undefined || Reflect.get(entry, name) === value,
          ),
        )
        .map(({ sequence: position, attempt, entry: { responseText, ...entry } }) => ({
          sequence: position,
          ...structuredClone(entry),
          responseBody: parse(responseText, entry.responseHeaders['content-type']),
          attempt,
        })),
    clear: () => {
      entries = [];
      attempts = new Map();
      sequence = 0;
    },
    save: () => ({ entries, sequence, attempts }),
    load: (saved) => {
      ({ entries, sequence, attempts } = saved as {
        entries: Kept[];
        sequence: number;
        attempts: Map<string, number>;
      });
    },
  };
};

const parse = (text: string, contentType = ''): unknown => {
  if (!contentType.includes('json')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const secretHeaders = new Set(['authorization', 'cookie', 'x-api-key', 'proxy-authorization']);

/** The journal may be printed by a failing test: keys never stand in it. */
export const redactHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secretHeaders.has(name) ? value.replace(/^(\w+ )?.*$/s, '$1[redacted]') : value,
    ]),
  );
