// Preloaded into the Node processes that a test starts: they record themselves and write it when they end.
import { writeWhole } from '../store/write-file.ts';
import { CHILD_FILE } from './observe/children.ts';
import { plainEnvironment } from './observe/environment.ts';
import { readRun } from './settings.ts';
import { written, type WrittenChild } from './shard.ts';
import { startRecording } from './start.ts';

const settings = readRun();
const file = plainEnvironment[CHILD_FILE];
if (settings !== null && file !== undefined) {
  const { recorder, imports } = startRecording(settings);
  const trace = recorder.ambient;
  process.once('exit', () => {
    recorder.flush();
    const child: WrittenChild = {
      trace: written(trace),
      modules: recorder.probes.modules,
      statements: recorder.statements,
      imports: [...imports].map(([from, to]) => [from, [...to]]),
    };
    writeWhole(file, JSON.stringify(child));
  });
}
