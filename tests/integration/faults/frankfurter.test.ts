import { frankfurterOperations } from './operations/frankfurter.ts';
import { standsUp } from './stands-up.ts';

frankfurterOperations.forEach(standsUp);
