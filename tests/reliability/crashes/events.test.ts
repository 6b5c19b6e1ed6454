import { dies } from './dies.ts';

dies('events');
