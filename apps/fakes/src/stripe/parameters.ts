import { parseForm, type FormValue } from '../core/body-formats.ts';
import type { FakeRequest } from '../core/operation.ts';
import { invalidParameter } from './errors.ts';

export type Parameters = Readonly<Record<string, FormValue>>;

/** The parameters of a request, none of which the operation may not know. */
export const parametersOf = (request: FakeRequest, known: readonly string[]): Parameters => {
  const sources = [...request.query].length > 0 ? parseForm(request.query) : {};
  const parameters = { ...sources, ...(isRecord(request.body) ? request.body : {}) };
  for (const name of Object.keys(parameters)) {
    if (!known.includes(name) && name !== 'expand') {
      throw invalidParameter(name, `Received unknown parameter: ${name}`, 'parameter_unknown');
    }
  }
  return parameters;
};

const isRecord = (value: unknown): value is Record<string, FormValue> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (parameters: Parameters, name: string): string | undefined => {
  const value = parameters[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw invalidParameter(name, `Invalid string: ${JSON.stringify(value)}`);
  if (value === '') {
    throw invalidParameter(
      name,
      `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
      'parameter_invalid_empty',
    );
  }
  return value;
};

export const requiredTextOf = (parameters: Parameters, name: string): string => {
  const value = textOf(parameters, name);
  if (value !== undefined) return value;
  throw invalidParameter(name, `Missing required param: ${name}.`, 'parameter_missing');
};

export const integerOf = (parameters: Parameters, name: string): number | undefined => {
  const value = textOf(parameters, name);
  if (value === undefined) return undefined;
  if (!/^-?\d{1,15}$/.test(value)) {
    throw invalidParameter(name, `Invalid integer: ${value}`, 'parameter_invalid_integer');
  }
  return Number(value);
};

export const flagOf = (parameters: Parameters, name: string): boolean | undefined => {
  const value = textOf(parameters, name);
  if (value === undefined) return undefined;
  if (value !== 'true' && value !== 'false') {
    throw invalidParameter(name, `Invalid boolean: ${value}`);
  }
  return value === 'true';
};

export const choiceOf = <Choice extends string>(
  parameters: Parameters,
  name: string,
  choices: readonly Choice[],
): Choice | undefined => {
  const value = textOf(parameters, name);
  if (value === undefined) return undefined;
  const choice = choices.find((one) => one === value);
  if (choice !== undefined) return choice;
  throw invalidParameter(name, `Invalid ${name}: must be one of ${choices.join(', ')}`);
};

export const groupOf = (parameters: Parameters, name: string): Parameters => {
  const value = parameters[name];
  if (value === undefined || value === '') return {};
  if (isRecord(value)) return value;
  throw invalidParameter(name, `Invalid object`);
};

export const listOf = (parameters: Parameters, name: string): string[] | undefined => {
  const value = parameters[name];
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw invalidParameter(name, `Invalid array`);
};

/** Merged as Stripe does: an empty value unsets its key, an empty `metadata` all of them. */
export const mergedMetadata = (
  parameters: Parameters,
  current: Readonly<Record<string, string>> = {},
): Record<string, string> => {
  if (parameters['metadata'] === '') return {};
  const merged = { ...current };
  for (const [key, value] of Object.entries(groupOf(parameters, 'metadata'))) {
    if (typeof value !== 'string') throw invalidParameter('metadata', `Invalid string: metadata[${key}]`);
    if (value === '') delete merged[key];
    else merged[key] = value;
  }
  return merged;
};
