export type Answer = { status: number; headers: Headers; body: unknown };

/** Sends a request and reads the answer as JSON, for providers without an SDK. */
export const answerOf = async (url: string, init?: RequestInit): Promise<Answer> => {
  const response = await fetch(url, init);
  return { status: response.status, headers: response.headers, body: await response.json() };
};
