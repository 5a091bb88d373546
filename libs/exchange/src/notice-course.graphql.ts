import { Field, ObjectType } from '@nestjs/graphql';
import {
  PublishedDocumentType,
  PublishedItemType,
  PublishedMoneyType,
  PublishedMomentType,
  PublishedPartyType,
  PublishedPeriodType,
  Words,
} from './notice-parts.graphql.js';

@ObjectType('PublishedHeading', { description: 'What several requirements of a notice stand under.' })
export class PublishedHeadingType {
  @Words('What the notice calls it inside.')
  ocdsId: string | null;

  @Words('As the publisher worded it.')
  title: string | null;

  @Words('What is said below it.')
  description: string | null;

  @Words('Who is to show it: `tenderer`, `buyer`.')
  source: string | null;

  @Words('What it is asked of: `tenderer`, `item`.')
  relatesTo: string | null;

  @Words('The one line it is about, by the notice’s id.')
  relatedItem: string | null;

  @Field(() => [String], { description: 'Lots it is about, by the notice’s ids; empty: all.' })
  lots: string[];
}

@ObjectType('PublishedRequirement', { description: 'What a tenderer must have, as the notice states it in data.' })
export class PublishedRequirementType {
  @Words('What the notice calls it inside.')
  ocdsId: string | null;

  @Field(() => PublishedHeadingType, { description: 'The heading it stands under.' })
  heading: PublishedHeadingType;

  @Words('Requirements of one heading in different groups are alternatives; this is its group.')
  group: string | null;

  @Words('In one line.')
  title: string | null;

  @Words('In more words.')
  description: string | null;

  @Words('What an answer is: `boolean`, `number`.')
  dataType: string | null;

  @Words('The answer that meets it.')
  expected: string | null;

  @Words('The least that meets it.')
  minimum: string | null;

  @Words('The most that meets it.')
  maximum: string | null;

  @Words('How a group meets it together; told by notices of Kongsi alone.')
  mode: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a bid fails without it; told by notices of Kongsi alone.',
  })
  isEssential: boolean | null;
}

@ObjectType('PublishedCondition', { description: 'A condition for taking part, told as text.' })
export class PublishedConditionType {
  @Words('`economic`, `technical`, `suitability`, …')
  kind: string | null;

  @Field(() => String, { description: 'What is asked.' })
  text: string;

  @Words('The least that is asked, in the publisher’s words.')
  minimum: string | null;

  @Words('The lot it is about, by the notice’s id; null: all.')
  lot: string | null;
}

@ObjectType('PublishedCriterion', { description: 'What bids are scored on, as the notice tells it.' })
export class PublishedCriterionType {
  @Words('The lot it is about, by the notice’s id; null: the whole.')
  lot: string | null;

  @Words('`price`, `quality`, …')
  kind: string | null;

  @Words('What is scored, in one line.')
  name: string | null;

  @Words('How it is judged.')
  description: string | null;

  @Words('Its weight in percent, exact.')
  weight: string | null;
}

@ObjectType('PublishedAward', { description: 'A decision as the notice tells it.' })
export class PublishedAwardType {
  @Words('What the notice calls it inside.')
  ocdsId: string | null;

  @Words('What it is headed.')
  title: string | null;

  @Words('What was awarded.')
  description: string | null;

  @Words('Where it stands, in the publisher’s word.')
  status: string | null;

  @Field(() => PublishedMomentType, { nullable: true, description: 'When it was decided.' })
  date: PublishedMomentType | null;

  @Field(() => PublishedMoneyType, { nullable: true, description: 'For how much.' })
  value: PublishedMoneyType | null;

  @Field(() => [String], { description: 'Lots it is for, by the notice’s ids; empty: all.' })
  lots: string[];

  @Words('The bid it is for, by the notice’s id.')
  bid: string | null;

  @Words('Why this bid, in words.')
  reason: string | null;

  @Field(() => [PublishedPartyType], { description: 'Who won.' })
  suppliers: PublishedPartyType[];

  @Words(
    'How a group of firms shows: `NAME`, a supplier is called a consortium; `SEVERAL`, several won together; null: no group.',
  )
  group: string | null;

  @Field(() => PublishedPeriodType, { nullable: true, description: 'When the work is to be done.' })
  contractPeriod: PublishedPeriodType | null;

  @Field(() => [PublishedItemType], { description: 'What was awarded, line by line.' })
  items: PublishedItemType[];

  @Field(() => [PublishedDocumentType], { description: 'Papers of the decision.' })
  documents: PublishedDocumentType[];
}

@ObjectType('PublishedContract', { description: 'A contract as the notice tells it.' })
export class PublishedContractType {
  @Words('What the notice calls it inside.')
  ocdsId: string | null;

  @Words('The award it follows, by the notice’s id.')
  award: string | null;

  @Words('What it is headed.')
  title: string | null;

  @Words('What it is about.')
  description: string | null;

  @Words('Where it stands, in the publisher’s word.')
  status: string | null;

  @Field(() => PublishedMomentType, { nullable: true, description: 'When it was signed.' })
  signedAt: PublishedMomentType | null;

  @Field(() => PublishedPeriodType, { nullable: true, description: 'From when to when it runs.' })
  period: PublishedPeriodType | null;

  @Field(() => PublishedMoneyType, { nullable: true, description: 'For how much.' })
  value: PublishedMoneyType | null;

  @Field(() => [PublishedItemType], { description: 'What is delivered, line by line.' })
  items: PublishedItemType[];
}

@ObjectType('PublishedBid', { description: 'A bid as the publisher told of it after its opening.' })
export class PublishedBidType {
  @Words('What the notice calls it inside.')
  ocdsId: string | null;

  @Field(() => PublishedMomentType, { nullable: true, description: 'When it was received.' })
  date: PublishedMomentType | null;

  @Words('Where it stands, in the publisher’s word.')
  status: string | null;

  @Field(() => PublishedMoneyType, { nullable: true, description: 'For how much.' })
  value: PublishedMoneyType | null;

  @Field(() => [String], { description: 'Lots it is for, by the notice’s ids; empty: all.' })
  lots: string[];

  @Field(() => [PublishedPartyType], { description: 'Who sent it.' })
  tenderers: PublishedPartyType[];
}

@ObjectType('PublishedStatistic', { description: 'A figure about the bids: how many came, the lowest.' })
export class PublishedStatisticType {
  @Words('What the notice calls it inside.')
  ocdsId: string | null;

  @Words('What is counted: `bids`, `lowestValidBidValue`.')
  measure: string | null;

  @Words('The figure, as an exact decimal.')
  value: string | null;

  @Words('Its currency, where it is money.')
  currency: string | null;

  @Words('The lot it is about, by the notice’s id; null: the whole.')
  lot: string | null;
}

@ObjectType('PublishedSum', { description: 'Money that stands somewhere else in a notice.' })
export class PublishedSumType {
  @Field(() => String, {
    description: 'Where it stands in the release: `contracts[0].implementation.transactions[1].value`.',
  })
  path: string;

  @Field(() => PublishedMoneyType, { description: 'How much.' })
  value: PublishedMoneyType;
}
