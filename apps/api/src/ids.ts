import { v7 } from 'uuid';

/** New ids sort by creation time (UUID v7), so a list ordered by id is ordered by age. */
export type Ids = { next(): string };

export const systemIds: Ids = { next: () => v7() };
