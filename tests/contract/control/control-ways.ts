import { connectFakesControl, type Fakes, type FakesControl } from '@topheavy/fakes';

/** The two ways to the control interface, which must not differ. */
export const controlWays: readonly { way: string; controlOf: (fakes: Fakes) => FakesControl }[] = [
  { way: 'in process', controlOf: ({ control }) => control },
  { way: 'over the control port', controlOf: ({ controlUrl }) => connectFakesControl(controlUrl) },
];
