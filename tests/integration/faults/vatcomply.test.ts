import { vatcomplyOperations } from './operations/vatcomply.ts';
import { standsUp } from './stands-up.ts';

vatcomplyOperations.forEach(standsUp);
