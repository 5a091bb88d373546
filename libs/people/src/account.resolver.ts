import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, type RequestContext, SignedIn } from '#libs/platform';
import {
  BeginSecondFactorResult,
  ChangeEmailInput,
  ChangeEmailResult,
  ChangeProfileInput,
  ChangeProfileResult,
  ConfirmSecondFactorResult,
  EraseMeInput,
  EraseMeResult,
  type Erasure,
  ExportMyDataResult,
  type PersonalDataExport,
  type RecoveryCodes,
  RemoveSecondFactorResult,
  RenewRecoveryCodesResult,
  SecondFactorCodeInput,
  type SecondFactorEnrolment,
  SetPasswordInput,
  SetPasswordResult,
} from './account.graphql.js';
import { Credentials, type MailedTo } from './credentials.js';
import { OwnData } from './own-data.js';
import { People } from './people.js';
import type { Person } from './person.entity.js';
import { SecondFactors } from './second-factors.js';

/** What a person changes in the own account. */
@Resolver()
export class AccountResolver {
  constructor(
    private readonly people: People,
    private readonly credentials: Credentials,
    private readonly secondFactors: SecondFactors,
    private readonly ownData: OwnData,
  ) {}

  @SignedIn()
  @Mutation(() => ChangeProfileResult, { description: 'Say how to be called, in which language, and in which zone.' })
  changeProfile(@Acting() actor: Actor, @Args('input') input: ChangeProfileInput): Promise<Person> {
    return this.people.changeProfile(actor.person, input);
  }

  @SignedIn()
  @Mutation(() => SetPasswordResult, {
    description: 'Choose a password, the first or another one. All other sessions end. Takes a fresh sign-in.',
  })
  setPassword(@Args('input') input: SetPasswordInput, @Context() context: RequestContext): Promise<Person> {
    return this.credentials.setPassword(input, context);
  }

  @SignedIn()
  @Mutation(() => ChangeEmailResult, {
    description: 'Ask to move the account to another address: a link goes there. Takes a fresh sign-in.',
  })
  changeEmail(@Args('input') input: ChangeEmailInput, @Context() context: RequestContext): Promise<MailedTo> {
    return this.credentials.mailNewAddress(input.email, context);
  }

  @SignedIn()
  @Mutation(() => BeginSecondFactorResult, {
    description: 'Get a secret for an authenticator app. Nothing is asked at sign-in before it is confirmed.',
  })
  beginSecondFactor(@Context() context: RequestContext): Promise<SecondFactorEnrolment> {
    return this.secondFactors.begin(context);
  }

  @SignedIn()
  @Mutation(() => ConfirmSecondFactorResult, {
    description: 'Link the authenticator app with a first code of it; from now on sign-in asks for one.',
  })
  confirmSecondFactor(
    @Args('input') input: SecondFactorCodeInput,
    @Context() context: RequestContext,
  ): Promise<RecoveryCodes> {
    return this.secondFactors.confirm(input.code, context);
  }

  @SignedIn()
  @Mutation(() => RemoveSecondFactorResult, {
    description: 'Unlink the authenticator app, with a code of it or a recovery code. Other sessions end.',
  })
  removeSecondFactor(@Args('input') input: SecondFactorCodeInput, @Context() context: RequestContext): Promise<Person> {
    return this.secondFactors.remove(input.code, context);
  }

  @SignedIn()
  @Mutation(() => RenewRecoveryCodesResult, {
    description: 'Get ten new recovery codes; the earlier ones are worth nothing afterwards.',
  })
  renewRecoveryCodes(
    @Args('input') input: SecondFactorCodeInput,
    @Context() context: RequestContext,
  ): Promise<RecoveryCodes> {
    return this.secondFactors.renewRecoveryCodes(input.code, context);
  }

  @SignedIn()
  @Mutation(() => ExportMyDataResult, {
    description: 'Get everything this Kongsi keeps about you. Takes a fresh sign-in, for it is a lot in one place.',
  })
  exportMyData(@Context() context: RequestContext): Promise<PersonalDataExport> {
    return this.ownData.export(context);
  }

  @SignedIn()
  @Mutation(() => EraseMeResult, {
    description: 'Erase the own account for good. What was signed for firms stays, without a name. Cannot be undone.',
  })
  eraseMe(@Args('input') input: EraseMeInput, @Context() context: RequestContext): Promise<Erasure> {
    return this.ownData.erase(input.email, context);
  }
}
