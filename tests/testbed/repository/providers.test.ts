import { fakesEnvironment, providerNames } from '@topheavy/testbed/processes';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakesEnvironment as environmentOfStart } from '../../../scripts/start/fakes-environment.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

type Urls = Parameters<typeof fakesEnvironment>[0];
const urls = Object.fromEntries(providerNames.map((name) => [name, `http://${name}.example`])) as Urls;

const dockerfile = read('apps/fakes/Dockerfile');
const exposed = /^EXPOSE (.+)$/m.exec(dockerfile)?.[1]?.split(' ');
const portInImage = (name: string): string | undefined =>
  new RegExp(`^(?:ENV)? +FAKES_${name.toUpperCase()}_PORT=(\\d+)`, 'm').exec(dockerfile)?.[1];

// Where an address is forgotten, the API's own default is used: the real service.
describe.for(providerNames)('the fake of %s stands in for it', (name) => {
  const variable = `${name.toUpperCase()}_URL`;

  test.for([
    ['pnpm start', 'scripts/start/fakes-environment.ts', environmentOfStart],
    ['the tests', 'packages/testbed/src/world/fakes-settings.ts', fakesEnvironment],
  ] as const)('in %s', ([, file, environment]) => {
    expect(environment(urls)[variable], `${variable} in ${file}`).toBe(urls[name]);
  });

  test('in containers', () => {
    const port = portInImage(name);

    expect(port, `FAKES_${name.toUpperCase()}_PORT in apps/fakes/Dockerfile`).toBeDefined();
    expect(exposed, `EXPOSE in apps/fakes/Dockerfile`).toContain(port);
    const inCompose = new RegExp(`^ +${variable}: (.+)$`, 'm').exec(read('docker-compose.yml'))?.[1];
    expect(inCompose, `${variable} in docker-compose.yml`).toBe(`http://fakes:${port}`);
  });
});

test('no two fakes share a port in containers', () => {
  const ports = providerNames.map(portInImage);

  expect(new Set(ports).size).toBe(providerNames.length);
});
