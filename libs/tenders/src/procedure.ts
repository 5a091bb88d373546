/** How bids are asked for. `TWO_STAGE` and `CALL_OFF` are the same machine with other flags; their screens come later. */
export const procedures = ['QUOTE', 'SEALED', 'TWO_STAGE', 'CALL_OFF'] as const;
export type Procedure = (typeof procedures)[number];

/** A part of a bid that is opened on its own. A plain sealed bid has the one envelope `BID`. */
export const envelopes = ['BID', 'QUALIFICATION', 'TECHNICAL', 'PRICE'] as const;
export type Envelope = (typeof envelopes)[number];

/** What the opening and the award show, beyond the number of bids and one's own. */
export const disclosures = ['COUNT_AND_OWN', 'NAMES', 'NAMES_AND_TOTALS'] as const;
export type Disclosure = (typeof disclosures)[number];

export const audiences = ['TENDERERS', 'EVERYONE'] as const;
export type Audience = (typeof audiences)[number];

/** What follows when fewer bids came than the minimum. */
export const shortfalls = ['CONTINUE', 'EXTEND', 'END'] as const;
export type Shortfall = (typeof shortfalls)[number];

/** The notice's rules of the game. Defaults come from the procedure and the pack; the buyer may set each. */
export interface Flags {
  /** In the order they are opened; empty where bids are readable on arrival. */
  envelopes: Envelope[];
  negotiable: boolean;
  minimumBids: number;
  whenFewer: Shortfall;
  /** Days by which the deadline moves under `EXTEND`. */
  extensionDays: number;
  variants: boolean;
  partialBids: boolean;
  /** The most lots one tenderer may be awarded; null for no limit. */
  maxLotsAwarded: number | null;
  /** A firm is lead or partner of one submitted bid per lot. */
  exclusiveMembership: boolean;
  standstillDays: number;
  multiAward: boolean;
  openingShows: Disclosure;
  openingShownTo: Audience;
  awardShows: Disclosure;
  awardShownTo: Audience;
  /** Groups must have signed their agreement when they bid, so before the award. */
  agreementBeforeAward: boolean;
  /** The most that subcontractors may do, in basis points of the value; null for no cap. */
  subcontractCapBasisPoints: number | null;
  /** The least the lead of a group must do itself, in basis points of the value; null where it is free. */
  leadMinimumShareBasisPoints: number | null;
}

const open: Flags = {
  envelopes: [],
  negotiable: true,
  minimumBids: 1,
  whenFewer: 'CONTINUE',
  extensionDays: 7,
  variants: false,
  partialBids: false,
  maxLotsAwarded: null,
  exclusiveMembership: true,
  standstillDays: 0,
  multiAward: false,
  openingShows: 'COUNT_AND_OWN',
  openingShownTo: 'TENDERERS',
  awardShows: 'COUNT_AND_OWN',
  awardShownTo: 'TENDERERS',
  agreementBeforeAward: false,
  subcontractCapBasisPoints: null,
  leadMinimumShareBasisPoints: null,
};

const defaults: Record<Procedure, Flags> = {
  QUOTE: open,
  SEALED: { ...open, envelopes: ['BID'], negotiable: false, standstillDays: 3 },
  TWO_STAGE: { ...open, envelopes: ['TECHNICAL', 'PRICE'], negotiable: false, standstillDays: 3 },
  CALL_OFF: { ...open, negotiable: false },
};

/** The flags a procedure starts with, changed by what the buyer set. */
export function flagsFor(procedure: Procedure, set: Partial<Flags> = {}): Flags {
  const given = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined && value !== null));

  return { ...defaults[procedure], ...given };
}

/** Price terms of a tender. Net prices are compared; each firm states its VAT status in its bid. */
export interface PriceTerms {
  /** ISO 4217; the one currency bids are made in. */
  currency: string;
  /** How long a bid binds, from the closing. */
  validityDays: number;
  /** Languages bids may be written in. */
  bidLanguages: string[];
  optionsAreScored: boolean;
}
