/**
 * A notice from outside, in Kongsi's own neutral shape: what OCDS releases of any publisher amount to, and what Kongsi
 * writes as OCDS. Absent is null or an empty list, never an empty text. Ids are the publisher's, as text, and mean
 * something inside the notice only. Persons are not in it unless they were asked for.
 */
export interface ExternalNotice {
  /** The process all releases of a tender share; null when the publisher forgot it. */
  ocid: string | null;
  releaseId: string | null;
  date: Moment | null;
  /** What the release tells of: `tender`, `award`, … (OCDS release tags). */
  tags: string[];
  /** As written by the publisher: `en`, `HY`, `English`. */
  language: string | null;
  /** Who published, and under which licence, when the package says so. */
  publisher: string | null;
  license: string | null;
  buyer: Party | null;
  /** Who runs the procedure, when not the buyer. */
  procuringEntity: Party | null;
  tenderId: string | null;
  title: string | null;
  /** The release has no title of its own; this one was made from its description, items, classes or awards. */
  titleIsDerived: boolean;
  description: string | null;
  /** What the release tells of is planned, not yet called for. */
  isPlanned: boolean;
  /** The publisher's own word: `active`, `complete`, `Executarea contractului`. */
  status: string | null;
  procurementMethod: string | null;
  procurementMethodDetails: string | null;
  mainProcurementCategory: string | null;
  value: Money | null;
  minValue: Money | null;
  budget: Money | null;
  classifications: Classification[];
  /** When questions may be asked. */
  enquiryPeriod: Period | null;
  /** When bids may be sent: its end is the deadline. */
  tenderPeriod: Period | null;
  contractPeriod: Period | null;
  openingAt: Moment | null;
  lots: Lot[];
  items: Item[];
  documents: NoticeDocument[];
  /** What a tenderer must have, from the requirements extension. */
  requirements: Requirement[];
  /** Conditions for participation told as text. */
  conditions: Condition[];
  /** What a bid is scored on. */
  criteria: ScoredCriterion[];
  /** Who asked to take part or sent a bid, when told apart from the bids. */
  tenderers: GroupMember[];
  awards: Award[];
  contracts: Contract[];
  bids: Bid[];
  bidStatistics: BidStatistic[];
  /** Every other sum of money in the release, with the path it stood at. */
  furtherValues: { path: string; value: Money }[];
}

/** Money as published: an exact decimal text, never rounded, and its currency, in capitals. */
export interface Money {
  amount: string;
  currency: string | null;
}

/** A moment as published. */
export interface Moment {
  /** The instant, ISO 8601 in UTC. Where no zone was said, the time is taken as UTC. */
  at: string;
  /** Offset that was said (`-05:00`, `Z`), also by name; null: no zone was said. */
  zone: string | null;
  /** DAY: only a day was said, and `at` is its beginning. */
  precision: 'DAY' | 'TIME';
  original: string;
}

export interface Period {
  from: Moment | null;
  until: Moment | null;
  days: number | null;
}

/** A class in a scheme: CPV, UNSPSC, or a national one. */
export interface Classification {
  scheme: string | null;
  id: string | null;
  name: string | null;
}

export interface Party {
  ocdsId: string | null;
  name: string;
  legalIds: { scheme: string | null; number: string }[];
  address: Address | null;
  /** `micro`, `sme`, `large`, … when the publisher says so. */
  scale: string | null;
  contact: Contact | null;
}

export interface Address {
  street: string | null;
  town: string | null;
  region: string | null;
  postalCode: string | null;
  /** Code or name, as written. */
  country: string | null;
}

/** A person to ask: read only when asked for, and never shown in a demo. */
export interface Contact {
  name: string | null;
  email: string | null;
  telephone: string | null;
}

/** A firm in a bid or award; in a group, with its part of it. */
export interface GroupMember extends Party {
  /** `LEAD`, `PARTNER`, `RELIED_UPON`, `SUBCONTRACTOR`; only Kongsi's own releases say it. */
  roles: string[];
  /** Part of the contract value it performs, in basis points. */
  shareBasisPoints: number | null;
}

export interface Lot {
  ocdsId: string | null;
  title: string | null;
  description: string | null;
  status: string | null;
  value: Money | null;
  minValue: Money | null;
  tenderPeriod: Period | null;
  contractPeriod: Period | null;
  classifications: Classification[];
}

export interface Item {
  ocdsId: string | null;
  lot: string | null;
  description: string | null;
  /** Exact decimal text. */
  quantity: string | null;
  unit: Unit | null;
  classification: Classification | null;
  furtherClassifications: Classification[];
}

export interface Unit {
  scheme: string | null;
  code: string | null;
  name: string | null;
  /** Price of one unit (some publishers put the line's total here). */
  value: Money | null;
}

export interface NoticeDocument {
  ocdsId: string | null;
  type: string | null;
  title: string | null;
  url: string | null;
  format: string | null;
  language: string | null;
  publishedAt: Moment | null;
  lots: string[];
}

export interface Requirement {
  ocdsId: string | null;
  /** The heading it stands under (a `criterion` of the requirements extension). */
  heading: RequirementHeading;
  /** Requirements of one heading in different groups are alternatives. */
  group: string | null;
  title: string | null;
  description: string | null;
  dataType: string | null;
  expected: string | null;
  minimum: string | null;
  maximum: string | null;
  /** How a line-up meets it, and whether it must; only Kongsi's own releases say it. */
  mode: string | null;
  isEssential: boolean | null;
}

export interface RequirementHeading {
  ocdsId: string | null;
  title: string | null;
  description: string | null;
  source: string | null;
  relatesTo: string | null;
  /** The item it is about, when not the whole tender. */
  relatedItem: string | null;
  /** The lots it is about; none: all. */
  lots: string[];
}

export interface Condition {
  kind: string | null;
  text: string;
  minimum: string | null;
  lot: string | null;
}

export interface ScoredCriterion {
  lot: string | null;
  kind: string | null;
  name: string | null;
  description: string | null;
  /** Weight in percent, exact decimal text. */
  weight: string | null;
}

export interface Award {
  ocdsId: string | null;
  title: string | null;
  description: string | null;
  status: string | null;
  date: Moment | null;
  value: Money | null;
  lots: string[];
  bid: string | null;
  /** Why this bid, in words. */
  reason: string | null;
  suppliers: GroupMember[];
  /** How a group shows: a supplier whose NAME says consortium, or SEVERAL suppliers of one award. */
  group: 'NAME' | 'SEVERAL' | null;
  contractPeriod: Period | null;
  items: Item[];
  documents: NoticeDocument[];
}

export interface Contract {
  ocdsId: string | null;
  award: string | null;
  title: string | null;
  description: string | null;
  status: string | null;
  signedAt: Moment | null;
  period: Period | null;
  value: Money | null;
  items: Item[];
}

export interface Bid {
  ocdsId: string | null;
  date: Moment | null;
  status: string | null;
  value: Money | null;
  lots: string[];
  tenderers: GroupMember[];
}

export interface BidStatistic {
  ocdsId: string | null;
  measure: string | null;
  value: string | null;
  currency: string | null;
  lot: string | null;
}
