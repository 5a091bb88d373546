import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { CoverageType } from '#libs/coverage';
import { FirmType } from '#libs/firms';
import { RequirementType } from '#libs/tenders';
import { CostPartType } from './finder.graphql.js';

@ObjectType('GapCloser', { description: 'A firm that would close something a line-up lacks. Nobody has asked it yet.' })
export class GapCloserType {
  @Field(() => FirmType, { description: 'Whom to ask.' })
  firm: FirmType;

  @Field(() => [RequirementType], { description: 'What would stand with it and does not without.' })
  closes: RequirementType[];

  @Field(() => [RequirementType], { description: 'What it brings a part of, and what would still not stand.' })
  helpsWith: RequirementType[];

  @Field(() => [RequirementType], {
    description: 'What stands now and would not any more with it: something every firm must have, for instance.',
  })
  opens: RequirementType[];

  @Field(() => Float, { description: 'Kilometres to the place of work, as the crow flies.' })
  distanceKm: number;

  @Field(() => Int, { description: 'The most joint projects it has behind it with one of the firms that are in.' })
  projectsTogether: number;

  @Field(() => Int, { description: 'Its points: among firms that close as much, fewer stand first.' })
  points: number;

  @Field(() => [CostPartType], { description: 'Its own points, by reason.' })
  costs: CostPartType[];
}

@ObjectType('IndispensableFirm', { description: 'A firm of a line-up, and what would fail without it.' })
export class IndispensableFirmType {
  @Field(() => FirmType, { description: 'One of those that stand in the line-up.' })
  firm: FirmType;

  @Field(() => [RequirementType], {
    description: 'Without this firm the line-up fails on these; empty: it could be left out.',
  })
  failsWithout: RequirementType[];

  @Field(() => String, { nullable: true, description: 'The same in one sentence in the reader’s language.' })
  sentence: string | null;
}

@ObjectType('GapAnswer', { description: 'What a line-up lacks, and which single firms would close it.' })
export class GapAnswerType {
  @Field(() => CoverageType, { description: 'The line-up as it is.' })
  coverage: CoverageType;

  @Field(() => [GapCloserType], { description: 'Firms that close something, those that close most first; at most 20.' })
  closers: GapCloserType[];

  @Field(() => [IndispensableFirmType], { description: 'Each firm of the line-up, and what would fail without it.' })
  indispensable: IndispensableFirmType[];
}
