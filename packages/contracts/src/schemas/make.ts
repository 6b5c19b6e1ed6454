export { inWorld } from '../derive/in-world.ts';
export { compileSchemas } from './compile.ts';
export { definitionsOf } from './definitions.ts';
