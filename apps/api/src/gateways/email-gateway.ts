export type Email = {
  /** The same id is delivered once. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

export type EmailGateway = {
  send(email: Email): Promise<void>;
};
