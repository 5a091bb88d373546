import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsDate, IsEnum, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { ActingInput } from '#libs/firms';
import { resultOf } from '#libs/platform';
import { NotAnExternalNotice } from './bid.refusals.js';
import { type OutsideResult, outsideResults } from './outside-bid.entity.js';

export const OutsideResultEnum = Object.fromEntries(outsideResults.map((name) => [name, name])) as Record<
  OutsideResult,
  OutsideResult
>;
registerEnumType(OutsideResultEnum, {
  name: 'OutsideResult',
  description: 'How a bid sent elsewhere ended.',
  valuesMap: {
    WON: { description: 'It got the contract.' },
    LOST: { description: 'Another bid got it.' },
    CANCELLED: { description: 'The buyer called the tender off.' },
  },
});

@ObjectType('OutsideBid', {
  description: 'What a firm recorded of a bid it sent to another portal. Only its own people see it.',
})
export class OutsideBidType {
  @Field(() => ID, { description: 'Of this record.' })
  id: string;

  @Field(() => ID, { description: 'The external notice.' })
  tenderId: string;

  @Field(() => ID, { description: 'The firm that recorded it.' })
  firmId: string;

  @Field(() => ID, { nullable: true, description: 'The alliance it bid in, if it did.' })
  allianceId: string | null;

  @Field(() => String, { nullable: true, description: 'The number on the portal’s receipt.' })
  receiptNumber: string | null;

  @Field(() => Date, { description: 'When it was sent there, as the firm says.' })
  sentAt: Date;

  @Field(() => OutsideResultEnum, { nullable: true, description: 'How it ended; null while open.' })
  result: OutsideResult | null;

  @Field(() => Date, { nullable: true, description: 'When the firm recorded how it ended.' })
  resultAt: Date | null;
}

@InputType({ description: 'Records a bid that was sent to another portal. A second record replaces the first.' })
export class RecordOutsideBidInput extends ActingInput {
  @Field(() => ID, { description: 'The external notice.' })
  @IsUUID()
  tenderId: string;

  @Field(() => ID, { nullable: true, description: 'The alliance you bid in, if you did.' })
  @IsOptional()
  @IsUUID()
  allianceId?: string | null;

  @Field(() => String, { nullable: true, description: 'The number on the portal’s receipt.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  receiptNumber?: string | null;

  @Field(() => ID, { nullable: true, description: 'The receipt itself, uploaded with the purpose `OUTSIDE_RECEIPT`.' })
  @IsOptional()
  @IsUUID()
  receiptFileId?: string | null;

  @Field(() => Date, { description: 'When it was sent there.' })
  @IsDate()
  sentAt: Date;
}

@InputType({ description: 'Records how a bid sent elsewhere ended.' })
export class RecordOutsideResultInput extends ActingInput {
  @Field(() => ID, { description: 'Your record.' })
  @IsUUID()
  outsideBidId: string;

  @Field(() => OutsideResultEnum, { description: 'How it ended.' })
  @IsEnum(OutsideResultEnum)
  result: OutsideResult;
}

export const RecordOutsideBidResult = resultOf('RecordOutsideBidResult', OutsideBidType, [NotAnExternalNotice]);
export const RecordOutsideResultResult = resultOf('RecordOutsideResultResult', OutsideBidType);
