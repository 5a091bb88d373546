import type { FirmFacts, LineUpFacts } from './facts.js';

/** A firm of which nothing is known but that it stands there. */
export const unknownFirm = (firmId: string, facts: Partial<FirmFacts> = {}): FirmFacts => ({
  firmId,
  roles: ['PARTNER'],
  shareBasisPoints: null,
  form: null,
  size: null,
  grade: null,
  registers: null,
  otherBids: null,
  ableAlone: null,
  lendsFor: null,
  statements: {},
  ...facts,
});

/** A line-up of which nothing is known but its firms. */
export const unknownLineUp = (firms: readonly FirmFacts[], facts: Partial<LineUpFacts> = {}): LineUpFacts => ({
  firms,
  moment: 'PLANNING',
  today: '2026-05-04',
  liability: null,
  representativeFirmId: null,
  agreementSigned: null,
  value: null,
  statements: {},
  otherOffers: null,
  firstAwardOn: null,
  replacement: null,
  ...facts,
});
