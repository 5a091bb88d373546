/** The first two digits of an amount, the rest zeros, to the nearer: enough to know its size, too little to look it up. */
export function roundedMinor(minor: bigint | null): bigint | null {
  if (minor === null) return null;
  const step = 10n ** BigInt(Math.max(minor.toString().length - 2, 0));

  return ((minor + step / 2n) / step) * step;
}
