import type {
  Attachment,
  CreateBatchEmailOptions,
  CreateBatchSuccessResponse,
  CreateEmailOptions,
  CreateEmailResponseSuccess,
  ErrorResponse,
  GetEmailResponseSuccess,
} from 'resend';

/** The SDK takes names in camel case and sends them in snake case. */
type Snake<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${Snake<Rest>}`
  : Name;

/** As it travels: a React element was rendered to HTML, and templates the fake has none. */
type Sent<Options> = {
  [
    Name in keyof Options as Name extends 'react' | 'template' | 'attachments' | 'html' | 'text'
      ? never
      : Snake<Name & string>
  ]: Options[Name];
} & { html?: string; text?: string };

/** Binary content travels as base64. */
type SentAttachment = {
  [Name in keyof Attachment as Snake<Name>]: Name extends 'content' ? string : Attachment[Name];
};

/** Options with a subject of their own, in place of a template's. */
type Written<Options> = Extract<Options, { from: string; subject: string }>;

export type Email = GetEmailResponseSuccess;
export type Accepted = CreateEmailResponseSuccess;
/** Strict or permissive: the latter has `errors`. */
export type AcceptedBatch = CreateBatchSuccessResponse<{ batchValidation: 'permissive' }>;
export type Failure = ErrorResponse;
export type EmailRequest = Sent<Written<CreateEmailOptions>> & { attachments?: SentAttachment[] };
export type BatchRequest = Sent<Written<CreateBatchEmailOptions>>[];
