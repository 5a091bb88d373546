import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { IsEmail, IsIn, IsOptional, IsString, IsTimeZone, Length, MaxLength } from 'class-validator';
import { type Language, languages, resultOf } from '#libs/platform';
import { passwordLength } from './passwords.js';
import { LanguageName, MeType } from './person.graphql.js';
import { LinkNoLongerValid, PasswordTooEasy, SignInFailed } from './sign-in.refusals.js';

@InputType({ description: 'What a person who wants to join says of themselves. Nothing else is asked.' })
export class RegisterInput {
  @Field(() => String, { description: 'Where the confirmation goes to; later what one signs in with.' })
  @IsEmail()
  @MaxLength(254)
  email: string;

  @Field(() => String, { description: 'How colleagues and partners shall read the person: 1 to 100 characters.' })
  @IsString()
  @Length(1, 100)
  name: string;

  @Field(() => LanguageName, { defaultValue: 'en', description: 'In which language pages and mails shall speak.' })
  @IsIn(languages)
  language: Language = 'en';

  @Field(() => String, { defaultValue: 'UTC', description: 'IANA time zone of the person: `Asia/Jakarta`.' })
  @IsTimeZone()
  @MaxLength(64)
  timeZone: string = 'UTC';
}

@ObjectType({ description: 'A registration has begun: the mail to this address says how it goes on.' })
export class Registration {
  @Field(() => String, { description: 'The address the mail went to, as it was given.' })
  email: string;
}

@InputType({ description: 'The link of the confirmation mail, and the password the person chooses.' })
export class ConfirmRegistrationInput {
  @Field(() => String, { description: 'The token of the link in the mail.' })
  @IsString()
  @Length(20, 100)
  token: string;

  @Field(() => String, {
    nullable: true,
    description: 'At least 10 characters, of any kind. Leave out to sign in by mailed codes only.',
  })
  @IsOptional()
  @IsString()
  @Length(passwordLength.min, passwordLength.max)
  password?: string | null;
}

@InputType({ description: 'How a person proves who they are: with the address and the password.' })
export class SignInInput {
  @Field(() => String, { description: 'The e-mail address of the account; upper and lower case are the same.' })
  @IsEmail()
  @MaxLength(254)
  email: string;

  @Field(() => String, { description: 'The password as it was chosen.' })
  @IsString()
  @Length(1, passwordLength.max)
  password: string;
}

export const RegisterResult = resultOf('RegisterResult', Registration);
export const ConfirmRegistrationResult = resultOf('ConfirmRegistrationResult', MeType, [
  LinkNoLongerValid,
  PasswordTooEasy,
]);
export const SignInResult = resultOf('SignInResult', MeType, [SignInFailed]);
