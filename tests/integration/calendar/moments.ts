type Moment = { readonly name: string; readonly timezone: string; readonly at: Date };

/** Moments at which somebody's calendar does what a program did not think of, each in a zone that it bites in. */
export const MOMENTS: readonly Moment[] = [
  // 02:00 is followed by 03:00.
  { name: 'as summer time begins', timezone: 'Europe/Berlin', at: new Date('2027-03-28T00:45:00Z') },
  // 02:45 in summer time; an hour later it is 02:45 again.
  {
    name: 'before the hour that comes twice',
    timezone: 'Europe/Berlin',
    at: new Date('2027-10-31T00:45:00Z'),
  },
  { name: 'in the hour that comes twice', timezone: 'Europe/Berlin', at: new Date('2027-10-31T01:10:00Z') },
  // 45 minutes off the full hour, and in the other half of the year.
  { name: 'as summer ends on Chatham', timezone: 'Pacific/Chatham', at: new Date('2027-04-03T13:45:00Z') },
  { name: 'on the last evening of January', timezone: 'Asia/Kolkata', at: new Date('2027-01-31T18:15:00Z') },
  {
    name: 'on the evening of a leap day',
    timezone: 'America/St_Johns',
    at: new Date('2028-03-01T03:15:00Z'),
  },
  { name: 'at the end of a year', timezone: 'Pacific/Kiritimati', at: new Date('2027-12-31T09:45:00Z') },
  // 2^31 seconds after 1970 are over at 03:14:08.
  { name: 'as seconds outgrow 31 bits', timezone: 'UTC', at: new Date('2038-01-19T03:00:00Z') },
  // 1900 and 2100 are no leap years, 2000 was one.
  { name: 'at the end of February 2100', timezone: 'UTC', at: new Date('2100-02-28T23:45:00Z') },
];
