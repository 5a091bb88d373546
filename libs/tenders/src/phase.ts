/** Where a tender or lot stands. Computed from facts and the clock; never stored. */
export const phases = [
  'DRAFT',
  'OPEN',
  'CLOSED',
  'EVALUATION',
  'AWARDED',
  'SIGNED',
  'COMPLETE',
  'CANCELLED',
  'UNSUCCESSFUL',
] as const;
export type Phase = (typeof phases)[number];

/** The times a lot's phase is computed from. */
export interface LotTimes {
  closedAt: Date | null;
  openedAt: Date | null;
  awardDecidedAt: Date | null;
  signedAt: Date | null;
  completedAt: Date | null;
  unsuccessfulAt: Date | null;
}

/** The times of the tender above it. `closing` is the effective one. */
export interface TenderTimes {
  publishedAt: Date | null;
  cancelledAt: Date | null;
  closing: Date | null;
}

/** The phase of one lot. Where bids are readable on arrival (no envelopes), evaluation begins with the closing. */
export function lotPhase(tender: TenderTimes, lot: LotTimes, isSealed: boolean, now: Date): Phase {
  if (tender.publishedAt === null) return 'DRAFT';
  if (tender.cancelledAt) return 'CANCELLED';
  if (lot.unsuccessfulAt) return 'UNSUCCESSFUL';
  if (lot.completedAt) return 'COMPLETE';
  if (lot.signedAt) return 'SIGNED';
  if (lot.awardDecidedAt) return 'AWARDED';
  if (lot.openedAt) return 'EVALUATION';
  const closed = lot.closedAt !== null || (tender.closing !== null && now >= tender.closing);
  if (!closed) return 'OPEN';

  return isSealed ? 'CLOSED' : 'EVALUATION';
}

const order: Record<Phase, number> = {
  DRAFT: 0,
  OPEN: 1,
  CLOSED: 2,
  EVALUATION: 3,
  AWARDED: 4,
  SIGNED: 5,
  COMPLETE: 6,
  UNSUCCESSFUL: 7,
  CANCELLED: 8,
};

/** The phase of a tender: that of its least advanced lot. */
export function tenderPhase(lots: readonly Phase[]): Phase {
  return lots.reduce((least, phase) => (order[phase] < order[least] ? phase : least), lots[0] ?? 'DRAFT');
}
