import type { OperationContract } from '../operation.ts';
import type { Exchange } from '../types.ts';
import { readForm } from './read-form.ts';

/** A value, or the text that is none. */
export type Read = { readonly value: unknown } | { readonly text: string };

export const readJson = (text: string): Read => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { text };
  }
};

/** The parameters of a request, from where the operation has them. */
export const readParameters = ({ request }: OperationContract, exchange: Exchange): Read => {
  if (request.in === 'json') return readJson(exchange.requestBody);
  if (request.in === 'nowhere') return { value: {} };
  const text = request.in === 'query' ? queryOf(exchange) : exchange.requestBody;
  return { value: readForm(new URLSearchParams(text)) };
};

export const queryOf = ({ target }: Exchange): string => target.split('?')[1] ?? '';
