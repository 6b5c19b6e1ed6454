/** One that can be asked live: where, with which key, and how often. */
export type LiveProvider = {
  readonly name: string;
  readonly url: string;
  /** What the tests send in place of the key, and the variable that holds the real one. */
  readonly key?: {
    readonly variable: string;
    readonly placeholder: string;
    readonly pattern: RegExp;
    readonly form: string;
  };
  /** Names of the tests for what has another one in each account; a default where one fits all. */
  readonly aliases?: readonly {
    readonly variable: string;
    readonly placeholders: readonly string[];
    readonly standard?: string;
  }[];
  /** Least time between two requests: we are guests. */
  readonly paceMs: number;
  /** Mail leaves for nobody but the addresses that Resend itself answers for. */
  readonly onlyMailsTo?: string;
};

export const liveProviders: readonly LiveProvider[] = [
  {
    name: 'stripe',
    url: 'https://api.stripe.com',
    key: {
      variable: 'STRIPE_TEST_KEY',
      placeholder: 'sk_test_contract',
      pattern: /^sk_test_\w+$/,
      form: 'sk_test_…',
    },
    // 25 requests a second are allowed in test mode.
    paceMs: 50,
  },
  // Two anonymous requests a second are allowed.
  { name: 'vatcomply', url: 'https://api.vatcomply.com', paceMs: 600 },
  { name: 'frankfurter', url: 'https://api.frankfurter.dev', paceMs: 250 },
  {
    name: 'easypost',
    url: 'https://api.easypost.com',
    key: {
      variable: 'EASYPOST_TEST_KEY',
      placeholder: 'EZTKtest',
      pattern: /^EZTK\w+$/,
      form: 'EZTK…',
    },
    paceMs: 250,
  },
  {
    name: 'square',
    // Another host than production: a production token opens nothing there.
    url: 'https://connect.squareupsandbox.com',
    key: {
      variable: 'SQUARE_SANDBOX_TOKEN',
      placeholder: 'EAAAtest',
      pattern: /^EAAA[\w-]+$/,
      form: 'EAAA…, of the sandbox',
    },
    aliases: [
      { variable: 'SQUARE_SANDBOX_LOCATION_ID', placeholders: ['MAIN'] },
      { variable: 'SQUARE_SANDBOX_VARIATION_IDS', placeholders: ['MUG', 'CUP', 'TEA'] },
    ],
    paceMs: 100,
  },
  {
    name: 'resend',
    url: 'https://api.resend.com',
    key: {
      variable: 'RESEND_TEST_KEY',
      placeholder: 're_test',
      pattern: /^re_\w+$/,
      form: 're_…',
    },
    aliases: [
      {
        variable: 'RESEND_FROM',
        placeholders: ['orders@shop.example'],
        standard: 'onboarding@resend.dev',
      },
    ],
    // Two requests a second are allowed.
    paceMs: 600,
    onlyMailsTo: '@resend.dev',
  },
];

/** Every variable that holds a secret or names an account: the tests get none of them. */
export const privateVariables: readonly string[] = liveProviders.flatMap(({ key, aliases = [] }) => [
  ...(key === undefined ? [] : [key.variable]),
  ...aliases.map(({ variable }) => variable),
]);
