import { PROBES } from '../code/instrument.ts';

/** One version of one source file that has been loaded, and where its functions' hits are. */
export type LoadedModule = {
  readonly file: string;
  readonly content: string;
  readonly count: number;
  /** The number of its first function among all of this process. */
  readonly first: number;
};

type Chunk = { readonly hits: Uint8Array; readonly words: Uint32Array; readonly first: number; used: number };

export type Probes = {
  readonly modules: LoadedModule[];
  register(file: string, content: string, count: number): Uint8Array;
  /** The numbers of the functions that ran since the last call. */
  take(): number[];
};

const CHUNK = 1 << 14;

export function createProbes(): Probes {
  const chunks: Chunk[] = [];
  const modules: LoadedModule[] = [];
  const known = new Map<string, Uint8Array>();
  let next = 0;
  const room = (count: number): Chunk => {
    const last = chunks.at(-1);
    if (last !== undefined && last.used + count <= last.hits.length) return last;
    const buffer = new ArrayBuffer(Math.max(CHUNK, (count + 3) & ~3));
    const chunk = { hits: new Uint8Array(buffer), words: new Uint32Array(buffer), first: next, used: 0 };
    chunks.push(chunk);
    next += buffer.byteLength;
    return chunk;
  };
  return {
    modules,
    register(file, content, count) {
      const name = `${file} ${content}`;
      const before = known.get(name);
      if (before !== undefined) return before;
      const chunk = room(count);
      const hits = chunk.hits.subarray(chunk.used, chunk.used + count);
      modules.push({ file, content, count, first: chunk.first + chunk.used });
      chunk.used += count;
      known.set(name, hits);
      return hits;
    },
    take() {
      const taken: number[] = [];
      for (const { hits, words, first, used } of chunks) {
        for (let word = 0; word * 4 < used; word += 1) {
          if (words[word] === 0) continue;
          for (let at = word * 4; at < word * 4 + 4; at += 1) if (hits[at] === 1) taken.push(first + at);
          words[word] = 0;
        }
      }
      return taken;
    },
  };
}

export function installProbes(probes: Probes): void {
  Object.defineProperty(globalThis, PROBES, { value: probes, configurable: true });
}
