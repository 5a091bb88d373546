import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Public, type RequestContext, SignedIn } from '#libs/platform';
import type { Person } from './person.entity.js';
import { Registrations } from './registrations.js';
import { Sessions } from './sessions.js';
import {
  ConfirmRegistrationInput,
  ConfirmRegistrationResult,
  RegisterInput,
  RegisterResult,
  type Registration,
  SignInInput,
  SignInResult,
} from './sign-in.graphql.js';
import { SignIn } from './sign-in.js';

/** The ways in and out. */
@Resolver()
export class SignInResolver {
  constructor(
    private readonly registrations: Registrations,
    private readonly signIns: SignIn,
    private readonly sessions: Sessions,
  ) {}

  @Public()
  @Mutation(() => RegisterResult, {
    description: 'Ask to join. A mail goes to the address; the answer is the same whether or not it is known here.',
  })
  register(@Args('input') input: RegisterInput, @Context() context: RequestContext): Promise<Registration> {
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

  @SignedIn()
  @Mutation(() => Boolean, { description: 'End the session of this device; its cookie is worth nothing afterwards.' })
  async signOut(@Context() context: RequestContext): Promise<boolean> {
    await this.sessions.close(context);

    return true;
  }
}
