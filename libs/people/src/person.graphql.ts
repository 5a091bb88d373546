import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Language } from '#libs/platform';

/** The names under which the catalogue's languages are known in the API. */
export const LanguageName = { EN: 'en', ID: 'id' } as const satisfies Record<string, Language>;
registerEnumType(LanguageName, {
  name: 'Language',
  description: 'A language in which Kongsi speaks on pages, in mails and in papers.',
  valuesMap: { EN: { description: 'English.' }, ID: { description: 'Indonesian (Bahasa Indonesia).' } },
});

/** Someone, as those see them who work with them. */
@ObjectType('Person', { description: 'Someone who signs in to Kongsi, as their colleagues and partners see them.' })
export class PersonType {
  @Field(() => ID, { description: 'Stable id; it stays when the person changes name or address.' })
  id: string;

  @Field(() => String, {
    description: 'How the person wants to be called; a neutral stand-in after they erased their account.',
  })
  name: string;
}

/** The signed-in person, as they see themselves. */
@ObjectType('Me', { description: 'The person who is signed in, with what only they may see of themselves.' })
export class MeType {
  @Field(() => ID, { description: 'Stable id; the same as on `Person`.' })
  id: string;

  @Field(() => String, { description: 'How colleagues and partners read the person.' })
  name: string;

  @Field(() => String, { description: 'Where mail goes to, and what one signs in with. Never shown to others.' })
  email: string;

  @Field(() => LanguageName, { description: 'In which language pages and mails speak to this person.' })
  language: Language;

  @Field(() => String, {
    description: 'IANA time zone in which deadlines are shown beside their own: `Asia/Makassar`.',
  })
  timeZone: string;

  @Field(() => Boolean, { description: 'Whether the person is one of those who run this Kongsi.' })
  operator: boolean;

  @Field(() => Date, { description: 'When the e-mail address was proved and the account began.' })
  confirmedAt: Date;

  @Field(() => Boolean, {
    description: 'Whether the person may sign in with a password. Without one, codes by mail are the way in.',
  })
  hasPassword: boolean;

  @Field(() => Boolean, { description: 'Whether sign-in also asks for a code of an authenticator app.' })
  hasSecondFactor: boolean;

  @Field(() => Int, { description: 'How many recovery codes are left for the day the phone is gone.' })
  recoveryCodesLeft: number;

  @Field(() => PersonType, { description: 'How the same person looks to those who work with them.' })
  seenByOthers: PersonType;
}
