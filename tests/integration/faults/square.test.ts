import { squareOperations } from './operations/square.ts';
import { standsUp } from './stands-up.ts';

squareOperations.forEach(standsUp);
