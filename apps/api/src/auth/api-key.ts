import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits; the prefix lets secret scanners find a leaked one. */
export const generateApiKey = (): string => `th_${randomBytes(32).toString('base64url')}`;

/** A key wherever it stands in a text. */
export const API_KEY = /th_[\w-]{43}/g;

/**
 * A plain SHA-256 is right for a key of 256 random bits: there is nothing to guess, so a slow hash
 * would only make every request slow. Looking up by hash takes the same time whether the key exists.
 */
export const hashApiKey = (key: string): Buffer => createHash('sha256').update(key).digest();
