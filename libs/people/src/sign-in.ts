import { Injectable } from '@nestjs/common';
import passport from 'passport';
import passportLocal from 'passport-local';
import { Clock, Db, type RequestContext } from '#libs/platform';
import { Passwords } from './passwords.js';
import { Person } from './person.entity.js';
import { Sessions } from './sessions.js';
import { SignInFailed } from './sign-in.refusals.js';
import { Throttle } from './throttle.js';
import { placeOf } from './visitor.js';

/** Signing in with a password, through passport. */
@Injectable()
export class SignIn {
  readonly #passport = new passport.Passport();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly throttle: Throttle,
  ) {
    this.#passport.use(
      new passportLocal.Strategy({ usernameField: 'email', session: false }, (email, password, done) => {
        this.personWith(email, password).then((person) => done(null, person ?? false), done);
      }),
    );
  }

  /** @throws SignInFailed, the same whether the address or the password is wrong; TooManyRequests */
  async withPassword(input: { email: string; password: string }, context: RequestContext): Promise<Person> {
    const place = placeOf(context);
    await this.throttle.spend('VISITOR', place);
    await this.throttle.spend('ADDRESS', input.email);
    await this.throttle.spend('SIGN_IN', input.email, place);
    const person = await this.authenticate(input);
    if (!person) throw new SignInFailed();
    await this.sessions.open(person, context, await this.clock.now());
    await this.throttle.forgive('VISITOR', place);
    await this.throttle.forgive('ADDRESS', input.email);
    await this.throttle.forgive('SIGN_IN', input.email, place);

    return person;
  }

  /** Hands the credentials to passport's local strategy; nothing of the real request reaches it. */
  private authenticate(credentials: { email: string; password: string }): Promise<Person | null> {
    return new Promise((resolve, reject) => {
      const answer = (error: unknown, person?: unknown): void => {
        if (error) reject(error as Error);
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
