import type Stripe from 'stripe';
import { invalidParameter } from './errors.ts';

type Predicate = (intent: Stripe.PaymentIntent) => boolean;

const clausePattern =
  /^(?<negated>-)?(?:metadata\[(?<keyQuote>["'])(?<key>.+?)\k<keyQuote>\]|(?<field>status|currency|customer|amount|created))(?<operator>:|>=|<=|>|<)(?:(?<quote>["'])(?<text>.*)\k<quote>|(?<number>\d+))$/;

/** Stripe's search query language as far as payment intents need it: clauses joined by AND, or by OR. */
export const parseSearchQuery = (query: string): Predicate => {
  const joints = new Set(query.match(/ (?:AND|OR) /g));
  if (joints.size > 1) {
    throw invalidParameter('query', 'AND and OR cannot be combined in one search query.');
  }
  const predicates = query.split(/ AND | OR /).map((clause) => parseClause(clause.trim()));
  return joints.has(' OR ')
    ? (intent) => predicates.some((holds) => holds(intent))
    : (intent) => predicates.every((holds) => holds(intent));
};

const parseClause = (clause: string): Predicate => {
  const groups = clausePattern.exec(clause)?.groups;
  if (groups === undefined) {
    throw invalidParameter('query', `We were unable to parse your search query at: ${clause}`);
  }
  const { negated, key, field = '', operator, text, number } = groups;
  const wanted = text ?? Number(number);
  const holds: Predicate = (intent) => {
    const actual: unknown = key === undefined ? Reflect.get(intent, field) : intent.metadata[key];
    if (operator === ':') return actual === wanted;
    if (typeof actual !== 'number' || typeof wanted !== 'number') return false;
    if (operator === '>') return actual > wanted;
    if (operator === '<') return actual < wanted;
    return operator === '>=' ? actual >= wanted : actual <= wanted;
  };
  return negated === undefined ? holds : (intent) => !holds(intent);
};
