/** '2026-05-09T20:40:06Z': most of EasyPost's objects show whole seconds. */
export const timestamp = (nowMs: number): string => `${new Date(nowMs).toISOString().slice(0, 19)}Z`;

/** '2026-05-09T20:40:06+00:00': its addresses write the zone out. */
export const addressTimestamp = (nowMs: number): string => timestamp(nowMs).replace('Z', '+00:00');
