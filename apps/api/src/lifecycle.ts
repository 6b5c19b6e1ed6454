/** Whether the process has begun to stop; readiness turns red before connections close. */
export type Lifecycle = { stopping: boolean };
