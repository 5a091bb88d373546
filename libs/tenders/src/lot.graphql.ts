import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DecimalScalar } from '#libs/platform';
import { CriterionKindEnum } from './enums.graphql.js';
import type { CriterionKind } from './lot-parts.entity.js';

@ObjectType('ItemClassification', { description: 'How an external notice classifies an item, beside CPV.' })
export class ItemClassificationType {
  @Field(() => String, { description: 'The vocabulary, as the publisher names it: `UNSPSC`.' })
  scheme: string;

  @Field(() => String, { description: 'The code in that vocabulary.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'What the code means, in the notice’s words.' })
  description: string | null;
}

@ObjectType('Item', { description: 'A line of a lot: what and how much of it.' })
export class ItemType {
  @Field(() => ID, { description: 'Stays the same while the line stays.' })
  id: string;

  @Field(() => Int, { description: 'Its place in the lot, from 1.' })
  number: number;

  @Field(() => String, { description: 'Goods, works or service in the buyer’s words.' })
  description: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'How many units; null where an external notice gives none.',
  })
  quantity: string | null;

  @Field(() => String, { nullable: true, description: 'Unit by UN/CEFACT Recommendation 20: `MTK` is m².' })
  unitCode: string | null;

  @Field(() => String, { nullable: true, description: 'The unit in an external notice’s own word.' })
  unitName: string | null;

  @Field(() => String, { nullable: true, description: 'CPV code of the line, 8 digits.' })
  cpv: string | null;

  @Field(() => ItemClassificationType, {
    nullable: true,
    description: 'Another classification an external notice uses.',
  })
  classification: ItemClassificationType | null;
}

@ObjectType('Criterion', { description: 'What bids are scored on.' })
export class CriterionType {
  @Field(() => ID, { description: 'Stays the same while the criterion stays.' })
  id: string;

  @Field(() => Int, { description: 'Its place in the lot, from 1.' })
  number: number;

  @Field(() => String, { description: 'What is scored, in one line.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'How it will be judged.' })
  description: string | null;

  @Field(() => CriterionKindEnum, { description: 'PRICE is computed, the others are scored by people.' })
  kind: CriterionKind;

  @Field(() => Int, { description: 'Basis points of the whole score: 6000 are 60 %.' })
  weight: number;
}

@ObjectType('Lot', {
  description: 'A part of a tender that is awarded on its own. A tender that is not divided has one.',
})
export class LotType {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field(() => Int, { description: 'Its place in the tender, from 1.' })
  number: number;

  @Field(() => String, { nullable: true, description: 'Its name; null where the tender is not divided.' })
  title: string | null;

  @Field(() => String, { nullable: true, description: 'The work of this part in the buyer’s words.' })
  description: string | null;

  @Field(() => String, { nullable: true, description: 'CPV code of the lot, 8 digits.' })
  cpv: string | null;

  @Field(() => Date, { nullable: true, description: 'When taking bids was ended for good.' })
  closedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When its bids were opened.' })
  openedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the buyer decided.' })
  awardDecidedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'No contract is signed before this.' })
  standstillUntil: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the contract was signed.' })
  signedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the work was done.' })
  completedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ended without an award.' })
  unsuccessfulAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it ended without an award.' })
  unsuccessfulReason: string | null;

  @Field(() => String, { nullable: true, description: 'Its state in an external notice, in the publisher’s word.' })
  originStatus: string | null;
}
