import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PageArgs, pageType } from '#libs/platform';

/** A code of the Common Procurement Vocabulary for people: always with its name. */
@ObjectType('Classification', {
  description:
    'What a trade, a good or a service is called in public procurement: an entry of the EU’s Common Procurement Vocabulary (CPV 2008).',
})
export class ClassificationType {
  @Field(() => String, { description: 'Eight digits: `45421000`.' })
  code: string;

  @Field(() => String, { description: 'The digits as printed, with the check digit: `45421000-4`.' })
  printed: string;

  @Field(() => Int, {
    description: '1 for a division, 2 for a group, 3 for a class, 4 for a category, 5 to 7 for finer ones.',
  })
  level: number;

  @Field(() => String, { description: 'What it is called, in the language asked for where there is a translation.' })
  name: string;

  @Field(() => String, { description: 'ISO 639-1 code of the language `name` is in, for a `lang` attribute.' })
  nameLanguage: string;

  @Field(() => Boolean, {
    description: 'True where there is no translation into the language asked for, so that the name is in English.',
  })
  isFallback: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'The word of the trades by which a search found it; null where the name itself was found, or nothing was searched.',
  })
  matchedWord: string | null;
}

export const ClassificationPage = pageType('ClassificationPage', ClassificationType);

/** How a classification is shown. */
@ArgsType()
export class ClassificationArgs {
  @Field(() => String, { description: 'The code, with or without check digit.' })
  @Matches(/^\d{8}(-\d)?$/, { message: 'Write eight digits, as in 45421000 or 45421000-4.' })
  code: string;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 639-1 code of the language of names: `id`, or one of the EU’s. Left out, the reader’s.',
  })
  @IsOptional()
  @Matches(/^[a-z]{2}$/, { message: 'Write a language code of two letters, as in de.' })
  language?: string;
}

/** What to look for among the classifications. */
@ArgsType()
export class ClassificationsArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'What somebody does or needs, in the words of the trade (English or Indonesian; typing errors are forgiven), or words of the name. Best match first. Left out, all in the order of their codes.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(120)
  search?: string;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 639-1 code of the language of names: `id`, or one of the EU’s. Left out, the reader’s.',
  })
  @IsOptional()
  @Matches(/^[a-z]{2}$/, { message: 'Write a language code of two letters, as in de.' })
  language?: string;

  @Field(() => String, { nullable: true, description: 'Only this code and those below it.' })
  @IsOptional()
  @Matches(/^\d{8}(-\d)?$/, { message: 'Write eight digits, as in 45421000 or 45421000-4.' })
  under?: string;
}
