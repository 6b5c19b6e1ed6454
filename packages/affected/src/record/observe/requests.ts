import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

const LONGEST_KEPT = 5000;

/** Calls `note` with `METHOD /path/:id` of each request that a server in this process gets. */
export function observeRequests(note: (operation: string) => void): void {
  const known = new Map<string, string>();
  subscribe('http.server.request.start', (message) => {
    const { method = '', url = '' } = (message as { request: IncomingMessage }).request;
    const line = `${method} ${url}`;
    let operation = known.get(line);
    if (operation === undefined) {
      operation = operationOf(line);
      if (known.size > LONGEST_KEPT) known.clear();
      known.set(line, operation);
    }
    note(operation);
  });
}

/** Parts of the path that look like an identifier become `:id`. */
const operationOf = (line: string): string =>
  (line.split('?', 1)[0] ?? line)
    .split('/')
    .map((part) => (/^(?=.*\d)[\w-]{8,}$|^\d+$/.test(part) ? ':id' : part))
    .join('/');
