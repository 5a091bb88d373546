import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Public, type RequestContext, SignedIn } from '#libs/platform';
import { Credentials, type MailedTo } from './credentials.js';
import type { Person } from './person.entity.js';
import { Registrations } from './registrations.js';
import { Sessions } from './sessions.js';
import {
  ConfirmEmailInput,
  ConfirmEmailResult,
  ConfirmRegistrationInput,
  ConfirmRegistrationResult,
  RegisterInput,
  RegisterResult,
  RequestPasswordResetInput,
  RequestPasswordResetResult,
  RequestSignInCodeInput,
  RequestSignInCodeResult,
  ResetPasswordInput,
  ResetPasswordResult,
  SignInInput,
  SignInResult,
  SignInWithCodeInput,
  SignInWithCodeResult,
} from './sign-in.graphql.js';
import { SignIn, type SignInChallenge } from './sign-in.js';

/** The ways in and out, open to whoever holds the proof. */
@Resolver()
export class SignInResolver {
  constructor(
    private readonly registrations: Registrations,
    private readonly signIns: SignIn,
    private readonly credentials: Credentials,
    private readonly sessions: Sessions,
  ) {}

  @Public()
  @Mutation(() => RegisterResult, {
    description: 'Ask to join. A mail goes to the address; the answer is the same whether or not it is known here.',
  })
  register(@Args('input') input: RegisterInput, @Context() context: RequestContext): Promise<MailedTo> {
    return this.registrations.register(input, context);
  }

  @Public()
  @Mutation(() => ConfirmRegistrationResult, {
    description: 'Prove the address with the link of the mail, choose a password, and be signed in.',
  })
  confirmRegistration(
    @Args('input') input: ConfirmRegistrationInput,
    @Context() context: RequestContext,
  ): Promise<Person> {
    return this.registrations.confirm(input, context);
  }

  @Public()
  @Mutation(() => SignInResult, {
    description: 'Sign in with address and password. The session comes as a cookie. Guessing is slowed down.',
  })
  signIn(@Args('input') input: SignInInput, @Context() context: RequestContext): Promise<Person> {
    return this.signIns.withPassword(input, context);
  }

  @Public()
  @Mutation(() => RequestSignInCodeResult, {
    description: 'Have six digits mailed, to sign in without a password. The same answer for unknown addresses.',
  })
  requestSignInCode(
    @Args('input') input: RequestSignInCodeInput,
    @Context() context: RequestContext,
  ): Promise<SignInChallenge> {
    return this.signIns.mailCode(input.email, context);
  }

  @Public()
  @Mutation(() => SignInWithCodeResult, {
    description: 'Sign in with the mailed digits: within ten minutes, and with five tries.',
  })
  signInWithCode(@Args('input') input: SignInWithCodeInput, @Context() context: RequestContext): Promise<Person> {
    return this.signIns.withCode(input, context);
  }

  @SignedIn()
  @Mutation(() => Boolean, { description: 'End the session of this device; its cookie is worth nothing afterwards.' })
  signOut(@Context() context: RequestContext): Promise<boolean> {
    return this.sessions.close(context);
  }

  @Public()
  @Mutation(() => RequestPasswordResetResult, {
    description: 'Have a link mailed for choosing a new password. The same answer for unknown addresses.',
  })
  requestPasswordReset(
    @Args('input') input: RequestPasswordResetInput,
    @Context() context: RequestContext,
  ): Promise<MailedTo> {
    return this.credentials.mailResetLink(input.email, context);
  }

  @Public()
  @Mutation(() => ResetPasswordResult, {
    description: 'Choose a new password with the mailed link. All sessions end; sign in with it afterwards.',
  })
  resetPassword(@Args('input') input: ResetPasswordInput): Promise<MailedTo> {
    return this.credentials.resetPassword(input);
  }

  @Public()
  @Mutation(() => ConfirmEmailResult, {
    description: 'Move the account to the new address with the link that was mailed there. The old address is told.',
  })
  confirmEmail(@Args('input') input: ConfirmEmailInput, @Context() context: RequestContext): Promise<MailedTo> {
    return this.credentials.confirmNewAddress(input.token, context);
  }
}
