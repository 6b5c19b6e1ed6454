import { dies } from './dies.ts';

dies('background-work');
