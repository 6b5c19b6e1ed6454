/** A detached copy as JSON has it, with Maps as objects and Sets as arrays. */
export const jsonable = (value: unknown): unknown =>
  value === undefined
    ? undefined
    : JSON.parse(
        JSON.stringify(value, (_, inner: unknown) => {
          if (inner instanceof Map) return Object.fromEntries(inner);
          return inner instanceof Set ? [...inner] : inner;
        }),
      );
