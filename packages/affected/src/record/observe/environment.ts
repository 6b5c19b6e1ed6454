/** Every key at once, as when the environment is handed on. */
export const WHOLE_ENVIRONMENT = '*';

/** The environment itself: looking into it is not noted. */
export const plainEnvironment = process.env;

/** Calls `note` with each key of process.env that is read. */
export function observeEnvironment(note: (key: string) => void): void {
  process.env = new Proxy(plainEnvironment, {
    get(target, key) {
      if (typeof key === 'string') note(key);
      return target[key as string];
    },
    has(target, key) {
      if (typeof key === 'string') note(key);
      return key in target;
    },
    // By way of a proxy, Node would get a descriptor that it does not take.
    set(target, key, value) {
      target[key as string] = value as string;
      return true;
    },
    ownKeys(target) {
      note(WHOLE_ENVIRONMENT);
      return Reflect.ownKeys(target);
    },
  });
}
