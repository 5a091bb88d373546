import { Field, ID, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { ActingInput } from '#libs/firms';

/** What every verb on one lot of the buyer takes. */
@InputType({ isAbstract: true })
abstract class OnOwnLotInput extends ActingInput {
  @Field(() => ID, { description: 'Your lot.' })
  @IsUUID()
  lotId: string;
}

@InputType({ description: 'Why a bid was chosen, or why not.' })
export class AwardReasonInput {
  @Field(() => ID, { description: 'Id of the offer that is meant, as `Lot.bids` answers it.' })
  @IsUUID()
  bidId: string;

  @Field(() => String, {
    description:
      'In plain words, up to 2,000 characters. The chosen bid’s reason is what spoke for it: all who bid read it, so no unit prices in it.',
  })
  @IsString()
  @MaxLength(2_000)
  reason: string;
}

@InputType({ description: 'Decides for one bid of a lot, with a reason for every bidder.' })
export class AwardLotInput extends OnOwnLotInput {
  @Field(() => ID, { description: 'The bid that wins.' })
  @IsUUID()
  bidId: string;

  @Field(() => [AwardReasonInput], {
    description: 'One for each bid that counts; a bid you excluded keeps its own reason.',
  })
  @IsArray()
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => AwardReasonInput)
  reasons: AwardReasonInput[];

  @Field(() => String, {
    nullable: true,
    description: 'Why this bid, where the published formula puts another one first.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  deviationReason?: string | null;
}

@InputType({ description: 'Ends a lot without a winner.' })
export class EndWithoutAwardInput extends OnOwnLotInput {
  @Field(() => String, { description: 'Why, for everybody to read: 5 to 2,000 characters.' })
  @IsString()
  @Length(5, 2_000)
  reason: string;
}

@InputType({ description: 'Records that the contract of a lot is signed.' })
export class SignContractInput extends OnOwnLotInput {
  @Field(() => String, { description: 'Who signed for you, by name.' })
  @IsString()
  @Length(2, 200)
  buyerSigner: string;

  @Field(() => String, { description: 'Who signed for the supplier, by name.' })
  @IsString()
  @Length(2, 200)
  supplierSigner: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The signed paper, from an upload announced with the purpose `CONTRACT`. You and the supplier read it.',
  })
  @IsOptional()
  @IsUUID()
  fileId?: string | null;
}

@InputType({ description: 'Records that the work of a lot is done.' })
export class CompleteContractInput extends OnOwnLotInput {}
