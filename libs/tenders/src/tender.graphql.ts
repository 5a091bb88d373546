import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Money, resultOf } from '#libs/platform';
import {
  AudienceEnum,
  DisclosureEnum,
  EnvelopeEnum,
  EstimateDisplayEnum,
  ProcedureEnum,
  ShortfallEnum,
  TendererKindEnum,
  VisibilityEnum,
} from './enums.graphql.js';
import type { Audience, Disclosure, Envelope, Procedure, Shortfall } from './procedure.js';
import type { EstimateDisplay, TendererKind, Visibility } from './tender.entity.js';
import {
  AlreadyPublished,
  ClosingMissing,
  ClosingNotAhead,
  CpvUnknown,
  CriteriaNotWhole,
  LegalGroundMissing,
  MeasureUnclear,
  PackForbids,
  ProcedureNotOffered,
  QuestionsEndTooLate,
  RequirementMisfit,
  SealingUnavailable,
  TenderNotOpen,
  VerificationNeeded,
} from './tender.refusals.js';

@ObjectType('TenderPlace', { description: 'Where the work is done or delivered.' })
export class TenderPlaceType {
  @Field(() => String, { nullable: true, description: 'Town or village; null where an external notice gives none.' })
  town: string | null;

  @Field(() => String, { nullable: true, description: 'Province, county or state.' })
  region: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 3166-1 code in two capital letters.' })
  country: string | null;

  @Field(() => Float, { nullable: true, description: 'Degrees north (WGS 84).' })
  latitude: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east (WGS 84).' })
  longitude: number | null;
}

@ObjectType('Estimate', {
  description: 'What the buyer expects it to cost, as far as the buyer shows it. Its delegates always see the amount.',
})
export class EstimateType {
  @Field(() => Money, { nullable: true, description: 'The amount, where it is shown as it is.' })
  exact: Money | null;

  @Field(() => Money, { description: 'It is at least this round amount (1, 2 or 5 times a power of ten).' })
  from: Money;

  @Field(() => Money, { description: 'It is at most this round amount.' })
  to: Money;
}

@ObjectType('PriceTerms', { description: 'How prices are made. Net prices are compared.' })
export class PriceTermsType {
  @Field(() => String, { description: 'ISO 4217 code of the one currency bids are made in.' })
  currency: string;

  @Field(() => Int, { description: 'Days a bid binds, from the closing.' })
  validityDays: number;

  @Field(() => [String], { description: 'Languages bids may be written in (BCP 47).' })
  bidLanguages: string[];

  @Field(() => Boolean, { description: 'Whether optional items count in the comparison.' })
  optionsAreScored: boolean;
}

@ObjectType('TenderRules', { description: 'The rules of the game of one tender.' })
export class TenderRulesType {
  @Field(() => [EnvelopeEnum], {
    description: 'Locked parts of a bid in the order of opening; empty where none is locked.',
  })
  envelopes: Envelope[];

  @Field(() => Boolean, { description: 'Whether the buyer may talk a bid over and take one best and final.' })
  negotiable: boolean;

  @Field(() => Int, { description: 'The fewest bids the buyer wants.' })
  minimumBids: number;

  @Field(() => ShortfallEnum, { description: 'What follows when fewer came.' })
  whenFewer: Shortfall;

  @Field(() => Int, { description: 'Days by which the deadline moves under EXTEND.' })
  extensionDays: number;

  @Field(() => Boolean, { description: 'Whether a bid may offer another solution than the one described.' })
  variants: boolean;

  @Field(() => Boolean, { description: 'Whether a bid may leave out items.' })
  partialBids: boolean;

  @Field(() => Int, { nullable: true, description: 'The most lots one tenderer can be awarded; null for no limit.' })
  maxLotsAwarded: number | null;

  @Field(() => Boolean, { description: 'Whether a firm can be lead or partner of only one submitted bid per lot.' })
  exclusiveMembership: boolean;

  @Field(() => Int, { description: 'Days between award and signature in which the decision can be questioned.' })
  standstillDays: number;

  @Field(() => Boolean, { description: 'Whether several bids of one lot can be awarded.' })
  multiAward: boolean;

  @Field(() => DisclosureEnum, { description: 'What the opening shows of the other bids.' })
  openingShows: Disclosure;

  @Field(() => AudienceEnum, { description: 'To whom the opening shows it.' })
  openingShownTo: Audience;

  @Field(() => DisclosureEnum, { description: 'What the award shows of the other bids.' })
  awardShows: Disclosure;

  @Field(() => AudienceEnum, { description: 'To whom the award shows it.' })
  awardShownTo: Audience;

  @Field(() => Boolean, {
    description: 'Whether groups must have signed their agreement when they bid, so before the award.',
  })
  agreementBeforeAward: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'The most that subcontractors may do, in basis points: 3000 are 30 %; null for no cap.',
  })
  subcontractCapBasisPoints: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The least the lead of a group must do itself, in basis points; null where it is free.',
  })
  leadMinimumShareBasisPoints: number | null;
}

@ObjectType('OriginLegalId', { description: 'A number the buyer of an external notice is known by.' })
export class OriginLegalIdType {
  @Field(() => String, { description: 'The register, as the publisher names it.' })
  scheme: string;

  @Field(() => String, { description: 'The number in that register.' })
  number: string;
}

@ObjectType('Origin', {
  description: 'Where an external notice was published. Kongsi takes no bid for it: bid where it was published.',
})
export class OriginType {
  @Field(() => String, { description: 'The portal or publisher it was read from.' })
  source: string;

  @Field(() => String, { description: 'Its Open Contracting ID, or the publisher’s own number.' })
  ocid: string;

  @Field(() => String, { nullable: true, description: 'Address of the notice there.' })
  link: string | null;

  @Field(() => String, { nullable: true, description: 'Who buys, in the notice’s words.' })
  buyerName: string | null;

  @Field(() => [OriginLegalIdType], { description: 'Numbers the buyer is known by there.' })
  buyerLegalIds: OriginLegalIdType[];

  @Field(() => Date, { description: 'When it was last read.' })
  readAt: string;
}

@ObjectType('ClosingShift', { description: 'One reason why bids are taken longer than published.' })
export class ClosingShiftType {
  @Field(() => String, {
    description:
      '`UNANSWERED_QUESTION`: one asked in time had no answer 24 hours before. `OUTAGE`: this Kongsi was not reachable in the last two hours.',
  })
  cause: string;

  @Field(() => Date, { description: 'The closing without this shift.' })
  from: Date;

  @Field(() => Date, { description: 'When bids stop being taken because of it.' })
  until: Date;
}

@ObjectType('Closing', { description: 'When bids stop being taken: this moment decides, not the published one.' })
export class ClosingType {
  @Field(() => Date, { description: 'The moment, all reasons taken.' })
  at: Date;

  @Field(() => [ClosingShiftType], { description: 'Why it differs from the published moment; usually empty.' })
  shifts: ClosingShiftType[];
}

@ObjectType('Tender', {
  description:
    'A call for bids, published here by a firm, or an external notice that is only read here (it has an origin).',
})
export class TenderType {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field(() => ProcedureEnum, { description: 'How bids are asked for.' })
  procedure: Procedure;

  @Field(() => VisibilityEnum, { description: 'Who may see it once published.' })
  visibility: Visibility;

  @Field(() => TendererKindEnum, { description: 'Who may bid.' })
  tenderers: TendererKind;

  @Field(() => String, { description: 'Language the notice is written in (BCP 47).' })
  language: string;

  @Field(() => String, { description: 'What is wanted, in one line.' })
  title: string;

  @Field(() => String, { description: 'The job in plain words.' })
  description: string;

  @Field(() => String, { nullable: true, description: 'Main CPV code, 8 digits.' })
  cpv: string | null;

  @Field(() => EstimateDisplayEnum, { description: 'How much of the estimate the buyer shows.' })
  estimateShown: EstimateDisplay;

  @Field(() => PriceTermsType, { description: 'Currency, validity and languages of the bids.' })
  priceTerms: PriceTermsType;

  @Field(() => TenderRulesType, { name: 'rules', description: 'Further rules of the game.' })
  flags: TenderRulesType;

  @Field(() => String, {
    nullable: true,
    description: 'The law a public body buys under. Kongsi replaces no portal that a law prescribes.',
  })
  legalGround: string | null;

  @Field(() => String, { description: 'IANA zone its deadlines are spoken in.' })
  timeZone: string;

  @Field(() => Date, { nullable: true, description: 'Until when questions may be asked.' })
  questionsUntil: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'The closing as published or last moved by the buyer. What counts is `closing`.',
  })
  closesAt: Date | null;

  @Field(() => Date, { description: 'When the draft was begun, or the external notice first read.' })
  createdAt: Date;

  @Field(() => Date, { description: 'When the buyer last changed it.' })
  changedAt: Date;

  @Field(() => Date, { nullable: true, description: 'Since when it is published; null for a draft.' })
  publishedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was called off.' })
  cancelledAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was called off.' })
  cancelReason: string | null;

  @Field(() => OriginType, { nullable: true, description: 'Set for an external notice; Kongsi takes no bid for it.' })
  origin: OriginType | null;
}

const writing = [MeasureUnclear, QuestionsEndTooLate];
/** What can keep a notice from being published; an addendum meets the same. */
export const publishingRefusals = [
  ProcedureNotOffered,
  ClosingMissing,
  ClosingNotAhead,
  VerificationNeeded,
  LegalGroundMissing,
  CpvUnknown,
  CriteriaNotWhole,
  RequirementMisfit,
  PackForbids,
  SealingUnavailable,
];
export const DraftTenderResult = resultOf('DraftTenderResult', TenderType, writing);
export const ReviseTenderResult = resultOf('ReviseTenderResult', TenderType, [...writing, AlreadyPublished]);
export const DiscardTenderResult = resultOf('DiscardTenderResult', TenderType, [AlreadyPublished]);
export const PublishTenderResult = resultOf('PublishTenderResult', TenderType, [
  AlreadyPublished,
  ...publishingRefusals,
]);
export const CancelTenderResult = resultOf('CancelTenderResult', TenderType, [TenderNotOpen]);
