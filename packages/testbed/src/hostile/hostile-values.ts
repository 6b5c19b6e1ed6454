import { Literal } from './json-text.ts';

/** Names that mean something to every object. */
export const PROTOTYPE_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'toJSON',
  'then',
] as const;

/** One value of each type and of some that look like another. */
export const OTHER_TYPES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  '',
  'true',
  '1',
  'null',
  [],
  [[]],
  {},
  ['EUR'],
  { amount: 1 },
  { length: 1 },
];

/** Numbers that no integer variable holds, or that are written as nobody writes them. */
export const NUMBERS: readonly Literal[] = [
  '9007199254740991', '9007199254740992', '9007199254740993', '-9007199254740993', '2147483647', '2147483648',
  '-2147483649', '4294967296', '9223372036854775807', '9223372036854775808', '18446744073709551616', '1e400',
  '-1e400', '1e308', '1e-400', '-0', '-0.0', '0e0', '1E2', '1.0', '100e-2', '0.1', '1.0000000000000001', '5e-324',
  `1${'0'.repeat(400)}`, `0.${'0'.repeat(400)}1`, 'NaN', 'Infinity', '-Infinity', '0x10', '010', '+1', '1_000', '.5',
  '5.', '"1e2"', '"NaN"',
].map((text) => new Literal(text)); // prettier-ignore

/** Replaced by bytes that are no UTF-8, once the text is bytes. */
export const BROKEN_BYTES = '(broken bytes)';

/** Overlong, cut off, continuation without a start, beyond Unicode, a surrogate, UTF-16. */
export const BROKEN_UTF8: readonly (readonly number[])[] = [
  [0xc0, 0x80],
  [0xe2, 0x82],
  [0x80],
  [0xf5, 0x80, 0x80, 0x80],
  [0xed, 0xa0, 0x80],
  [0xff, 0xfe, 0x41, 0x00],
];

/** Texts that something between here and the database may take for more than text. */
export const TEXTS: readonly (string | Literal)[] = [
  '\0',
  'a\0b',
  new Literal(String.raw`"\ud800"`),
  new Literal(String.raw`"a\udc00b"`),
  new Literal(String.raw`"\udbff\udbff"`),
  new Literal('"\t"'),
  new Literal(String.raw`"\u0000\u0000"`),
  `"${BROKEN_BYTES}"`,
  '\u{feff}bom',
  '\u202Eevil\u2066',
  `e${'\u0301'.repeat(90)}`,
  '\u{1F469}\u{200D}\u{1F52C}',
  '\uFFFF\uFFFE',
  ' ',
  '\u00A0\u2003',
  '\r\nSet-Cookie: a=b',
  '\u007F\u0085\u2028',
  "'; DROP TABLE orders; --",
  String.raw`\x00\u0000%00`,
  '$1 ${process.exit(1)} {{7*7}}',
  '../../../../etc/passwd',
  'İıſK',
  ...PROTOTYPE_NAMES,
].map((text) => (typeof text === 'string' && text.startsWith('"(') ? new Literal(text) : text));

/** Days and times that are not there, or that no calendar of ours reaches. */
export const MOMENTS: readonly string[] = [
  '2026-02-30T00:00:00Z',
  '2025-02-29T12:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-00T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T23:59:60Z',
  '2026-01-01T00:00:00+24:00',
  '2026-01-01T00:00:00-00:00',
  '2026-01-01',
  '2026-01-01T00:00Z',
  '2026-01-01 00:00:00Z',
  '2026-01-01T00:00:00',
  '0000-01-01T00:00:00Z',
  '0000-01-01T00:00:00+23:59',
  '0001-01-01T00:00:00+00:01',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59-23:59',
  '+010000-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '2038-01-19T03:14:08Z',
  '1969-12-31T23:59:59.999999999Z',
  `2026-01-01T00:00:00.${'9'.repeat(300)}Z`,
  '1e21',
  'now',
];
