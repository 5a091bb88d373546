import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { LanguageName } from '#libs/people';
import { type Language, currentLanguage, languages } from '#libs/platform';

/** A text a firm wrote in one language or in both: how it is kept in a `jsonb` column. */
export type LocalText = Partial<Record<Language, string>>;

/** A text in the languages its author wrote it in. */
@ObjectType('LocalText', {
  description: 'A text in the languages its author wrote it in: English, Indonesian, or both.',
})
export class LocalTextType {
  @Field(() => String, { nullable: true, description: 'The English version; null where the author wrote none.' })
  en: string | null;

  @Field(() => String, { nullable: true, description: 'The Indonesian version; null where the author wrote none.' })
  id: string | null;

  @Field(() => String, {
    description:
      "What to show: the version in the reader's language, else the other one. Empty where nothing was written.",
  })
  text: string;

  @Field(() => LanguageName, {
    description: 'The language `text` is in; a page marks a text of another language than its own.',
  })
  language: Language;

  /** From a column; written for whoever reads the running request. */
  static of(local: LocalText): LocalTextType {
    const wanted = currentLanguage();
    const language = [wanted, ...languages].find((candidate) => local[candidate]) ?? wanted;

    return { en: local.en ?? null, id: local.id ?? null, text: local[language] ?? '', language };
  }
}

/** A text in one language or in both. */
@InputType({
  description: 'A text in English, Indonesian, or both. Readers of the other language see the one there is.',
})
export class LocalTextInput {
  @Field(() => String, { nullable: true, description: 'The English version, plain text, at most 5,000 characters.' })
  @IsOptional()
  @IsString()
  @MaxLength(5_000)
  en?: string | null;

  @Field(() => String, { nullable: true, description: 'The Indonesian version, plain text, at most 5,000 characters.' })
  @IsOptional()
  @IsString()
  @MaxLength(5_000)
  id?: string | null;
}

/** What is kept of an input: trimmed, without languages left empty. */
export function keepLocalText(input: LocalTextInput | null | undefined): LocalText {
  const written = languages.map((language) => [language, input?.[language]?.trim()] as const);

  return Object.fromEntries(written.filter(([, text]) => text));
}
