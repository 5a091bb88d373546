import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Refusal, resultOf } from '#libs/platform';

@ObjectType('FieldTaken', { description: 'How much of one kind of fact an import took of what the file holds.' })
export class FieldTakenType {
  @Field(() => String, {
    description: '`buyer`, `texts`, `lots`, `items`, `classes`, `values`, `deadlines` or `awards`.',
  })
  field: string;

  @Field(() => Int, { description: 'How many the releases hold, counted by other code than that which reads them.' })
  present: number;

  @Field(() => Int, { description: 'How many can be read here.' })
  mapped: number;
}

@ObjectType('ImportedSource', { description: 'What an import took of one source.' })
export class ImportedSourceType {
  @Field(() => String, { description: 'What its notices are filed under.' })
  source: string;

  @Field(() => Int, { description: 'Releases of it in the file.' })
  releases: number;

  @Field(() => Int, { description: 'Processes these releases tell of.' })
  processes: number;

  @Field(() => Int, {
    description: 'Releases of which nothing was lost and whose process has a buyer and a title or description.',
  })
  taken: number;

  @Field(() => Int, { description: 'Releases whose title had to be made from what else they say.' })
  titleDerived: number;

  @Field(() => Int, { description: 'Releases in which something was missing.' })
  missing: number;

  @Field(() => Int, { description: 'Releases in which something was strange.' })
  strange: number;

  @Field(() => [FieldTakenType], { description: 'Mapped and present, field by field.' })
  fields: FieldTakenType[];
}

@ObjectType('ImportRun', { description: 'The reading of one file of notices published elsewhere.' })
export class ImportRunType {
  @Field(() => ID, { description: 'Ask for it again to see how far it is.' })
  id: string;

  @Field(() => String, { description: 'What the file was called when it was uploaded.' })
  fileName: string;

  @Field(() => Date, { description: 'When it was asked for.' })
  startedAt: Date;

  @Field(() => Date, { nullable: true, description: 'When the whole file was read; null until then.' })
  finishedAt: Date | null;

  @Field(() => Int, { description: 'How much of the file was read, in percent.' })
  percent: number;

  @Field(() => Int, { description: 'Releases read so far.' })
  releases: number;

  @Field(() => Int, { description: 'Those of them that were new here.' })
  added: number;

  @Field(() => Int, { description: 'Those that were here already: they changed nothing.' })
  known: number;

  @Field(() => [ImportedSourceType], { description: 'What was taken, source by source.' })
  sources: ImportedSourceType[];

  @Field(() => [String], { description: 'What is wrong with the file itself, as sentences; at most 200.' })
  problems: string[];
}

@InputType({ description: 'Has an uploaded file of notices read. Operators and verified firms may.' })
export class ImportNoticesInput {
  @Field(() => ID, { nullable: true, description: 'The firm you act for. Operators leave it out.' })
  @IsOptional()
  @IsUUID()
  actingFor?: string | null;

  @Field(() => String, { description: 'A new one for each new intention; the same again answers the same.' })
  @IsString()
  @Length(8, 100)
  idempotencyKey: string;

  @Field(() => ID, {
    description:
      'The file, uploaded for the purpose `OCDS_IMPORT`: OCDS packages, records, lists or JSON lines, also gzipped.',
  })
  @IsUUID()
  fileId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Who published it, where the file does not say: 2 to 120 characters.',
  })
  @IsOptional()
  @IsString()
  @Length(2, 120)
  source?: string | null;
}

@ObjectType({
  implements: () => Refusal,
  description: 'What a firm brings in is public at once, so the firm is to be verified first.',
})
export class ImportNeedsVerification extends Refusal {}

export const ImportNoticesResult = resultOf('ImportNoticesResult', ImportRunType, [ImportNeedsVerification]);
