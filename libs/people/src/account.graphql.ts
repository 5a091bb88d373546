import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { type Language, type TokenScope, languages, pageType, resultOf } from '#libs/platform';
import { passwordLength } from './passwords.js';
import { LanguageName, MeType } from './person.graphql.js';
import { EmailChange } from './sign-in.graphql.js';
import {
  ConfirmationDoesNotMatch,
  ErasureStopped,
  PasswordTooEasy,
  PasswordWrong,
  SecondFactorAlreadyOn,
  SecondFactorWrong,
  SignInAgain,
} from './sign-in.refusals.js';

/** The names of token scopes in the API. */
export const TokenScopeName = { READ: 'READ', WRITE: 'WRITE' } as const satisfies Record<string, TokenScope>;
registerEnumType(TokenScopeName, {
  name: 'TokenScope',
  description: 'The widest thing an API token may do.',
  valuesMap: {
    READ: { description: 'Queries only.' },
    WRITE: { description: 'Queries and mutations, except those that touch the account itself.' },
  },
});

@InputType({ description: 'How the person wants to be called and spoken to.' })
export class ChangeProfileInput {
  @Field(() => String, { description: 'How colleagues and partners shall read the person: 1 to 100 characters.' })
  @IsString()
  @Matches(/\S/)
  @Length(1, 100)
  name: string;

  @Field(() => LanguageName, { description: 'In which language pages and mails shall speak.' })
  @IsIn(languages)
  language: Language;

  @Field(() => String, { description: 'IANA time zone: `Asia/Jakarta`.' })
  @IsTimeZone()
  @MaxLength(64)
  timeZone: string;

  @Field(() => String, { description: 'A text of your own that makes a retry of this very request harmless.' })
  @IsString()
  @Length(8, 100)
  idempotencyKey: string;
}

@InputType({ description: 'A password chosen while signed in.' })
export class SetPasswordInput {
  @Field(() => String, { nullable: true, description: 'The present password; left out by who has none yet.' })
  @IsOptional()
  @IsString()
  @Length(1, passwordLength.max)
  currentPassword?: string | null;

  @Field(() => String, { description: 'At least 10 characters, of any kind.' })
  @IsString()
  @Length(passwordLength.min, passwordLength.max)
  newPassword: string;
}

@InputType({ description: 'To which address the account shall move.' })
export class ChangeEmailInput {
  @Field(() => String, {
    description: 'The new address; a link is mailed there, and only following it moves the account.',
  })
  @IsEmail()
  @MaxLength(254)
  email: string;
}

@ObjectType({ description: 'What links an authenticator app. Shown now and not again.' })
export class SecondFactorEnrolment {
  @Field(() => String, { description: 'The secret in base 32, for typing it into the app.' })
  secret: string;

  @Field(() => String, { description: 'The same as an `otpauth:` address, for showing it as a QR code.' })
  uri: string;
}

@InputType({ description: 'A code that proves the second factor.' })
export class SecondFactorCodeInput {
  @Field(() => String, {
    description: 'Six digits of the authenticator app, or a recovery code where one is linked already.',
  })
  @IsString()
  @Length(6, 40)
  code: string;
}

@ObjectType({ description: 'Codes for the day the phone is gone. Shown now and not again; each works once.' })
export class RecoveryCodes {
  @Field(() => [String], { description: 'Ten codes. Keep them on paper.' })
  codes: string[];
}

@ObjectType('Session', { description: 'A device on which the person is signed in.' })
export class SessionType {
  @Field(() => ID, { description: 'With this the session can be ended from elsewhere.' })
  id: string;

  @Field(() => String, { description: 'What the browser said it is.' })
  device: string;

  @Field(() => Date, { description: 'When the person proved who they are on this device.' })
  signedInAt: Date;

  @Field(() => Date, { description: 'The hour of the last use; finer is not kept.' })
  lastUsedAt: Date;

  @Field(() => Date, { description: 'When it ends if it is not used again before.' })
  expiresAt: Date;

  @Field(() => Boolean, { description: 'Whether it is the one that asks this.' })
  isThisOne: boolean;
}

@InputType({ description: 'Which session shall end.' })
export class RevokeSessionInput {
  @Field(() => ID, { description: 'One of the ids of `me { sessions }`.' })
  @IsUUID()
  sessionId: string;
}

@ObjectType('ApiToken', {
  description: 'A key with which a program acts as the person. The secret itself is not kept.',
})
export class ApiTokenType {
  @Field(() => ID, { description: 'With this the token can be revoked.' })
  id: string;

  @Field(() => String, { description: 'What its owner calls it.' })
  name: string;

  @Field(() => TokenScopeName, { description: 'The widest thing it may do.' })
  scope: TokenScope;

  @Field(() => Date, { description: 'When its secret was shown.' })
  createdAt: Date;

  @Field(() => Date, { nullable: true, description: 'The hour of the last use; null when it was never used.' })
  lastUsedAt: Date | null;

  @Field(() => Date, { description: 'From when on it is worth nothing.' })
  expiresAt: Date;
}

@InputType({ description: 'A key for a program.' })
export class CreateApiTokenInput {
  @Field(() => String, { description: 'What to call it, so that its owner knows which program uses it.' })
  @IsString()
  @Matches(/\S/)
  @Length(1, 60)
  name: string;

  @Field(() => TokenScopeName, { description: 'The widest thing it may do; READ is enough for most.' })
  @IsIn(Object.values(TokenScopeName))
  scope: TokenScope;

  @Field(() => Int, { description: 'After how many days it ends: 1 to 366.' })
  @IsInt()
  @Min(1)
  @Max(366)
  days: number;
}

@ObjectType({ description: 'A token that was just made, with its secret.' })
export class NewApiToken {
  @Field(() => String, { description: 'Send it as `Authorization: Bearer …`. Shown now and not again.' })
  secret: string;

  @Field(() => ApiTokenType, { description: 'The token as it will be listed.' })
  token: ApiTokenType;
}

@InputType({ description: 'Which token shall be worth nothing.' })
export class RevokeApiTokenInput {
  @Field(() => ID, { description: 'One of the ids of `me { apiTokens }`.' })
  @IsUUID()
  tokenId: string;
}

@ObjectType({ description: 'Everything this Kongsi keeps about the person.' })
export class PersonalDataExport {
  @Field(() => String, { description: 'A JSON text with one part for each area: account, notices, firms and so on.' })
  json: string;

  @Field(() => Date, { description: 'When it was put together.' })
  madeAt: Date;
}

@InputType({ description: 'The confirmation that the account shall be erased.' })
export class EraseMeInput {
  @Field(() => String, { description: "The account's own e-mail address, typed to confirm." })
  @IsEmail()
  @MaxLength(254)
  email: string;
}

@ObjectType({
  description: 'The account is erased. What the person did for firms stays, under an id that leads to nobody.',
})
export class Erasure {
  @Field(() => Date, { description: 'When it was erased.' })
  erasedAt: Date;
}

export const SessionPage = pageType('SessionPage', SessionType);
export const ApiTokenPage = pageType('ApiTokenPage', ApiTokenType);

export const ChangeProfileResult = resultOf('ChangeProfileResult', MeType);
export const SetPasswordResult = resultOf('SetPasswordResult', MeType, [SignInAgain, PasswordWrong, PasswordTooEasy]);
export const ChangeEmailResult = resultOf('ChangeEmailResult', EmailChange, [SignInAgain]);
export const BeginSecondFactorResult = resultOf('BeginSecondFactorResult', SecondFactorEnrolment, [
  SignInAgain,
  SecondFactorAlreadyOn,
]);
export const ConfirmSecondFactorResult = resultOf('ConfirmSecondFactorResult', RecoveryCodes, [
  SignInAgain,
  SecondFactorAlreadyOn,
  SecondFactorWrong,
]);
export const RemoveSecondFactorResult = resultOf('RemoveSecondFactorResult', MeType, [SignInAgain, SecondFactorWrong]);
export const RenewRecoveryCodesResult = resultOf('RenewRecoveryCodesResult', RecoveryCodes, [
  SignInAgain,
  SecondFactorWrong,
]);
export const RevokeSessionResult = resultOf('RevokeSessionResult', SessionType);
export const CreateApiTokenResult = resultOf('CreateApiTokenResult', NewApiToken, [SignInAgain]);
export const RevokeApiTokenResult = resultOf('RevokeApiTokenResult', ApiTokenType);
export const ExportMyDataResult = resultOf('ExportMyDataResult', PersonalDataExport, [SignInAgain]);
export const EraseMeResult = resultOf('EraseMeResult', Erasure, [
  SignInAgain,
  ConfirmationDoesNotMatch,
  ErasureStopped,
]);
