/** Whether a request to send would reach an address that does not end in `allowed`. */
export function mailsSomebody(body: string, allowed: string): boolean {
  return recipients(body).some((address) => !address.toLowerCase().replace(/>$/, '').endsWith(allowed));
}

function recipients(body: string): string[] {
  let emails: unknown;
  try {
    emails = JSON.parse(body);
  } catch {
    return [];
  }
  return [emails].flat().flatMap((email) =>
    ['to', 'cc', 'bcc'].flatMap((field) => {
      const value: unknown = typeof email === 'object' && email !== null ? Reflect.get(email, field) : [];
      // What is no address at all reaches nobody: Resend is to refuse it.
      return [value].flat().filter((one) => typeof one === 'string' && /@[^\s>]+\./.test(one)) as string[];
    }),
  );
}
