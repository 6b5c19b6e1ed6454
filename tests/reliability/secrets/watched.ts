import { expect, type Shop } from '@topheavy/testbed';
import { CANARIES, leaks, PASSWORD, SECRETS } from './canaries.ts';
import { collectTraces } from './collect-traces.ts';

type Process = Awaited<ReturnType<Shop['startProcess']>>;
type Http = Process['http'];

export type Watched = {
  readonly http: Http;
  readonly process: Process;
  /** One more value that must be found nowhere. */
  hide(name: string, secret: string): void;
  /** Ends the process and looks at everything that it wrote, sent or answered where it may hold no secret. */
  findNothing(): Promise<void>;
};

/** The URL of a database for a user of our own, whose password is a canary. */
async function ownUser(shop: Shop, databaseUrl: string): Promise<{ url: string; remove(): Promise<void> }> {
  const name = `canary_${crypto.randomUUID().slice(0, 8)}`;
  const quoted = PASSWORD.replaceAll("'", "''");
  const [owner] = await shop.sql<{ name: string }>('SELECT current_user AS name');
  await shop.sql(`CREATE ROLE ${name} LOGIN SUPERUSER PASSWORD '${quoted}' IN ROLE ${owner?.name ?? ''}`);
  const url = new URL(databaseUrl);
  url.username = name;
  url.password = PASSWORD;
  return { url: url.href, remove: async () => void (await shop.sql(`DROP ROLE ${name}`)) };
}

/** A process of the API all of whose secrets are canaries, and an eye on everything that it lets out. */
export async function startWatched(
  shop: Shop,
  environment: Record<string, string> = {},
  databaseUrl: string = shop.databaseUrl(() => {}),
): Promise<Watched> {
  const canaries: Record<string, string> = { ...CANARIES };
  const user = await ownUser(shop, databaseUrl);
  const traces = await collectTraces();
  const process = await shop.startProcess({
    ...SECRETS,
    DATABASE_URL: user.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: traces.url,
    LOG_LEVEL: 'debug',
    ...environment,
  });
  const refusals: string[] = [];
  const http: Http = {
    ...process.http,
    async send(request) {
      const answer = await process.http.send(request);
      if (answer.status >= 400) refusals.push(JSON.stringify(answer.headers), answer.text);
      return answer;
    },
  };
  return {
    http,
    process,
    hide: (name, secret) => void (canaries[name] = secret),
    async findNothing() {
      const metrics = await textAt(`${process.metricsUrl}/metrics`);
      const documents = await Promise.all(
        ['/openapi.json', '/docs/'].map((path) => textAt(process.url + path)),
      );
      const sessions = await shop.sql('SELECT application_name, query FROM pg_stat_activity');
      const { paymentIntents } = (await shop.state('stripe')) as {
        paymentIntents: Record<string, { client_secret?: string | null }>;
      };
      for (const { client_secret: secret } of Object.values(paymentIntents))
        if (typeof secret === 'string') canaries[`client secret ${secret}`] = secret;
      await process.stop();
      await traces.stop();
      await user.remove();

      const places = {
        log: process.written(),
        traces: traces.text(),
        metrics,
        documents: documents.join('\n'),
        refusals: refusals.join('\n'),
        sessions: JSON.stringify(sessions),
      };
      // The request for the document is known to be in both: what cannot be read would hide everything.
      expect(places.log.includes('"path":"/openapi.json"'), 'the log can be read').toBe(true);
      expect(places.traces.includes('"name":"GET /openapi.json"'), 'traces can be read').toBe(true);
      for (const [place, text] of Object.entries(places)) {
        // Where all goes right nothing is refused.
        if (place !== 'refusals') expect(text, place).not.toBe('');
        expect(leaks(text, canaries), place).toEqual([]);
      }
      // Whatever went wrong was wanted: what counts here is what was written about it.
      for (const _ of shop.logs.errors()) shop.logs.expectError(/./);
    },
  };
}

async function textAt(url: string): Promise<string> {
  return (await fetch(url)).text();
}
