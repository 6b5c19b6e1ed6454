import { catalogue, type ProblemSlug } from './catalogue.ts';

type ProblemOptions = {
  /** In sentences, for this occurrence: what was wrong, and what to do. */
  readonly detail: string;
  /** Extension members of the answer, such as `capturable`. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Kept for the log, never sent. */
  readonly cause?: unknown;
};

/** A refusal on its way to the client; render-problem.ts turns it into an answer. */
export class Problem extends Error {
  readonly slug: ProblemSlug;
  readonly status: number;
  readonly detail: string;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(slug: ProblemSlug, options: ProblemOptions) {
    super(options.detail, { cause: options.cause });
    this.name = 'Problem';
    this.slug = slug;
    this.status = catalogue[slug].status;
    this.detail = options.detail;
    this.extra = options.extra ?? {};
    this.headers = options.headers ?? {};
  }
}

export const problem = (slug: ProblemSlug, options: ProblemOptions): Problem => new Problem(slug, options);
