/** What can befall the shop from around it, what it does then, and the test that makes it happen. */
export type Surrounding = {
  readonly danger: string;
  readonly answer: string;
  /** `file below tests > title`. A title of `test.for` is given as it stands in the file. */
  readonly test: string;
};

const RELIABILITY = 'reliability/environment';
const CALENDAR = 'integration/calendar/days.in-process.test.ts';

export const ENVIRONMENT: readonly Surrounding[] = [
  {
    danger: 'Postgres restarted under load, by an operator or by the power',
    answer: '503 with Retry-After for all who wait; the same keys are served once it is back',
    test: `${RELIABILITY}/database-restart.test.ts > fifty buyers amid whose orders Postgres is %s each get one order in the end, under the same keys`,
  },
  {
    danger: 'Postgres gone between the effect at the bank and its record',
    answer: '503; the repetition finds the payment',
    test: `${RELIABILITY}/database-restart.test.ts > a payment that the bank made while Postgres was away is found by its key, and not made again`,
  },
  {
    danger: 'Postgres gone under a process that works in the background',
    answer: 'the process lives, is not ready, and goes on by itself',
    test: `${RELIABILITY}/database-restart.test.ts > a process outlives a restart of Postgres: it says so, then serves and sends mail again`,
  },
  {
    danger: 'Postgres away at the start',
    answer: 'the process says so and ends with code 1',
    test: `${RELIABILITY}/database-restart.test.ts > a process that starts while Postgres is away says what it lacks and ends with code 1`,
  },
  {
    danger: 'Connections cut in the middle of a query',
    answer: '503; nothing stays of it; the repetition succeeds',
    test: `${RELIABILITY}/connections-cut.test.ts > orders whose connections are cut in the middle of a query are refused, and placed when they are repeated`,
  },
  {
    danger: 'A commit that went through and was never confirmed',
    answer: '503; the repetition gets the stored answer',
    test: `${RELIABILITY}/connections-cut.test.ts > an order whose commit went through and was never confirmed is answered again, not placed again`,
  },
  {
    danger: 'All connections taken',
    answer: '503 with Retry-After; served when one is free',
    test: `${RELIABILITY}/scarce-connections.test.ts > while all connections are taken a request is told when to come back, and is served when one is free`,
  },
  {
    danger: 'A refusal that keeps its connection',
    answer: 'a process with one connection goes on after each kind of refusal',
    test: `${RELIABILITY}/scarce-connections.test.ts > no way to be refused keeps a connection: a process with one alone goes on answering`,
  },
  {
    danger: 'A statement that takes too long',
    answer: 'it is cancelled: 503, and nothing is left of it',
    test: `${RELIABILITY}/slow-database.test.ts > a statement that runs too long is cancelled: the order is refused, nothing is left of it, and the next try succeeds`,
  },
  {
    danger: 'Postgres far away',
    answer: 'slower, or 503; nobody twice',
    test: `${RELIABILITY}/slow-database.test.ts > with Postgres far away everybody is served, slower, or told to come back; nobody is served twice`,
  },
  {
    danger: 'A line that swallows everything',
    answer: '503 once the longest statement would be over; the dead connection is dropped',
    test: `${RELIABILITY}/slow-database.test.ts > a database that swallows what it is sent does not hang the shop: it answers 503, and serves when it is back`,
  },
  {
    danger: 'Disk full',
    answer: '503 for what writes, reads are served; with room again all is placed',
    test: `${RELIABILITY}/disk-full.test.ts > on a full disk orders are refused and lists are served; with room again the same orders are placed`,
  },
  {
    danger: 'Disk so full that Postgres gives up',
    answer: 'what was confirmed is there afterwards',
    test: `${RELIABILITY}/disk-full.test.ts > a disk so full that Postgres gives up loses no order that was confirmed, and places the rest later`,
  },
  {
    danger: 'A memory limit of 256 MB',
    answer: 'it answers every request of a burst and stays below',
    test: `${RELIABILITY}/memory-limit.test.ts > with 256 MB a process stands a burst of long lists and large bodies, and answers every request`,
  },
  {
    danger: 'A machine that speaks Turkish or Arabic',
    answer: 'codes, sums and times are as everywhere',
    test: `${RELIABILITY}/languages.test.ts > codes, sums and times are the same where the process speaks $LC_ALL`,
  },
  {
    danger: 'Coupons across the ends of summer time, months, leap years, 2038, 2100',
    answer: 'good from the first moment until the last',
    test: `${CALENDAR} > a coupon is good from its first moment until its last, $name`,
  },
  {
    danger: 'Reservations across them',
    answer: 'half an hour',
    test: `${CALENDAR} > goods are set aside for half an hour, no more and no less, $name`,
  },
  {
    danger: 'Stored answers across them',
    answer: '72 hours',
    test: `${CALENDAR} > an answer is kept for 72 hours, $name`,
  },
  {
    danger: 'Price histories across them',
    answer: 'no gap, no overlap',
    test: `${CALENDAR} > the history of a price has neither gaps nor overlaps, $name`,
  },
  {
    danger: 'Webhooks across them',
    answer: 'believed for five minutes',
    test: `${CALENDAR} > what the bank reports is believed when it comes at once, and not five minutes late, $name`,
  },
  {
    danger: 'Environment variables missing or malformed',
    answer: 'all are named at once, none is repeated; code 78',
    test: 'reliability/processes/environment.test.ts > a process that cannot use its environment says why and ends with code 78',
  },
  {
    danger: 'SIGTERM in the middle of a request',
    answer: 'it is finished, and the process ends with code 0',
    test: 'reliability/processes/shutdown.test.ts > a process told to stop finishes the running request, takes no other, and ends with code 0',
  },
  {
    danger: 'Connections, timers, listeners, servers or processes left behind',
    answer: 'after each file the suite counts them and names what is more',
    test: 'integration/system/leaks.in-process.test.ts > a timer, a listener, a server and a connection that somebody forgets are found, by name',
  },
];
