/** Why nothing definite is known; each has its sentence `firm.unknown.<code>` in the coverage catalogue. */
export const DoubtCode = {
  NOT_STATED: 'NOT_STATED',
  ASK_THE_FIRM: 'ASK_THE_FIRM',
  BROADER_CLAIM: 'BROADER_CLAIM',
  PART_STATED: 'PART_STATED',
  ANSWERED_PART: 'ANSWERED_PART',
  CONTRADICTORY: 'CONTRADICTORY',
  DOCUMENT_MISSING: 'DOCUMENT_MISSING',
  EXPIRED: 'EXPIRED',
  NOT_YET_VALID: 'NOT_YET_VALID',
  REJECTED: 'REJECTED',
  OTHER_CURRENCY: 'OTHER_CURRENCY',
  OTHER_UNIT: 'OTHER_UNIT',
  UNREADABLE: 'UNREADABLE',
  PERIOD_MISSING: 'PERIOD_MISSING',
  PERIOD_ENDED: 'PERIOD_ENDED',
  PERIOD_OPEN: 'PERIOD_OPEN',
  YEARS_MISSING: 'YEARS_MISSING',
  EXCLUSION_OPEN: 'EXCLUSION_OPEN',
} as const;
export type DoubtCode = (typeof DoubtCode)[keyof typeof DoubtCode];

export interface Doubt {
  readonly code: DoubtCode;
  /** The day it speaks of, where it speaks of one. */
  readonly on: string | null;
}
