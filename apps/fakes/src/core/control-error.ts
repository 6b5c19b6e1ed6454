/** What a caller of the control interface did wrong; its message tells what to do. */
export class ControlError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ControlError';
  }
}
