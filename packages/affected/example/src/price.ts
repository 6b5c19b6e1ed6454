import rates from './rates.json' with { type: 'json' };

const HUNDRED = 100;

export function gross(net: number, country: keyof typeof rates): number {
  return Math.round((net * (HUNDRED + rateOf(country))) / HUNDRED);
}

export function reduced(net: number, percent: number): number {
  return Math.round((net * (HUNDRED - percent)) / HUNDRED);
}

const rateOf = (country: keyof typeof rates): number => rates[country];
