import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** Where Node says that this process asks another one: by node:http and by fetch. */
const CHANNELS = ['http.client.request.start', 'undici:request:create'];

/** Counts the HTTP calls of this process, the API's calls of its providers among them, until `stop`. */
export function countOutgoingCalls(): { count(): number; stop(): void } {
  let calls = 0;
  const listen = (): void => void (calls += 1);
  for (const channel of CHANNELS) subscribe(channel, listen);
  return {
    count: () => calls,
    stop: () => {
      for (const channel of CHANNELS) unsubscribe(channel, listen);
    },
  };
}
