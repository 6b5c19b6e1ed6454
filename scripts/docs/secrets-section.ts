/** Section "Secrets" of docs/reliability.md: what is hidden from whom, and how that is searched for. */
export const secretsSection = (): string => `## Secrets

Logs, traces, measurements and refusals are read by more people than the database. The API is started as a process with
recognisable values in every secret, and with a customer who is recognisable, too; then everything that it wrote, sent
as telemetry or answered as a refusal is searched for them: plain, in JSON (once and twice), in a URL, in a form, in
base64 at any offset and in hex. \`pnpm test:integration --reliability secrets\`.

| Hidden | Driven through |
| --- | --- |
| Keys of callers, known or not, in any header, query or path | what goes right: cart, order, payment, authentication, capture, refund, label, events, mails |
| Keys of Stripe, EasyPost, Square, Resend; old and new signing secrets | refusals: wrong keys, broken and invalid bodies, declines, forged events |
| Password of the database | providers that answer 401, 422, 429, 500, 200 with all that they were sent, HTML, a reset, or nothing |
| Client secrets of payments | a database that times out or is cut off |
| Name, address, mail address and delivery note of the customer | processes that cannot start; an error that nobody caught |

What keeps them out: fields are hidden by name, configured secrets and keys of the API by value, in every line; what a
provider says in words is not logged, for it may repeat what it was sent; a row that Postgres quotes in its refusal is
not logged; the environment's problems are named without values; traces carry no query. Postgres has a log of its own,
in which it quotes such rows: \`log_error_verbosity = terse\` leaves them out.
`;
