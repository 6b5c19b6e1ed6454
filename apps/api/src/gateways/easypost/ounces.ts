const GRAMS_PER_OUNCE = 28.349523125;

/** EasyPost weighs in ounces with one decimal. Rounded up: a parcel declared too light is surcharged. */
export const ouncesOf = (weightGrams: number): number => Math.ceil((weightGrams * 10) / GRAMS_PER_OUNCE) / 10;
