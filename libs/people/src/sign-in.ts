import { callbackify } from 'node:util';
import { Injectable } from '@nestjs/common';
import passport from 'passport';
import passportLocal from 'passport-local';
import { Clock, Db, Mails, type RequestContext, currentLanguage } from '#libs/platform';
import { AddressProofs, codeSecret } from './address-proofs.js';
import { Passwords } from './passwords.js';
import { Person } from './person.entity.js';
import { SecondFactors } from './second-factors.js';
import { newCode } from './secrets.js';
import { Sessions } from './sessions.js';
import { SecondFactorNeeded, SignInFailed } from './sign-in.refusals.js';
import { Throttle } from './throttle.js';
import { placeOf } from './visitor.js';

/** A mailed code was asked for. */
export interface SignInChallenge {
  id: string;
  email: string;
  expiresAt: Date;
}

/** Signing in: with a password, through passport, or with a code that is mailed. */
@Injectable()
export class SignIn {
  readonly #passport = new passport.Passport();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly mails: Mails,
    private readonly proofs: AddressProofs,
    private readonly passwords: Passwords,
    private readonly secondFactors: SecondFactors,
    private readonly sessions: Sessions,
    private readonly throttle: Throttle,
  ) {
    const find = callbackify((email: string, password: string) => this.personWith(email, password));
    this.#passport.use(
      new passportLocal.Strategy({ usernameField: 'email', session: false }, (email, password, done) =>
        find(email, password, (error, person) => done(error, person ?? false)),
      ),
    );
  }

  /**
   * @throws SignInFailed, the same whether the address or the password is wrong; SecondFactorNeeded, SecondFactorWrong;
   *   TooManyRequests
   */
  async withPassword(
    input: { email: string; password: string; secondFactor?: string | null },
    context: RequestContext,
  ): Promise<Person> {
    const place = placeOf(context);
    const { email, password } = input;
    await this.throttle.spend('VISITOR', place);
    await this.throttle.spend('ADDRESS', email);
    await this.throttle.spend('SIGN_IN', email, place);
    const person = await this.authenticate({ email, password });
    if (!person) throw new SignInFailed();
    // The password was right: these were no guesses, whatever the second proof says.
    await this.throttle.forgive('VISITOR', place);
    await this.throttle.forgive('ADDRESS', email);
    await this.throttle.forgive('SIGN_IN', email, place);
    await this.secondFactors.ensurePassed(person.id, input.secondFactor);

    return this.open(person, context);
  }

  /** Mails six digits; an unknown address gets the same answer, and a mail that says there is no account. */
  async mailCode(email: string, context: RequestContext): Promise<SignInChallenge> {
    await this.throttle.spend('VISITOR', placeOf(context));
    await this.throttle.spend('MAIL', email);
    const person = await this.db.of(Person).findOneBy({ email });
    const code = newCode();
    const { proof } = await this.proofs.issue({ purpose: 'SIGN_IN', email, personId: person?.id ?? null, code });
    await this.mails.send({
      key: `sign-in-code:${proof.id}`,
      to: person?.email ?? email,
      language: person?.language ?? currentLanguage(),
      sentence: person ? 'signInCode' : 'noAccount',
      facts: person ? { code } : {},
    });

    return { id: proof.id, email, expiresAt: proof.expiresAt };
  }

  /** @throws SignInFailed when the code is wrong, used or too old; SecondFactorNeeded, SecondFactorWrong; TooManyRequests */
  async withCode(
    input: { challengeId: string; code: string; secondFactor?: string | null },
    context: RequestContext,
  ): Promise<Person> {
    const place = placeOf(context);
    await this.throttle.spend('VISITOR', place);
    await this.throttle.spend('CODE', input.challengeId);
    const taken = await this.proofs.take('SIGN_IN', codeSecret(input.challengeId, input.code));
    if (!taken?.proof.personId) throw new SignInFailed();
    const person = await this.db.get(Person, taken.proof.personId);
    await this.throttle.forgive('VISITOR', place);
    await this.ensureSecondFactor(person, input, () => this.throttle.forgive('CODE', input.challengeId));
    await this.proofs.drop('SIGN_IN', person.id);

    return this.open(person, context);
  }

  /** The code stays good while the second proof is looked for: the refusal rolls its use back, and it was no guess. */
  private async ensureSecondFactor(
    person: Person,
    input: { secondFactor?: string | null },
    forgive: () => Promise<void>,
  ): Promise<void> {
    try {
      await this.secondFactors.ensurePassed(person.id, input.secondFactor);
    } catch (error) {
      if (error instanceof SecondFactorNeeded) await forgive();
      throw error;
    }
  }

  private async open(person: Person, context: RequestContext): Promise<Person> {
    await this.sessions.open(person, context, await this.clock.now());

    return person;
  }

  /** Hands the credentials to passport's local strategy; nothing of the real request reaches it. */
  private authenticate(credentials: { email: string; password: string }): Promise<Person | null> {
    return new Promise((resolve, reject) => {
      const answer = (error: unknown, person?: unknown): void => {
        if (error) reject(error);
        else resolve(person ? (person as Person) : null);
      };
      const middleware = this.#passport.authenticate('local', { session: false }, answer) as unknown as (
        req: object,
        res: object,
        next: (error: unknown) => void,
      ) => void;
      middleware({ body: credentials }, {}, reject);
    });
  }

  private async personWith(email: string, password: string): Promise<Person | null> {
    const person = await this.db.of(Person).findOneBy({ email });
    const fits = await this.passwords.fits(password, person?.passwordHash ?? null);

    return fits ? person : null;
  }
}
