import { isObject } from './json.ts';
import type { Published, Witness } from './witness.ts';

/** Documented answers by the end of their file name. */
const documented: Readonly<Record<string, readonly [operation: string, status: number]>> = {
  'shipments-create.json': ['easypost.shipments.create', 201],
  'shipments-retrieve.json': ['easypost.shipments.retrieve', 200],
  'shipments-buy.json': ['easypost.shipments.buy', 200],
  'trackers-create.json': ['easypost.trackers.create', 200],
  'trackers-retrieve.json': ['easypost.trackers.retrieve', 200],
};

/** Recorded exchanges by method and path. */
const recorded: readonly (readonly [method: string, path: RegExp, operation: string])[] = [
  ['POST', /^\/v2\/shipments$/, 'easypost.shipments.create'],
  ['GET', /^\/v2\/shipments\/\w+$/, 'easypost.shipments.retrieve'],
  ['POST', /^\/v2\/shipments\/\w+\/buy$/, 'easypost.shipments.buy'],
  ['POST', /^\/v2\/trackers$/, 'easypost.trackers.create'],
  ['GET', /^\/v2\/trackers\/\w+$/, 'easypost.trackers.retrieve'],
];

type Recording = {
  log: {
    entries: {
      request: { method: string; url: string };
      response: { status: number; content: { text: string } };
    }[];
  };
};

/** EasyPost publishes no schema: its documentation's answers and the recordings of its SDK's tests. */
export function readEasyPost(files: Readonly<Record<string, string>>): Published {
  const witnesses = Object.entries(files).flatMap(([file, text]) =>
    file.endsWith('.har') ? fromRecording(file, text) : fromDocumentation(file, text),
  );
  const resources = new Map<string, unknown[]>();
  for (const { value } of witnesses) {
    if (!isObject(value)) continue;
    const kind = String(value['object']);
    resources.set(kind, [...(resources.get(kind) ?? []), value]);
  }
  return { provider: 'easypost', witnesses, schemas: [], documents: [], resources };
}

function fromDocumentation(file: string, text: string): Witness[] {
  const [operation, status] = documented[file.split('/').at(-1) ?? ''] ?? [];
  if (operation === undefined || status === undefined) return [];
  return [{ operation, status, value: JSON.parse(text) as unknown, source: file }];
}

function fromRecording(file: string, text: string): Witness[] {
  const { log } = JSON.parse(text) as Recording;
  return log.entries.flatMap(({ request, response }): Witness[] => {
    const { pathname } = new URL(request.url);
    const [, , operation] =
      recorded.find(([method, path]) => method === request.method && path.test(pathname)) ?? [];
    if (operation === undefined) return [];
    // Marked as base64, but the recorder left JSON as it was.
    const value = JSON.parse(response.content.text) as unknown;
    return [{ operation, status: response.status, value, source: `${file} ${request.method} ${pathname}` }];
  });
}
