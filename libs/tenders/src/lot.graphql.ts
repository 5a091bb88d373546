import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { FactKeyEnum } from '#libs/firms';
import { DayScalar, DecimalScalar } from '#libs/platform';
import type { FactKey, Proof, ProofMoment, RequirementKind, RequirementMode } from '#libs/requirements';
import {
  CriterionKindEnum,
  ProofEnum,
  ProofMomentEnum,
  RequirementKindEnum,
  RequirementModeEnum,
} from './enums.graphql.js';
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

@ObjectType('Measure', { description: 'What a requirement looks at: codes of work, a number, a paper or a statement.' })
export class MeasureType {
  @Field(() => [String], {
    nullable: true,
    description: 'CPV codes; each stands for itself and all below it. Beside a fact they narrow it.',
  })
  cpv: string[] | null;

  @Field(() => FactKeyEnum, { nullable: true, description: 'A number about the firm.' })
  factKey: FactKey | null;

  @Field(() => String, {
    nullable: true,
    description: 'Narrows the fact: the kind of machine, the name of the grading.',
  })
  label: string | null;

  @Field(() => String, { nullable: true, description: 'Name of a certificate, licence or register.' })
  scheme: string | null;

  @Field(() => String, { nullable: true, description: 'A statement to be made, in its own words.' })
  declaration: string | null;
}

@ObjectType('Threshold', { description: 'How much is asked.' })
export class ThresholdType {
  @Field(() => DecimalScalar, { description: 'The least value that meets it.' })
  value: string;

  @Field(() => String, { nullable: true, description: 'Unit, where it is not money.' })
  unit: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217 code, where it is money.' })
  currency: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Turnover: the mean of this many closed years. Largest contract: ended within this many years.',
  })
  years: number | null;
}

@ObjectType('RequirementPart', { description: 'One named part of a UNION requirement.' })
export class RequirementPartType {
  @Field(() => String, { description: 'What people call the part.' })
  name: string;

  @Field(() => MeasureType, { description: 'What the part looks at.' })
  measure: MeasureType;

  @Field(() => ThresholdType, { nullable: true, description: 'How much of it.' })
  threshold: ThresholdType | null;
}

@ObjectType('RequirementReading', {
  description: 'Where a firm read a requirement of an external notice. Unofficial: the notice itself is what counts.',
})
export class RequirementReadingType {
  @Field(() => ID, { description: 'The firm that read it.' })
  firmId: string;

  @Field(() => String, { nullable: true, description: 'Page or section of the papers it was read from.' })
  page: string | null;

  @Field(() => Boolean, { description: 'Whether others see it too, not only the firm that read it.' })
  isShared: boolean;
}

@ObjectType('Requirement', { description: 'What a tenderer must have, and how a group meets it together.' })
export class RequirementType {
  @Field(() => ID, { description: 'Stays the same while the requirement stays.' })
  id: string;

  @Field(() => Int, { description: 'Its place in the lot, from 1.' })
  number: number;

  @Field(() => String, { description: 'What is asked, in one line.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'Further words.' })
  description: string | null;

  @Field(() => RequirementKindEnum, { description: 'What it speaks of.' })
  kind: RequirementKind;

  @Field(() => RequirementModeEnum, { description: 'How a group meets it.' })
  mode: RequirementMode;

  @Field(() => String, { nullable: true, description: 'Why this mode, in the buyer’s words.' })
  modeReason: string | null;

  @Field(() => MeasureType, { description: 'What it looks at.' })
  measure: MeasureType;

  @Field(() => ThresholdType, { nullable: true, description: 'How much is asked.' })
  threshold: ThresholdType | null;

  @Field(() => [RequirementPartType], { description: 'Named parts of a UNION; empty for other modes.' })
  parts: RequirementPartType[] | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'SUM: the least each member brings.' })
  floorPerMember: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'SUM: the least the lead brings.' })
  floorLead: string | null;

  @Field(() => Boolean, { description: 'True: without it a bid fails. False: it is welcome.' })
  essential: boolean;

  @Field(() => ProofEnum, { description: 'What shows that it is met.' })
  proof: Proof;

  @Field(() => ProofMomentEnum, { description: 'When the proof must be there.' })
  proofWhen: ProofMoment;

  @Field(() => DayScalar, { nullable: true, description: 'The last day it must still hold.' })
  neededUntil: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where it comes from: an article of a law, a page of the terms.',
  })
  source: string | null;
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
