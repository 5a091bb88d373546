import type { Money } from '#libs/platform';
import type { CriterionKind, Item, LotRequirement } from './lot-parts.entity.js';
import type { TenderDocument } from './tender-document.entity.js';
import type { Origin, Tender } from './tender.entity.js';

/** A line of an external notice; what the publisher left out is null. */
export type ExternalItem = Pick<
  Item,
  'originId' | 'description' | 'quantity' | 'unitCode' | 'unitName' | 'cpv' | 'classification'
>;

/** A requirement the publisher itself states in data. */
export type ExternalRequirement = Omit<
  LotRequirement,
  'id' | 'tenderId' | 'lotId' | 'number' | 'readByFirmId' | 'readOnPage' | 'readIsShared'
>;

/** A lot of an external notice, in its order. */
export interface ExternalLot {
  /** Its id there; without one it is known by its place. */
  originId: string | null;
  originStatus: string | null;
  title: string | null;
  description: string | null;
  cpv: string | null;
  estimate: Money | null;
  awardDecidedAt: Date | null;
  signedAt: Date | null;
  completedAt: Date | null;
  unsuccessfulAt: Date | null;
  unsuccessfulReason: string | null;
  items: ExternalItem[];
  requirements: ExternalRequirement[];
  criteria: { title: string; description: string | null; kind: CriterionKind; weight: number }[];
}

/** An external notice in the words of this library. */
export interface ExternalTender {
  origin: Omit<Origin, 'readAt'>;
  title: string;
  description: string;
  language: string;
  cpv: string | null;
  place: Pick<Tender, 'town' | 'region' | 'country' | 'latitude' | 'longitude'>;
  estimate: Money | null;
  timeZone: string;
  publishedAt: Date;
  questionsUntil: Date | null;
  closesAt: Date | null;
  cancelledAt: Date | null;
  cancelReason: string | null;
  /** At least one. */
  lots: ExternalLot[];
  documents: Pick<TenderDocument, 'link' | 'type' | 'title' | 'language'>[];
}
