// Started by throw-away-copy.test.ts.
import { throwAwayCopy } from '../../../scripts/throw-away-copy.ts';

const checkout = process.argv[2];
const folders = [];
for (const _ of [1, 2]) folders.push((await throwAwayCopy(checkout)).folder);
process.stdout.write(`${JSON.stringify(folders)}\n`);
// It lives until it is killed, or its parent is gone.
process.stdin.resume().on('end', () => process.exit());
