/** Values that occur nowhere else, for every secret that the API is started with. */
export const SECRETS = {
  STRIPE_SECRET_KEY: 'sk_test_canary0stripe',
  STRIPE_WEBHOOK_SECRETS: 'whsec_canary0+new/1,whsec_canary0+old/2',
  EASYPOST_API_KEY: 'EZTKcanary0easypost',
  EASYPOST_WEBHOOK_SECRET: 'canary0 "easypost" hook',
  SQUARE_ACCESS_TOKEN: 'canary0square+token/3',
  RESEND_API_KEY: 're_canary0resend',
} as const;

/** What a customer tells the shop about themselves: for their order, not for the log. */
export const PERSON = {
  email: 'canary0.ada@customers.example',
  note: 'canary0 note: "ring" twice',
  address: {
    name: 'Canary0 "Ada" Lövelace',
    line1: 'Canary0 Straße 7',
    city: 'Canary0stadt',
    postalCode: '10117',
    country: 'DE',
  },
} as const;

export const PASSWORD = 'canary0/pass+word"4';

/** Each secret by what it is. */
export type Canaries = Readonly<Record<string, string>>;

export const CANARIES: Canaries = {
  ...Object.fromEntries(
    Object.entries(SECRETS).flatMap(([name, values]) =>
      values.split(',').map((value, index) => [`${name} ${index + 1}`, value]),
    ),
  ),
  'password of the database': PASSWORD,
  'mail address': PERSON.email,
  'delivery note': PERSON.note,
  'name of the customer': PERSON.address.name,
  street: PERSON.address.line1,
  city: PERSON.address.city,
};

/** Base64 of the bytes wherever they stand in what was encoded: those digits that they alone decide. */
function base64Of(secret: Buffer): string[] {
  return [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), secret])
      .toString('base64')
      .slice(Math.ceil((before * 4) / 3), Math.floor(((before + secret.length) * 4) / 3)),
  );
}

/** A secret as it may be written: plain, in JSON, in JSON in JSON, in a URL, in a form, in base64 and in hex. */
export function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const base64 = base64Of(Buffer.from(secret));
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams({ '': secret }).toString().slice(1),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    Buffer.from(secret).toString('hex'),
  ];
}

/** Which of the secrets stand in the text, in whatever form, with what is around them. */
export function leaks(text: string, canaries: Canaries): string[] {
  const lower = text.toLowerCase();
  return Object.entries(canaries).flatMap(([name, secret]) => {
    const places = formsOf(secret).map((form) => lower.indexOf(form.toLowerCase()));
    const place = Math.max(...places);
    return place === -1 ? [] : [`${name}: …${text.slice(Math.max(0, place - 120), place + 60)}…`];
  });
}
