import { easypostOperations } from './operations/easypost.ts';
import { standsUp } from './stands-up.ts';

easypostOperations.forEach(standsUp);
