import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { FactKeyEnum } from '#libs/firms';
import { DayScalar, DecimalScalar } from '#libs/platform';
import type { CapacityKind, FactKey, Proof, ProofMoment, RequirementKind, RequirementMode } from '#libs/requirements';
import {
  CapacityKindEnum,
  ProofEnum,
  ProofMomentEnum,
  RequirementKindEnum,
  RequirementModeEnum,
} from './enums.graphql.js';

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

  @Field(() => CapacityKindEnum, { nullable: true, description: 'Free capacity; the threshold is the whole work.' })
  capacity: CapacityKind | null;
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

@ObjectType('RequirementPart', {
  description: 'One named part of a UNION requirement, or one class of a MAX_PER_CLASS.',
})
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

  @Field(() => [RequirementPartType], {
    description: 'Named parts of a UNION, classes of a MAX_PER_CLASS; empty for other modes.',
  })
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

  @Field(() => DayScalar, { nullable: true, description: 'CAPACITY: the first day of the work; null: from today on.' })
  neededFrom: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'The last day it must still hold; for CAPACITY the last day of the work.',
  })
  neededUntil: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where it comes from: an article of a law, a page of the terms.',
  })
  source: string | null;
}
