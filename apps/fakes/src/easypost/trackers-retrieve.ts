import type { Operation } from '../core/operation.ts';
import { notFound } from './refuse.ts';
import { type EasyPostState, trackerBody } from './state.ts';

export const trackersRetrieve: Operation<EasyPostState> = {
  id: 'easypost.trackers.retrieve',
  method: 'GET',
  path: '/v2/trackers/:id',
  handle: (state, { params }) => {
    const tracker = state.trackers.get(params['id'] ?? '');
    if (tracker === undefined) throw notFound();
    return { status: 200, body: trackerBody(tracker) };
  },
};
