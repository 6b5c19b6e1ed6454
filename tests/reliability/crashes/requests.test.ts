import { dies } from './dies.ts';

dies('requests');
