import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsIn, IsOptional, IsString, IsUUID, Length, Matches, ValidateNested } from 'class-validator';
import { ActingInput, FirmType } from '#libs/firms';
import { resultOf } from '#libs/platform';
import { AddendumKindEnum, DocumentAccessEnum } from './enums.graphql.js';
import { ClosingOnlyLater } from './talk.refusals.js';
import type { DocumentAccessRule } from './tender-document.entity.js';
import { AccessByOtherWay, AddendumNeeded } from './tender-document.refusals.js';
import { OnTenderInput } from './tender-verbs.graphql.js';
import { AlreadyPublished, TenderNotOpen } from './tender.refusals.js';
import type { AddendumKind } from './tender-talk.entity.js';

/** Document types of OCDS 1.1 that a call for bids uses. */
const types =
  'tenderNotice biddingDocuments technicalSpecifications evaluationCriteria clarifications eligibilityCriteria contractDraft contractGuarantees billOfQuantity illustration riskProvisions submissionDocuments complaints'.split(
    ' ',
  );

@ObjectType('DocumentRequest', { description: 'A firm that asked for a document, or promised to keep it secret.' })
export class DocumentRequestType {
  @Field(() => Date, { description: 'When it asked.' })
  requestedAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it promised to keep the document secret.' })
  ndaAcceptedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'Since when it may read the document.' })
  grantedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the buyer declined.' })
  refusedAt: Date | null;

  @Field(() => FirmType, { nullable: true, description: 'The firm that asked.' })
  firm?: FirmType | null;
}

@ObjectType('TenderDocument', { description: 'A drawing, terms or a form that belongs to a tender, in one version.' })
export class TenderDocumentType {
  @Field(() => ID, { description: 'Names this version.' })
  id: string;

  @Field(() => ID, { nullable: true, description: 'The lot it belongs to; null for the whole.' })
  lotId: string | null;

  @Field(() => String, { description: 'Document type of OCDS 1.1: `technicalSpecifications`, `billOfQuantity`.' })
  type: string;

  @Field(() => String, { description: 'What it is, for people.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'Language it is written in (BCP 47).' })
  language: string | null;

  @Field(() => DocumentAccessEnum, { description: 'Who may read it.' })
  access: DocumentAccessRule;

  @Field(() => Int, { description: 'From 1; a new version follows by an addendum.' })
  version: number;

  @Field(() => ID, { nullable: true, description: 'The addendum it came with; null when it was there from the start.' })
  addedByAddendumId: string | null;

  @Field(() => ID, { nullable: true, description: 'The version that took its place; null for the one that counts.' })
  replacedById: string | null;

  @Field(() => Date, { description: 'When it was added.' })
  addedAt: Date;

  @Field(() => String, { nullable: true, description: 'Address of a document that lies elsewhere (external notices).' })
  link: string | null;
}

@InputType({ description: 'How a change of documents is announced once a tender is published.' })
export class DocumentAddendumInput {
  @Field(() => AddendumKindEnum, {
    description: 'MATERIAL when it can change a bid; a late one moves the closing as in `amendTender`.',
  })
  @IsEnum(AddendumKindEnum)
  kind: AddendumKind;

  @Field(() => String, { description: 'What is new in it and why: 5 to 4,000 characters.' })
  @IsString()
  @Length(5, 4_000)
  note: string;
}

@InputType({ description: 'Adds a document to a tender, or a new version of one.' })
export class AddTenderDocumentInput extends OnTenderInput {
  @Field(() => ID, { description: 'The file, uploaded for `TENDER_DOCUMENT`.' })
  @IsUUID()
  fileId: string;

  @Field(() => ID, { nullable: true, description: 'The lot it belongs to.' })
  @IsOptional()
  @IsUUID()
  lotId?: string | null;

  @Field(() => String, { description: `One of OCDS 1.1: ${types.map((type) => `\`${type}\``).join(', ')}.` })
  @IsIn(types)
  type: string;

  @Field(() => String, { description: 'What it is, 2 to 200 characters.' })
  @IsString()
  @Length(2, 200)
  title: string;

  @Field(() => String, { nullable: true, description: 'Language it is written in (BCP 47).' })
  @IsOptional()
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  language?: string | null;

  @Field(() => DocumentAccessEnum, { defaultValue: 'PUBLIC', description: 'Who may read it.' })
  @IsEnum(DocumentAccessEnum)
  access: DocumentAccessRule;

  @Field(() => ID, { nullable: true, description: 'The newest version of the document that this one replaces.' })
  @IsOptional()
  @IsUUID()
  replacesId?: string | null;

  @Field(() => DocumentAddendumInput, { nullable: true, description: 'Needed once the tender is published.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => DocumentAddendumInput)
  addendum?: DocumentAddendumInput | null;
}

/** What every verb takes that is about one document. */
@InputType({ isAbstract: true })
export abstract class OnDocumentInput extends ActingInput {
  @Field(() => ID, { description: 'Id of the document, as `Tender.documents` answers it.' })
  @IsUUID()
  documentId: string;
}

/** What the buyer's answer to a request takes. */
@InputType({ isAbstract: true })
export abstract class DecideDocumentInput extends OnDocumentInput {
  @Field(() => ID, { description: 'The firm that asked.' })
  @IsUUID()
  firmId: string;
}

@InputType({ description: 'Takes a document out of a draft.' })
export class RemoveTenderDocumentInput extends OnDocumentInput {}
@InputType({ description: 'Asks the buyer to hand out a document.' })
export class RequestDocumentInput extends OnDocumentInput {}
@InputType({ description: 'Promises, for the firm, to keep a document secret and use it for the bid only.' })
export class AcceptNdaInput extends OnDocumentInput {}
@InputType({ description: 'Hands a document out to a firm that asked.' })
export class GrantDocumentInput extends DecideDocumentInput {}
@InputType({ description: 'Does not hand a document out to a firm that asked.' })
export class RefuseDocumentInput extends DecideDocumentInput {}

export const AddTenderDocumentResult = resultOf('AddTenderDocumentResult', TenderDocumentType, [
  TenderNotOpen,
  AddendumNeeded,
  ClosingOnlyLater,
]);
export const RemoveTenderDocumentResult = resultOf('RemoveTenderDocumentResult', TenderDocumentType, [
  AlreadyPublished,
]);
export const RequestDocumentResult = resultOf('RequestDocumentResult', TenderDocumentType, [AccessByOtherWay]);
export const AcceptNdaResult = resultOf('AcceptNdaResult', TenderDocumentType, [AccessByOtherWay]);
export const GrantDocumentResult = resultOf('GrantDocumentResult', TenderDocumentType);
export const RefuseDocumentResult = resultOf('RefuseDocumentResult', TenderDocumentType);
