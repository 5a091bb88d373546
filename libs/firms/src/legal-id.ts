/** A number under which a register knows a firm. */
export interface LegalId {
  /** `NIB`, `NPWP`, `EU_VAT`, `LEI`, or a register of org-id.guide such as `IE-CRO`. */
  scheme: string;
  /** As stored: capitals, without spaces and punctuation. */
  number: string;
}

/** Why a legal id was not taken. */
export type LegalIdProblem = 'UNKNOWN_SCHEME' | 'WRONG_FORM' | 'WRONG_CHECK_DIGITS';

/**
 * VAT numbers without their country letters (European Commission, VIES, "structure of the VAT numbers"). `EL` is Greece, `XI` Northern
 * Ireland.
 */
const vatForms: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9+*]{10}\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
};

/**
 * Reads a legal id as written on a paper and checks its form; whether it is the firm's own is for the operator to verify.
 *
 * Forms: NIB 13 digits (PP 5/2021), NPWP 15 digits or since 2024 the 16 digits of a national identity (PMK 112/2022), EU VAT by country
 * (VIES), LEI 18 characters and two check digits (ISO 17442, ISO 7064 MOD 97-10); a register named as org-id.guide does
 * (`IE-CRO`) takes what it is given.
 */
export function readLegalId(scheme: string, written: string): LegalId | LegalIdProblem {
  const number = written.toUpperCase().replaceAll(/[\s.\-/]/g, '');
  const kept = { scheme, number };
  if (scheme === 'NIB') return /^\d{13}$/.test(number) ? kept : 'WRONG_FORM';
  if (scheme === 'NPWP') return /^\d{15,16}$/.test(number) ? kept : 'WRONG_FORM';
  if (scheme === 'EU_VAT') return vatForms[number.slice(0, 2)]?.test(number.slice(2)) ? kept : 'WRONG_FORM';
  if (scheme === 'LEI') return readLei(kept);
  if (!/^[A-Z]{2}-[A-Z0-9]{2,20}$/.test(scheme)) return 'UNKNOWN_SCHEME';

  return /^[A-Z0-9+*]{2,40}$/.test(number) ? kept : 'WRONG_FORM';
}

function readLei(lei: LegalId): LegalId | LegalIdProblem {
  if (!/^[A-Z0-9]{18}\d{2}$/.test(lei.number)) return 'WRONG_FORM';
  const digits = Array.from(lei.number, (character) => Number.parseInt(character, 36)).join('');

  return BigInt(digits) % 97n === 1n ? lei : 'WRONG_CHECK_DIGITS';
}
