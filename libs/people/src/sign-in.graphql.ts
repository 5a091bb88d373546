import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsEmail, IsOptional, IsString, IsTimeZone, IsIn, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { type Language, languages, resultOf } from '#libs/platform';
import { passwordLength } from './passwords.js';
import { LanguageName, MeType } from './person.graphql.js';
import {
  LinkNoLongerValid,
  PasswordTooEasy,
  SecondFactorNeeded,
  SecondFactorWrong,
  SignInFailed,
} from './sign-in.refusals.js';

@InputType({ description: 'What a person who wants to join says of themselves. Nothing else is asked.' })
export class RegisterInput {
  @Field(() => String, { description: 'Where the confirmation goes to; later what one signs in with.' })
  @IsEmail()
  @MaxLength(254)
  email: string;

  @Field(() => String, { description: 'How colleagues and partners shall read the person: 1 to 100 characters.' })
  @IsString()
  @Matches(/\S/)
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

  @Field(() => String, {
    nullable: true,
    description: 'Where an authenticator app is linked: its six digits, or one of the recovery codes.',
  })
  @IsOptional()
  @IsString()
  @Length(6, 40)
  secondFactor?: string | null;
}

@InputType({ description: 'An e-mail address that something shall be mailed to.' })
export class RequestSignInCodeInput {
  @Field(() => String, { description: 'The address of the account to sign in to.' })
  @IsEmail()
  @MaxLength(254)
  email: string;
}

@ObjectType({ description: 'A code is on its way by mail. The same whether or not there is an account.' })
export class SignInCode {
  @Field(() => ID, { description: 'Send this back together with the code; it ties the code to this request.' })
  id: string;

  @Field(() => String, { description: 'The address the mail went to, as it was given.' })
  email: string;

  @Field(() => Date, { description: 'Until when the code can be used.' })
  expiresAt: Date;
}

@InputType({ description: 'The code of the mail, with the request it answers.' })
export class SignInWithCodeInput {
  @Field(() => ID, { description: 'The id that `requestSignInCode` answered.' })
  @IsUUID()
  challengeId: string;

  @Field(() => String, { description: 'The six digits of the mail.' })
  @Matches(/^\d{6}$/)
  code: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where an authenticator app is linked: its six digits, or one of the recovery codes.',
  })
  @IsOptional()
  @IsString()
  @Length(6, 40)
  secondFactor?: string | null;
}

@InputType({ description: 'Whose password was forgotten.' })
export class RequestPasswordResetInput {
  @Field(() => String, { description: 'The address of the account.' })
  @IsEmail()
  @MaxLength(254)
  email: string;
}

@ObjectType({ description: 'The replacing of a forgotten password, asked for or done.' })
export class PasswordReset {
  @Field(() => String, { description: 'The address the link went to.' })
  email: string;
}

@InputType({ description: 'The link of the mail and the password that replaces the forgotten one.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'The token of the link in the mail; it works once, for an hour.' })
  @IsString()
  @Length(20, 100)
  token: string;

  @Field(() => String, { description: 'At least 10 characters, of any kind.' })
  @IsString()
  @Length(passwordLength.min, passwordLength.max)
  password: string;
}

@InputType({ description: 'The link that was mailed to a new address.' })
export class ConfirmEmailInput {
  @Field(() => String, { description: 'The token of the link in the mail; it works once, for a day.' })
  @IsString()
  @Length(20, 100)
  token: string;
}

@ObjectType({ description: 'The move of an account to another e-mail address, asked for or done.' })
export class EmailChange {
  @Field(() => String, { description: 'The new address.' })
  email: string;
}

export const RegisterResult = resultOf('RegisterResult', Registration);
export const ConfirmRegistrationResult = resultOf('ConfirmRegistrationResult', MeType, [
  LinkNoLongerValid,
  PasswordTooEasy,
]);
export const SignInResult = resultOf('SignInResult', MeType, [SignInFailed, SecondFactorNeeded, SecondFactorWrong]);
export const RequestSignInCodeResult = resultOf('RequestSignInCodeResult', SignInCode);
export const SignInWithCodeResult = resultOf('SignInWithCodeResult', MeType, [
  SignInFailed,
  SecondFactorNeeded,
  SecondFactorWrong,
]);
export const RequestPasswordResetResult = resultOf('RequestPasswordResetResult', PasswordReset);
export const ResetPasswordResult = resultOf('ResetPasswordResult', PasswordReset, [LinkNoLongerValid, PasswordTooEasy]);
export const ConfirmEmailResult = resultOf('ConfirmEmailResult', EmailChange, [LinkNoLongerValid]);
