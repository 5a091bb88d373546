import type { Both, FactKey, Money } from './shapes.js';

export interface DemoMeasure {
  cpv?: string[];
  factKey?: FactKey;
  label?: string;
  scheme?: string;
  declaration?: string;
  capacity?: 'PERSON_WEEKS' | 'MONEY';
}

export interface DemoThreshold {
  value: string;
  unit?: string;
  currency?: string;
}

export interface DemoRequirement {
  key: string;
  title: string;
  kind: string;
  mode: 'EACH' | 'ANY_ONE' | 'LEAD' | 'SUM' | 'MAX_PER_CLASS' | 'UNION' | 'PERFORMER' | 'CAPACITY' | 'GROUP';
  measure: DemoMeasure;
  threshold?: DemoThreshold;
  /** MAX_PER_CLASS: the classes, each with what is asked of it. */
  parts?: { name: string; measure: DemoMeasure; threshold: DemoThreshold }[];
  floorPerMember?: string;
  floorLead?: string;
  essential: boolean;
  proof: 'DECLARATION' | 'DOCUMENT';
  when: 'WITH_BID' | 'BEFORE_AWARD';
  /** CAPACITY: the first day of the work; days from the first start. */
  neededFromDays?: number;
  /** Days from the first start. */
  neededUntilDays?: number;
  source: string;
}

export interface DemoLot {
  key: string;
  title: string;
  description: string;
  cpv: string;
  estimatedValue: Money & { shown: 'EXACT' | 'RANGE' | 'HIDDEN' };
  /** Units by UN/CEFACT Recommendation 20. */
  items: { description: string; quantity: string; unitCode: string }[];
  requirements: DemoRequirement[];
  /** Weights are per cent and total 100. */
  criteria: { title: string; kind: string; weight: number }[];
}

export interface DemoBid {
  by: { firm: string } | { alliance: string };
  lot: string;
  submittedAt: number;
  /** Σ quantity × unit price of its lines. */
  total: string;
  currency: string;
  /** `item` counts the lot's items from 0. */
  lines: { item: number; unitPrice: string }[];
  technicalAnswer: string;
  /** 0 to 100, by each evaluator alone; PRICE is computed. */
  scores: { criterion: string; evaluator: string; score: number }[];
  outcome?: 'WON' | 'LOST';
  reason?: string;
}

export interface DemoTimes {
  publishedAt?: number;
  questionsUntil?: number;
  closesAt?: number;
  openedAt?: number;
  awardedAt?: number;
  standstillDays?: number;
  signedAt?: number;
  completedAt?: number;
  cancelledAt?: number;
  unsuccessfulAt?: number;
}

/** A tender as it reads today, its addenda already applied. Its texts are in its own language. */
export interface DemoTender {
  key: string;
  /** What the times below amount to. */
  phase: string;
  buyer: string;
  procedure: 'QUOTE' | 'SEALED';
  /** Left out: `private`. */
  pack?: 'private' | 'eu-2014-24';
  visibility: 'PUBLIC' | 'INVITED';
  invited?: string[];
  language: 'en' | 'id';
  title: string;
  description: string;
  legalGround?: string;
  town: string;
  tenderers: 'FIRMS' | 'ALLIANCES' | 'BOTH';
  cpv: string;
  estimatedValue: Money & { shown: 'EXACT' | 'RANGE' | 'HIDDEN' };
  priceTerms: { currency: string; vat: 'NET'; validityDays: number; bidLanguages: string[] };
  times: DemoTimes;
  cancelReason?: string;
  unsuccessfulReason?: string;
  evaluators: string[];
  lots: DemoLot[];
  questions: { asker: string; text: string; answer?: string; askedAt: number; answeredAt?: number }[];
  /** `path` leads into this file; `from` stood there before, `to` stands (in) there now. */
  addenda: {
    kind: 'MATERIAL' | 'CLERICAL';
    at: number;
    note: string;
    changes: { path: string; from: string; to: string }[];
  }[];
  bids: DemoBid[];
}

export interface DemoMember {
  firm: string;
  roles: ('LEAD' | 'PARTNER' | 'RELIED_UPON' | 'SUBCONTRACTOR')[];
  shareBasisPoints: number;
  /** Keys of the lot's requirements it is the helper firm for. */
  reliedUponFor?: string[];
  state: 'INVITED' | 'CONSENTED' | 'DECLINED' | 'LEFT';
  respondedAt?: number;
  note?: string;
}

/** A piece of the work, who does it, and the keys of the requirements it gives proof for. */
export interface DemoPackage {
  name: string;
  performer: string;
  provesFor: string[];
}

export interface DemoAlliance {
  key: string;
  /** In one word where it stands, for people who read this file. */
  state: string;
  kind: 'PROJECT' | 'STANDING';
  name: string;
  language: 'en' | 'id';
  tender?: string;
  formPack: 'plain' | 'id-kso';
  proposer: string;
  proposedAt: number;
  /** When every partner had signed the agreement. */
  agreementSignedAt?: number;
  dissolvedAt?: number;
  dissolveReason?: string;
  /** What a standing alliance sells together. */
  offer?: Both;
  /** `lot` is null in a standing alliance. */
  lineUps: { lot: string | null; members: DemoMember[]; packages?: DemoPackage[] }[];
  terms: {
    liability: 'JOINT_AND_SEVERAL' | 'SEVERAL';
    representative: string;
    /** What the group says of itself, for rules of its form pack. */
    statements?: string[];
    text: string;
  };
}
