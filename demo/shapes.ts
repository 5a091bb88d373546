/**
 * The shapes of the files in this folder. Things refer to each other by `key`. Amounts are decimal strings. Times of tenders and
 * alliances are hours, those of papers and projects are days, both counted from the first start; negative is before it.
 */

/** One text in both languages of the region. */
export interface Both {
  en: string;
  id: string;
}

export interface Money {
  amount: string;
  /** ISO 4217. */
  currency: string;
}

export interface Town {
  key: string;
  name: string;
  /** ISO 3166-1, two letters. */
  country: string;
  latitude: number;
  longitude: number;
}

/** What an operator replaces to run Kongsi for another region. */
export interface RegionFile {
  name: Both;
  tagline: Both;
  /** The currency amounts are shown in first, and the one of the twin; ISO 4217. */
  currency: string;
  secondaryCurrency: string;
  languages: string[];
  zones: { key: string; timeZone: string; label: string; countries: string[] }[];
  towns: Town[];
  /** Coast lines for the map: one ring of [longitude, latitude] per land, closed by itself. */
  outline: [number, number][][];
  /** Below it a joint bid takes three screens, in either currency. */
  smallJobLimit: Money;
  smallJobLimitSecondary: Money;
  retention: {
    tenderYearsFromAward: number;
    contractYears: number;
    taxYears: number;
    unansweredInvitationMonths: number;
    mailDays: number;
  };
  operator: { firm: string; name: string; email: string; phone: string; address: string[]; hours: Both };
  /** Markdown. A changed text needs a new version. */
  housePolicy: Both & { version: string };
}

export type Role = 'OWNER' | 'SIGNATORY' | 'BIDDER' | 'EDITOR' | 'VIEWER';

export interface DemoPerson {
  key: string;
  name: string;
  email: string;
  language: 'en' | 'id';
  timeZone: string;
  roles: { firm: string; roles: Role[] }[];
  operator?: true;
  /** Shown at the start as someone to sign in as, in this order. */
  demoSignIn?: { order: number; why: Both };
}

export type FactKey =
  'ANNUAL_TURNOVER' | 'STAFF' | 'YEARS_IN_BUSINESS' | 'LARGEST_CONTRACT' | 'EQUIPMENT' | 'INSURANCE_SUM' | 'GRADE';
export type Seen = 'PUBLIC' | 'FINDABLE' | 'PRIVATE';

export interface DemoFact {
  key: FactKey;
  value: string;
  currency?: string;
  unit?: string;
  /** The trade of the people counted. */
  cpv?: string;
  /** The kind of machine, or the grading. */
  label?: string;
  /** Calendar years as offsets from this year: -1 is last year. */
  periodFrom?: number;
  periodUntil?: number;
  visibility: Seen;
}

/** People, or work in hand in money, that a firm has free; days from the first start. */
export interface DemoCapacity {
  fromDays: number;
  untilDays: number;
  peoplePerWeek?: string;
  limit?: Money;
  visibility: Seen;
}

/** Work elsewhere that takes of it. */
export interface DemoOutsideWork {
  fromDays: number;
  untilDays: number;
  peoplePerWeek?: string;
  amount?: Money;
  words: string;
}

export interface DemoEvidence {
  key: string;
  kind: 'CERTIFICATE' | 'LICENCE' | 'INSURANCE' | 'REGISTRATION' | 'REFERENCE' | 'DECLARATION';
  scheme: string;
  title: Both;
  issuer: string;
  number: string;
  /** Days from the first start; `validUntilDays` is null for what does not end. */
  validFromDays: number;
  validUntilDays: number | null;
  state: 'DRAFT' | 'SUBMITTED' | 'VERIFIED' | 'REJECTED';
  /** Why it was rejected. */
  reason?: Both;
  /** What of the same firm it stands behind. */
  supports: { capability: string } | { fact: FactKey };
  visibility: Seen;
}

export interface DemoFirm {
  key: string;
  kind: 'BUSINESS' | 'SOLE_TRADER' | 'PUBLIC_BODY' | 'ASSOCIATION';
  name: string;
  tagline: Both;
  story: Both;
  foundedYear: number;
  size: 'MICRO' | 'SMALL' | 'MEDIUM' | 'LARGE';
  staff: number;
  town: string;
  addressLines: string[];
  country: string;
  latitude: number;
  longitude: number;
  legalIds: { scheme: string; number: string }[];
  /** CPV divisions. */
  sectors: string[];
  timeZone: string;
  email: string;
  vatStatus: 'REGISTERED' | 'NOT_REGISTERED';
  website: string;
  phone: string;
  verified: boolean;
  capabilities: {
    cpv: string;
    level: 'BASIC' | 'SKILLED' | 'SPECIALIST';
    note: Both;
    /** Around its seat, or in these towns. */
    area: { radiusKm: number } | { regions: string[] };
    visibility: Seen;
  }[];
  facts: DemoFact[];
  evidence: DemoEvidence[];
  capacity?: DemoCapacity[];
  outsideWork?: DemoOutsideWork[];
}

export interface DemoProject {
  key: string;
  title: Both;
  toldFreely: boolean;
  fromTender?: string;
  alliance?: string;
  town: string;
  period: { fromDays: number; untilDays: number };
  value: Money;
  state: 'PUBLIC' | 'WAITING' | 'DRAFT';
  /** A firm, or nobody named and only described. */
  client: { firm: string | null; unnamed?: Both; confirmed: boolean };
  story: Both;
  outcome: Both;
  partners: { firm: string; roles: string[]; shareBasisPoints: number; part: Both; confirmed: boolean }[];
  people: { person: string; what: Both; confirmed: boolean }[];
  pictures: { file: string; alt: Both }[];
}
