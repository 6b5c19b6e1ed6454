/** One request and its answer, as far as a recording keeps it; `path` with its query. */
export type Exchange = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};
