export { schedule, type Mishap, type Planned } from './schedule.ts';
