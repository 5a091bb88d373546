import { Injectable } from '@nestjs/common';
import { Db, Mails, type RequestContext, brokenConstraint, currentLanguage, newId } from '#libs/platform';
import { AddressProofs } from './address-proofs.js';
import { Passwords, ensureHardToGuess } from './passwords.js';
import { Person } from './person.entity.js';
import { Sessions } from './sessions.js';
import { LinkNoLongerValid, PasswordWrong } from './sign-in.refusals.js';
import { Throttle } from './throttle.js';
import { placeOf } from './visitor.js';

/** Where something was mailed to. */
export interface MailedTo {
  email: string;
}

/** What one signs in with: the password and the address, and how to replace either. */
@Injectable()
export class Credentials {
  constructor(
    private readonly db: Db,
    private readonly mails: Mails,
    private readonly proofs: AddressProofs,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly throttle: Throttle,
  ) {}

  /** Mails a link for choosing a new password; the answer is the same whether or not the address is known. */
  async mailResetLink(email: string, context: RequestContext): Promise<MailedTo> {
    await this.throttle.spend('VISITOR', placeOf(context));
    await this.throttle.spend('MAIL', email);
    const person = await this.db.of(Person).findOneBy({ email });
    const { proof, token } = await this.proofs.issue({
      purpose: 'RESET_PASSWORD',
      email,
      personId: person?.id ?? null,
    });
    await this.mails.send({
      key: `reset-password:${proof.id}`,
      to: person?.email ?? email,
      language: person?.language ?? currentLanguage(),
      sentence: person ? 'resetPassword' : 'noAccount',
      facts: person ? { token } : {},
    });

    return { email };
  }

  /** Chooses a new password with the mailed link; every session ends. @throws LinkNoLongerValid, PasswordTooEasy */
  async resetPassword(input: { token: string; password: string }): Promise<MailedTo> {
    const { proof } = await this.proofs.redeem('RESET_PASSWORD', input.token);
    if (!proof.personId) throw new LinkNoLongerValid();
    const person = await this.db.get(Person, proof.personId, 'FOR UPDATE');
    await this.replacePassword(person, input.password);
    await this.sessions.endOthers(person.id, null);

    return { email: proof.email };
  }

  /**
   * Chooses a password while signed in; all other sessions end.
   *
   * @param input.currentPassword needed by who has one
   * @throws SignInAgain, PasswordWrong, PasswordTooEasy
   */
  async setPassword(
    input: { currentPassword?: string | null; newPassword: string },
    context: RequestContext,
  ): Promise<Person> {
    const { person, now } = await this.sessions.recentPerson(context);
    if (person.passwordHash) {
      await this.throttle.spend('ADDRESS', person.id);
      if (!(await this.passwords.fits(input.currentPassword ?? '', person.passwordHash))) throw new PasswordWrong();
      await this.throttle.forgive('ADDRESS', person.id);
    }
    await this.replacePassword(person, input.newPassword);
    await this.sessions.rotate(context, now);

    return person;
  }

  /** Mails a link to the new address; nothing changes before it is followed. The answer never tells whether it is known. @throws SignInAgain */
  async mailNewAddress(email: string, context: RequestContext): Promise<MailedTo> {
    const { person } = await this.sessions.recentPerson(context);
    await this.throttle.spend('MAIL', email);
    const holder = await this.db.of(Person).findOneBy({ email });
    const { proof, token } = await this.proofs.issue({ purpose: 'CHANGE_EMAIL', email, personId: person.id });
    await this.mails.send({
      key: `change-email:${proof.id}`,
      to: holder?.email ?? email,
      language: holder?.language ?? person.language,
      sentence: holder ? 'addressTaken' : 'confirmNewAddress',
      facts: holder ? {} : { token },
    });

    return { email };
  }

  /** Moves the account to the new address, tells the old one, and ends all other sessions. @throws LinkNoLongerValid */
  async confirmNewAddress(token: string, context: RequestContext): Promise<MailedTo> {
    const { proof } = await this.proofs.redeem('CHANGE_EMAIL', token);
    if (!proof.personId) throw new LinkNoLongerValid();
    const person = await this.db.get(Person, proof.personId, 'FOR UPDATE');
    if (!person.email) throw new LinkNoLongerValid();
    try {
      await this.db.of(Person).update({ id: person.id }, { email: proof.email });
    } catch (error) {
      if (brokenConstraint(error) === 'person_email_key') throw new LinkNoLongerValid();
      throw error;
    }
    // What was mailed to the old address must not open the account any more.
    await this.proofs.drop('ALL', person.id);
    await this.mails.send({
      key: `email-changed:${proof.id}`,
      to: person.email,
      language: person.language,
      sentence: 'emailChanged',
    });
    const { actor } = context;
    await this.sessions.endOthers(person.id, actor.personId === person.id ? actor.sessionId : null);

    return { email: proof.email };
  }

  private async replacePassword(person: Person, password: string): Promise<void> {
    ensureHardToGuess(password, person);
    person.passwordHash = await this.passwords.hash(password);
    await this.db.of(Person).update({ id: person.id }, { passwordHash: person.passwordHash });
    await this.proofs.drop('RESET_PASSWORD', person.id);
    if (!person.email) return;
    await this.mails.send({
      key: `password-changed:${newId()}`,
      to: person.email,
      language: person.language,
      sentence: 'passwordChanged',
    });
  }
}
