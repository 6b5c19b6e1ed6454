export { expect, onTestFinished } from 'vitest';
export { test } from './server-test.ts';
