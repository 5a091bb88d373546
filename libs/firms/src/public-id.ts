import { randomBytes } from 'node:crypto';

/** Digits and capital letters without I, L, O and U (Crockford's base 32): nothing that reads like something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bodyLength = 7;

/**
 * A new public id: `K-`, seven random characters and a check character. Short enough for a van and a business card; 34 thousand
 * million of them.
 */
export function newPublicId(): string {
  const body = [...randomBytes(bodyLength)].map((byte) => alphabet[byte % 32]!).join('');

  return `K-${body}${checkCharacter(body)}`;
}

/**
 * Reads a public id as people write it: small letters, spaces and hyphens are welcome, `O` is read as 0, `I` and `L` as 1.
 *
 * @returns the id as it is stored, or undefined when it is none (too short, a wrong character, the check character does not fit)
 */
export function readPublicId(written: string): string | undefined {
  const plain = written.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const [, body, check] = /^K([0-9A-Z]{7})([0-9A-Z])$/.exec(plain) ?? [];
  if (!body || !check || !Array.from(body + check).every((character) => alphabet.includes(character))) return undefined;

  return checkCharacter(body) === check ? `K-${body}${check}` : undefined;
}

/**
 * Damm's check digit over the field of 32 elements, with the quasigroup `a ∗ b = 2a + b` (reduced by x⁵ + x² + 1). It finds every single
 * wrong character and every swap of neighbours (H. M. Damm, *Total anti-symmetrische Quasigruppen*, Marburg 2004), and here also
 * every swap over one place.
 */
function checkCharacter(body: string): string {
  let interim = 0;
  for (const character of body) interim = twice(interim) ^ alphabet.indexOf(character);

  return alphabet[twice(interim)]!;
}

function twice(element: number): number {
  const doubled = element << 1;

  return doubled > 31 ? doubled ^ 0b100101 : doubled;
}
