import { z } from 'zod';

/** `POST /emails`, success: Resend's id of the message. */
export const sendAnswer = z.object({ id: z.string().min(1) });

/**
 * What the SDK returns instead of throwing. `statusCode` is null when no answer could be had, and the
 * body's own word when there was one; `name` is the error code.
 */
export const sendError = z.object({ name: z.string(), statusCode: z.int().nullable(), message: z.string() });
