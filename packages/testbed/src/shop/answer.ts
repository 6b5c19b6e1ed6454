/** An RFC 9457 refusal; `slug` is the last part of its type. */
export type ProblemAnswer = {
  readonly slug: string;
  readonly title: string;
  readonly detail?: string;
  readonly [extension: string]: unknown;
};

/** What the API answered. `problem` is null for anything but a refusal. */
export type Answer<T = unknown> = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: T;
  /** The body as it came, to compare it to the byte. */
  readonly text: string;
  readonly problem: ProblemAnswer | null;
};

/** The body of an answer that must be a success; any refusal throws with all it said. */
export function accepted<T>(answer: Answer<T>): T {
  if (answer.status < 300) return answer.body;
  throw new Error(`Expected success, got ${answer.status}: ${JSON.stringify(answer.problem ?? answer.body)}`);
}

/** The statuses of answers that came in any order, smallest first. */
export const statuses = (answers: readonly Pick<Answer, 'status'>[]): number[] =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b);

/** How many answers there were of each status. */
export function tally(answers: readonly Pick<Answer, 'status'>[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
