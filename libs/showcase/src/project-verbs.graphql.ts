import { Field, Float, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsEnum,
  IsISO31661Alpha2,
  IsInt,
  IsLatitude,
  IsLongitude,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { LineUpRole } from '#libs/coverage';
import { ActingInput, LocalTextInput, OnceInput } from '#libs/firms';
import { DayScalar, MoneyInput } from '#libs/platform';

@InputType({ description: 'Where the work is to be seen.' })
export class ProjectPlaceInput {
  @Field(() => String, { description: 'Town or village.' })
  @IsString()
  @Length(1, 120)
  town: string;

  @Field(() => String, { nullable: true, description: 'Province, county or state.' })
  @IsOptional()
  @IsString()
  @MaxLength(120)
  region?: string | null;

  @Field(() => String, { description: 'ISO 3166-1 code in two capital letters: `ID`, `IE`.' })
  @IsISO31661Alpha2()
  country: string;

  @Field(() => Float, {
    nullable: true,
    description: 'Degrees north of the equator (WGS 84); with `longitude` or not at all.',
  })
  @ValidateIf((place: ProjectPlaceInput) => place.latitude != null || place.longitude != null)
  @IsLatitude()
  latitude?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Degrees east of Greenwich (WGS 84); with `latitude` or not at all.',
  })
  @ValidateIf((place: ProjectPlaceInput) => place.latitude != null || place.longitude != null)
  @IsLongitude()
  longitude?: number | null;
}

@InputType({ description: 'A firm that did a part of the work, as the project tells it.' })
export class ProjectPartnerInput {
  @Field(() => ID, { description: 'The firm. It is asked for its yes.' })
  @IsUUID()
  firmId: string;

  @Field(() => [LineUpRole], { description: 'What it was there, one role or more; only one firm can be LEAD.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @IsEnum(LineUpRole, { each: true })
  roles: LineUpRole[];

  @Field(() => Int, { description: 'The part of the contract value it performed, in basis points: 4250 are 42.5 %.' })
  @IsInt()
  @Min(0)
  @Max(10_000)
  shareBasisPoints: number;

  @Field(() => LocalTextInput, { description: 'What it did, in at most 300 characters.' })
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => LocalTextInput)
  part: LocalTextInput;
}

/** What a project tells. In a draft from an award, what is left out is taken from there. */
@InputType({ isAbstract: true })
abstract class TellingInput extends ActingInput {
  @Field(() => LocalTextInput, { nullable: true, description: 'At most 160 characters in each language.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => LocalTextInput)
  title?: LocalTextInput | null;

  @Field(() => LocalTextInput, {
    nullable: true,
    description: 'How it went: at most 5,000 characters. Needed before publishing.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => LocalTextInput)
  story?: LocalTextInput | null;

  @Field(() => LocalTextInput, { nullable: true, description: 'What came of it, in at most 1,000 characters.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => LocalTextInput)
  outcome?: LocalTextInput | null;

  @Field(() => ProjectPlaceInput, { nullable: true, description: 'Where the work is to be seen.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ProjectPlaceInput)
  place?: ProjectPlaceInput | null;

  @Field(() => DayScalar, { nullable: true, description: 'First day of the work.' })
  @IsOptional()
  startedOn?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Last day of the work.' })
  @IsOptional()
  finishedOn?: string | null;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'What the whole work cost, net of VAT; null says nothing about it.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => MoneyInput)
  value?: MoneyInput | null;

  @Field(() => [ProjectPartnerInput], {
    nullable: true,
    description: 'All firms that did the work, in the order of the page: 2 to 30, your own among them.',
  })
  @IsOptional()
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => ProjectPartnerInput)
  partners?: ProjectPartnerInput[] | null;

  @Field(() => ID, { nullable: true, description: 'The client, where it is a firm on Kongsi that can be asked.' })
  @IsOptional()
  @IsUUID()
  clientFirmId?: string | null;

  @Field(() => LocalTextInput, {
    nullable: true,
    description:
      'What stands there while the client is unnamed, in at most 160 characters: `A primary school by the sea`.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => LocalTextInput)
  clientUnnamed?: LocalTextInput | null;
}

@InputType({ description: 'Begins a project: from an award, or told freely.' })
export class DraftProjectInput extends TellingInput {
  @Field(() => ID, {
    nullable: true,
    description: 'An award your firm had a part in: partners, roles, shares, client, place and value come from it.',
  })
  @IsOptional()
  @IsUUID()
  awardId?: string | null;
}

@InputType({
  description: 'What a project shall tell from now on; what is left out stays. Every yes given before ends.',
})
export class ReviseProjectInput extends TellingInput {
  @Field(() => ID, { description: 'A project your firm is a partner of.' })
  @IsUUID()
  projectId: string;
}

/** Names the project that the verb is about. */
@InputType({ isAbstract: true })
export abstract class ActOnProjectInput extends ActingInput {
  @Field(() => ID, { description: 'Joint work that your firm had a part in, or is the client of.' })
  @IsUUID()
  projectId: string;
}

@InputType({ description: 'Puts a picture behind those there are.' })
export class AddPictureInput extends ActOnProjectInput {
  @Field(() => ID, {
    description: 'An upload for the purpose `SHOWCASE_PICTURE`: PNG, JPEG, WebP, or a plain SVG drawing.',
  })
  @IsUUID()
  fileId: string;

  @Field(() => LocalTextInput, {
    description: 'What is to be seen, for those who do not see it; at most 300 characters.',
  })
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => LocalTextInput)
  alt: LocalTextInput;
}

@InputType({ description: 'Takes a picture out.' })
export class RemovePictureInput extends ActOnProjectInput {
  @Field(() => ID, { description: 'As listed by `pictures`; it goes from the page.' })
  @IsUUID()
  pictureId: string;
}

@InputType({ description: 'Puts the pictures in another order.' })
export class OrderPicturesInput extends ActOnProjectInput {
  @Field(() => [ID], { description: 'All pictures of the project, each once, the first one first.' })
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  pictureIds: string[];
}

@InputType({ description: 'Names somebody of your firm who did the work. Shown after their own yes.' })
export class NamePersonInput extends ActOnProjectInput {
  @Field(() => ID, { description: 'A person who acts for your firm.' })
  @IsUUID()
  personId: string;

  @Field(() => LocalTextInput, { description: 'What they did, in at most 200 characters.' })
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => LocalTextInput)
  did: LocalTextInput;
}

@InputType({ isAbstract: true })
abstract class OwnNameInput extends OnceInput {
  @Field(() => ID, { description: 'Joint work that names you.' })
  @IsUUID()
  projectId: string;
}

@InputType({ description: 'A firm’s yes to the project as it was read.' })
export class ConfirmProjectInput extends ActOnProjectInput {
  @Field(() => Int, { description: 'The version that was read.' })
  @IsInt()
  version: number;
}

@InputType({ description: 'The client’s yes to the project as it was read, and to being named.' })
export class ConfirmAsClientInput extends ConfirmProjectInput {
  @Field(() => String, {
    nullable: true,
    description: 'A word about the work, shown with the client’s name; at most 600 characters.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(600)
  word?: string | null;
}

@InputType({ description: 'Which project the client shall be asked about.' })
export class AskClientInput extends ActOnProjectInput {}

@InputType({ description: 'The client does not want to be named.' })
export class RefuseAsClientInput extends ActOnProjectInput {}

@InputType({ description: 'Which project everybody shall see.' })
export class PublishProjectInput extends ActOnProjectInput {}

@InputType({ description: 'Which project shall be seen no longer. That is final.' })
export class WithdrawProjectInput extends ActOnProjectInput {}

@InputType({ description: 'Your yes to being named.' })
export class ConfirmPersonInput extends OwnNameInput {}

@InputType({ description: 'You do not want to be named, or no longer.' })
export class WithdrawPersonInput extends OwnNameInput {}
