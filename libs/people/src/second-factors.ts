import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { Clock, Db, Mails, NotFound, type RequestContext, newId } from '#libs/platform';
import { Person } from './person.entity.js';
import { RecoveryCode, SecondFactor } from './second-factor.entity.js';
import { digestOf } from './secrets.js';
import { Sessions } from './sessions.js';
import { SecondFactorAlreadyOn, SecondFactorNeeded, SecondFactorWrong } from './sign-in.refusals.js';
import { Throttle } from './throttle.js';

const recoveryCodes = 10;
const sixDigits = /^\d{6}$/;
/** A phone's clock may be half a minute off. */
const toleratedSeconds = 30;

/** The second proof, beside password or mailed code: an authenticator app, with codes on paper for when it is lost. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly mails: Mails,
    private readonly sessions: Sessions,
    private readonly throttle: Throttle,
  ) {}

  async isOn(personId: string): Promise<boolean> {
    return (await this.factorOf(personId))?.confirmedAt != null;
  }

  async recoveryCodesLeft(personId: string): Promise<number> {
    return this.db.of(RecoveryCode).countBy({ personId });
  }

  /** Makes the secret an authenticator app scans. Nothing changes until a code from it is confirmed. @throws SecondFactorAlreadyOn, SignInAgain */
  async begin(context: RequestContext): Promise<{ secret: string; uri: string }> {
    const { person } = await this.sessions.recentPerson(context);
    const secret = generateSecret();
    const begun = await this.db.sql(
      `INSERT INTO "secondFactor" ("personId", "secret") VALUES ($1, $2)
       ON CONFLICT ("personId") DO UPDATE SET "secret" = excluded."secret" WHERE "secondFactor"."confirmedAt" IS NULL
       RETURNING 1 AS "begun"`,
      [person.id, secret],
    );
    if (begun.length === 0) throw new SecondFactorAlreadyOn();

    return { secret, uri: generateURI({ issuer: 'Kongsi', label: person.email ?? person.id, secret }) };
  }

  /** Turns it on with a first code. @returns the recovery codes, readable this once @throws SecondFactorWrong, SecondFactorAlreadyOn */
  async confirm(code: string, context: RequestContext): Promise<{ codes: string[] }> {
    const { person } = await this.sessions.recentPerson(context);
    const factor = await this.factorOf(person.id);
    if (!factor) throw new NotFound();
    if (factor.confirmedAt) throw new SecondFactorAlreadyOn();
    await this.spendOn(person.id, () => this.useStep(factor, code));
    const now = await this.clock.now();
    await this.db.of(SecondFactor).update({ personId: person.id }, { confirmedAt: now });
    const codes = await this.newRecoveryCodes(person.id);
    await this.sessions.rotate(context, now);
    await this.tell(person, 'secondFactorOn');

    return { codes };
  }

  /** Turns it off. @throws SecondFactorWrong, SignInAgain */
  async remove(code: string, context: RequestContext): Promise<Person> {
    const { person, now } = await this.sessions.recentPerson(context);
    await this.ensurePassed(person.id, code);
    await this.db.of(SecondFactor).delete({ personId: person.id });
    await this.sessions.rotate(context, now);
    await this.tell(person, 'secondFactorOff');

    return person;
  }

  /** Makes the old recovery codes worthless. @returns new ones @throws SecondFactorWrong, SignInAgain */
  async renewRecoveryCodes(code: string, context: RequestContext): Promise<{ codes: string[] }> {
    const { person } = await this.sessions.recentPerson(context);
    if (!(await this.isOn(person.id))) throw new NotFound();
    await this.ensurePassed(person.id, code);

    return { codes: await this.newRecoveryCodes(person.id) };
  }

  /**
   * Asks for the second proof where the person has one.
   *
   * @param given a code of the app (six digits) or a recovery code
   * @throws SecondFactorNeeded when none is given, SecondFactorWrong when it does not fit or was used before
   */
  async ensurePassed(personId: string, given: string | null | undefined): Promise<void> {
    const factor = await this.factorOf(personId);
    if (!factor?.confirmedAt) return;
    if (!given) throw new SecondFactorNeeded();
    await this.spendOn(personId, () =>
      sixDigits.test(given) ? this.useStep(factor, given) : this.useRecoveryCode(personId, given),
    );
  }

  /** One try, given back if it was right. */
  private async spendOn(personId: string, isRight: () => Promise<boolean>): Promise<void> {
    await this.throttle.spend('SECOND_FACTOR', personId);
    if (!(await isRight())) throw new SecondFactorWrong();
    await this.throttle.forgive('SECOND_FACTOR', personId);
  }

  /** The statement itself refuses a step that was used: of two at once only one gets through. */
  private async useStep({ personId, secret }: SecondFactor, token: string): Promise<boolean> {
    if (!sixDigits.test(token)) return false;
    const epoch = Math.floor((await this.clock.now()).getTime() / 1_000);
    const checked = verifySync({ secret, token, epoch, epochTolerance: toleratedSeconds });
    if (!checked.valid || !('timeStep' in checked)) return false;
    const used = await this.db.sql(
      `UPDATE "secondFactor" SET "lastStep" = $2 WHERE "personId" = $1 AND ("lastStep" IS NULL OR "lastStep" < $2)
       RETURNING 1 AS "used"`,
      [personId, checked.timeStep],
    );

    return used.length === 1;
  }

  private async useRecoveryCode(personId: string, code: string): Promise<boolean> {
    const used = await this.db.sql(
      `DELETE FROM "recoveryCode" WHERE "personId" = $1 AND "digest" = $2 RETURNING 1 AS "used"`,
      [personId, digestOf(plain(code))],
    );

    return used.length === 1;
  }

  private async newRecoveryCodes(personId: string): Promise<string[]> {
    // 80 random bits each, in letters and digits that are not mistaken for each other.
    const codes = Array.from({ length: recoveryCodes }, () => readable(randomBytes(10)));
    await this.db.of(RecoveryCode).delete({ personId });
    await this.db.of(RecoveryCode).insert(codes.map((code) => ({ personId, digest: digestOf(plain(code)) })));

    return codes;
  }

  private factorOf(personId: string): Promise<SecondFactor | null> {
    return this.db.of(SecondFactor).findOneBy({ personId });
  }

  private async tell(person: Person, sentence: string): Promise<void> {
    if (!person.email) return;
    await this.mails.send({ key: `${sentence}:${newId()}`, to: person.email, language: person.language, sentence });
  }
}

/** Crockford's base 32 in groups of four: `7x2k-…`. */
function readable(bytes: Buffer): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = bits.match(/.{5}/g)!.map((five) => alphabet[Number.parseInt(five, 2)]!);

  return letters.join('').match(/.{4}/g)!.join('-');
}

/** However it was typed. */
function plain(code: string): string {
  return code.toLowerCase().replaceAll(/[^0-9a-z]/g, '');
}
