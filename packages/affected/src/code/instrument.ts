import type { Analysis } from './analyse.ts';

/** The global that hands out probes: `register(file, content, count)` gives the array of one module. */
export const PROBES = '__affectedProbes';

/**
 * The same program, in which every function notes that it ran. No line moves. The array is asked for when
 * the first function runs: in a cycle of imports that can be before the module's own first statement.
 */
export function instrument(text: string, file: string, content: string, { functions }: Analysis): string {
  if (functions.length === 0) return text;
  const hits = unused('$hit', text);
  const get = unused('$own', text);
  const inserts = functions
    .flatMap(({ places }, index) => {
      const probe = `(${hits}??${get}())[${index}]=1`;
      return places.flatMap(({ at, end }) =>
        end === null
          ? [{ at, text: `${probe};`, order: 1 }]
          : [
              { at, text: `(${probe},`, order: 1 },
              { at: end, text: ')', order: 0 },
            ],
      );
    })
    .sort((one, other) => one.at - other.at || one.order - other.order);
  const count = functions.length;
  let output = '';
  let done = 0;
  for (const insert of inserts) {
    output += text.slice(done, insert.at) + insert.text;
    done = insert.at;
  }
  const register = `globalThis.${PROBES}?.register(${JSON.stringify(file)},${JSON.stringify(content)},${count})`;
  // Declared at the end, where it moves nothing.
  return `${output}${text.slice(done)}\nvar ${hits};function ${get}(){return ${hits}=${register}??new Uint8Array(${count})}\n`;
}

function unused(name: string, text: string): string {
  let free = name;
  while (text.includes(free)) free += '$';
  return free;
}
