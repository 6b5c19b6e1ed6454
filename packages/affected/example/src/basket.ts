import { gross } from './price.ts';

export class Basket {
  readonly #prices: number[] = [];

  add(net: number): void {
    if (net < 0) throw new RangeError('A price is not negative.');
    this.#prices.push(net);
  }

  total(): number {
    return this.#prices.reduce((sum, net) => sum + gross(net, 'DE'), 0);
  }
}
