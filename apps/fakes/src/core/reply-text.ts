import type { Reply } from './operation.ts';

/** The body of a reply as it is sent, and the content type that its form implies. */
export const replyText = ({ body }: Reply): { text: string; contentType: string | undefined } => {
  if (body === undefined) return { text: '', contentType: undefined };
  if (typeof body === 'string') return { text: body, contentType: undefined };
  return { text: JSON.stringify(body), contentType: 'application/json; charset=utf-8' };
};
