import { Field, Int, ObjectType } from '@nestjs/graphql';
import {
  PublishedAwardType,
  PublishedBidType,
  PublishedConditionType,
  PublishedContractType,
  PublishedCriterionType,
  PublishedRequirementType,
  PublishedStatisticType,
  PublishedSumType,
} from './notice-course.graphql.js';
import {
  PublishedClassType,
  PublishedDocumentType,
  PublishedItemType,
  PublishedLotType,
  PublishedMoneyType,
  PublishedMomentType,
  PublishedPartyType,
  PublishedPeriodType,
  Words,
} from './notice-parts.graphql.js';

const Sum = (description: string): PropertyDecorator =>
  Field(() => PublishedMoneyType, { nullable: true, description });
const Span = (description: string): PropertyDecorator =>
  Field(() => PublishedPeriodType, { nullable: true, description });

@ObjectType('PublishedNotice', {
  description:
    'All that a notice published elsewhere says, in its own words and exact: also what the fields of a tender have no place for. Contact persons are left out.',
})
export class PublishedNoticeType {
  @Words('Open Contracting ID: what all releases of one process share.')
  ocid: string | null;

  @Words('What the publisher calls this release.')
  releaseId: string | null;

  @Field(() => PublishedMomentType, { nullable: true, description: 'When it was published.' })
  date: PublishedMomentType | null;

  @Field(() => [String], { description: 'What it tells of: `tender`, `award`, … (OCDS release tags).' })
  tags: string[];

  @Words('Language it is written in, as the publisher writes it.')
  language: string | null;

  @Words('The portal or office it came from.')
  publisher: string | null;

  @Words('The licence it was published under, where it is said.')
  license: string | null;

  @Field(() => PublishedPartyType, { nullable: true, description: 'Who buys.' })
  buyer: PublishedPartyType | null;

  @Field(() => PublishedPartyType, {
    nullable: true,
    description: 'Who runs the procedure, when that is somebody else.',
  })
  procuringEntity: PublishedPartyType | null;

  @Words('The publisher’s number for the tender.')
  tenderId: string | null;

  @Words('What is wanted, in one line.')
  title: string | null;

  @Field(() => Boolean, {
    description: 'Whether the notice had no title and this one was made from what else it says.',
  })
  titleIsDerived: boolean;

  @Words('The job, in the buyer’s words.')
  description: string | null;

  @Field(() => Boolean, { description: 'Whether it announces a tender that is still to come.' })
  isPlanned: boolean;

  @Words('Where it stands, in the publisher’s word.')
  status: string | null;

  @Words('How bids are asked for: `open`, `selective`, `limited`, `direct`.')
  procurementMethod: string | null;

  @Words('The same in the publisher’s words.')
  procurementMethodDetails: string | null;

  @Words('`goods`, `works` or `services`.')
  mainProcurementCategory: string | null;

  @Sum('What the buyer expects it to cost.')
  value: PublishedMoneyType | null;

  @Sum('What it costs at least.')
  minValue: PublishedMoneyType | null;

  @Sum('What was set aside for it.')
  budget: PublishedMoneyType | null;

  @Field(() => [PublishedClassType], { description: 'Codes of the whole, the main one first.' })
  classifications: PublishedClassType[];

  @Span('When questions may be asked.')
  enquiryPeriod: PublishedPeriodType | null;

  @Span('When bids are taken; its end is the deadline.')
  tenderPeriod: PublishedPeriodType | null;

  @Span('When the work is to be done.')
  contractPeriod: PublishedPeriodType | null;

  @Field(() => PublishedMomentType, { nullable: true, description: 'When bids are opened.' })
  openingAt: PublishedMomentType | null;

  @Field(() => [PublishedLotType], { description: 'Its parts.' })
  lots: PublishedLotType[];

  @Field(() => [PublishedItemType], { description: 'What and how much, line by line.' })
  items: PublishedItemType[];

  @Field(() => [PublishedDocumentType], { description: 'Papers that lie where it was published.' })
  documents: PublishedDocumentType[];

  @Field(() => [PublishedRequirementType], { description: 'What a tenderer must have, where it is told as data.' })
  requirements: PublishedRequirementType[];

  @Field(() => [PublishedConditionType], { description: 'What a tenderer must have, where it is told as text.' })
  conditions: PublishedConditionType[];

  @Field(() => [PublishedCriterionType], { description: 'What bids are scored on.' })
  criteria: PublishedCriterionType[];

  @Field(() => [PublishedPartyType], { description: 'Who took part, where that is told apart from the bids.' })
  tenderers: PublishedPartyType[];

  @Field(() => [PublishedAwardType], { description: 'What was decided.' })
  awards: PublishedAwardType[];

  @Field(() => [PublishedContractType], { description: 'What was signed.' })
  contracts: PublishedContractType[];

  @Field(() => [PublishedBidType], { description: 'The bids, where the publisher shows them.' })
  bids: PublishedBidType[];

  @Field(() => [PublishedStatisticType], { description: 'Figures about the bids.' })
  bidStatistics: PublishedStatisticType[];

  @Field(() => [PublishedSumType], { description: 'Every other sum of money, with the place it stands at.' })
  furtherValues: PublishedSumType[];
}

@ObjectType('NoticeFinding', { description: 'Something about a release that its reader should know.' })
export class NoticeFindingType {
  @Field(() => String, {
    description: '`MISSING`, `STRANGE`, `DROPPED` (left out on purpose) or `DERIVED` (made from something else).',
  })
  kind: string;

  @Field(() => String, { description: 'What it is, as a sentence in the reader’s language.' })
  message: string;

  @Field(() => String, { description: 'Where in the release it was first seen.' })
  path: string;

  @Field(() => Int, { description: 'In how many places.' })
  times: number;
}

@ObjectType('ImportedRelease', { description: 'One thing a publisher told of a process, as it was read here.' })
export class ImportedReleaseType {
  @Field(() => String, { description: 'Digest of what it says (SHA-256): the same release is kept once.' })
  digest: string;

  @Field(() => Date, { description: 'When it was read here.' })
  importedAt: Date;

  @Field(() => PublishedNoticeType, { description: 'All that this one release says.' })
  notice: PublishedNoticeType;
}
