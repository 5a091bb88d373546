import { Injectable } from '@nestjs/common';
import { Clock, Db, Mails, type RequestContext, brokenConstraint, newId } from '#libs/platform';
import type { NewProfile } from './address-proof.entity.js';
import { AddressProofs } from './address-proofs.js';
import type { MailedTo } from './credentials.js';
import { Passwords, ensureHardToGuess } from './passwords.js';
import { Person } from './person.entity.js';
import { Sessions } from './sessions.js';
import { LinkNoLongerValid } from './sign-in.refusals.js';
import { Throttle } from './throttle.js';
import { placeOf } from './visitor.js';

/** What a new person is made of. */
export interface NewPerson extends NewProfile {
  email: string;
  password?: string | null;
}

/**
 * How a person comes to be: the password is chosen by who holds the mail, never before, so that nobody can prepare an account for
 * somebody else's address.
 */
@Injectable()
export class Registrations {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly mails: Mails,
    private readonly proofs: AddressProofs,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly throttle: Throttle,
  ) {}

  /** Mails a link. Known and unknown addresses get the same answer for the same work; only the mail differs. */
  async register(input: NewPerson, context: RequestContext): Promise<MailedTo> {
    await this.throttle.spend('VISITOR', placeOf(context));
    await this.throttle.spend('MAIL', input.email);
    const known = await this.db.of(Person).findOneBy({ email: input.email });
    const { name, language, timeZone, email } = input;
    const { proof, token } = await this.proofs.issue({
      purpose: 'REGISTER',
      email,
      personId: known?.id ?? null,
      profile: { name, language, timeZone },
    });
    await this.mails.send({
      key: `register:${proof.id}`,
      to: known?.email ?? email,
      language: known?.language ?? language,
      sentence: known ? 'alreadyRegistered' : 'confirmAddress',
      // The known address never learns a token: that account is there already.
      facts: known ? {} : { token },
    });

    return { email };
  }

  /** Makes the person and signs them in. @throws LinkNoLongerValid, PasswordTooEasy */
  async confirm(input: { token: string; password?: string | null }, context: RequestContext): Promise<Person> {
    const { proof, now } = await this.proofs.redeem('REGISTER', input.token);
    if (!proof.profile || proof.personId) throw new LinkNoLongerValid();
    const person = await this.enrol({ ...proof.profile, email: proof.email, password: input.password }, now);
    await this.sessions.open(person, context, now);

    return person;
  }

  /**
   * A person whose address is known to be theirs: used by `confirm`, by demo data and by the command line.
   *
   * @throws LinkNoLongerValid when the address has come to belong to somebody, PasswordTooEasy
   */
  async enrol(input: NewPerson, now?: Date): Promise<Person> {
    if (input.password) ensureHardToGuess(input.password, input);
    const person = Object.assign(new Person(), {
      id: newId(),
      email: input.email,
      name: input.name,
      language: input.language,
      timeZone: input.timeZone,
      passwordHash: input.password ? await this.passwords.hash(input.password) : null,
      operator: false,
      confirmedAt: now ?? (await this.clock.now()),
      erasedAt: null,
    });
    try {
      await this.db.of(Person).insert(person);
    } catch (error) {
      if (brokenConstraint(error) === 'person_email_key') throw new LinkNoLongerValid();
      throw error;
    }

    return person;
  }
}
