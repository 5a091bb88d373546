import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Db, Jobs, Mails, OnJob, PersonalDataRegistry, type RequestContext } from '#libs/platform';
import { ApiToken } from './api-token.entity.js';
import { Person } from './person.entity.js';
import { SecondFactor } from './second-factor.entity.js';
import { Session } from './session.entity.js';
import { Sessions } from './sessions.js';
import { ConfirmationDoesNotMatch, ErasureStopped } from './sign-in.refusals.js';

const day = 86_400_000;

/** A person's own data, of all libraries: taken along, or erased. */
@Injectable()
export class OwnData implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly mails: Mails,
    private readonly registry: PersonalDataRegistry,
    private readonly sessions: Sessions,
  ) {}

  onModuleInit(): void {
    this.registry.register({
      name: 'people',
      export: (personId) => this.exportAccount(personId),
      erase: (personId, now) => this.eraseAccount(personId, now),
    });
  }

  /** Everything all libraries keep about the person, as JSON. @throws SignInAgain */
  async export(context: RequestContext): Promise<{ json: string; madeAt: Date }> {
    const { person, now } = await this.sessions.recentPerson(context);
    const parts: Record<string, unknown> = { madeAt: now };
    for (const part of this.registry.parts) parts[part.name] = await part.export(person.id);

    return { json: JSON.stringify(parts, null, 2), madeAt: now };
  }

  /**
   * Erases the person in all libraries. What they signed or did for a firm stays, under an id that leads to nobody.
   *
   * @param email typed by the person, to confirm
   * @throws SignInAgain, ConfirmationDoesNotMatch, ErasureStopped
   */
  async erase(email: string, context: RequestContext): Promise<{ erasedAt: Date }> {
    const { person, now } = await this.sessions.recentPerson(context);
    if (person.email?.toLowerCase() !== email.toLowerCase()) throw new ConfirmationDoesNotMatch();
    const reasons: string[] = [];
    for (const part of this.registry.parts) reasons.push(...((await part.veto?.(person.id)) ?? []));
    if (reasons.length > 0) throw new ErasureStopped(reasons);
    // From right to left: a library's rows point at those of the libraries before it.
    for (const part of this.registry.parts.toReversed()) await part.erase(person.id, now);
    await this.sayGoodbye(person, now);
    await this.sessions.close(context);

    return { erasedAt: now };
  }

  /** The last mail carries the address once more; a day later that is gone as well. */
  @OnJob('forget-goodbye')
  async forgetGoodbye({ personId }: { personId: string }): Promise<void> {
    await this.db.sql(`DELETE FROM "mail" WHERE "key" = $1`, [goodbyeKey(personId)]);
  }

  private async sayGoodbye(person: Person, now: Date): Promise<void> {
    await this.mails.send({
      key: goodbyeKey(person.id),
      to: person.email!,
      language: person.language,
      sentence: 'accountErased',
    });
    await this.jobs.add('forget-goodbye', { personId: person.id }, { runAt: new Date(now.getTime() + day) });
  }

  private async exportAccount(personId: string): Promise<unknown> {
    const { passwordHash, ...profile } = await this.db.get(Person, personId);
    const factor = await this.db.of(SecondFactor).findOneBy({ personId });
    const sessions = await this.db.of(Session).findBy({ personId });
    const tokens = await this.db.of(ApiToken).findBy({ personId });
    const mails = await this.db.sql(
      `SELECT "subject", "createdAt", "sentAt" FROM "mail" WHERE "recipient" = $1 ORDER BY "createdAt"`,
      [profile.email],
    );

    return {
      ...profile,
      hasPassword: passwordHash !== null,
      secondFactorSince: factor?.confirmedAt ?? null,
      sessions: sessions.map(({ device, signedInAt, lastUsedAt, expiresAt }) => ({
        device,
        signedInAt,
        lastUsedAt,
        expiresAt,
      })),
      apiTokens: tokens.map(({ name, scope, createdAt, lastUsedAt, expiresAt }) => ({
        name,
        scope,
        createdAt,
        lastUsedAt,
        expiresAt,
      })),
      mails,
    };
  }

  private async eraseAccount(personId: string, now: Date): Promise<void> {
    const { email } = await this.db.get(Person, personId);
    await this.db.sql(`DELETE FROM "mail" WHERE "recipient" = $1`, [email]);
    await this.db.sql(`DELETE FROM "addressProof" WHERE "personId" = $1 OR "email" = $2::citext`, [personId, email]);
    for (const table of ['session', 'apiToken', 'secondFactor', 'idempotencyKey'])
      await this.db.sql(`DELETE FROM "${table}" WHERE "personId" = $1`, [personId]);
    await this.db.of(Person).update(
      { id: personId },
      {
        email: null,
        name: null,
        language: 'en',
        timeZone: 'UTC',
        passwordHash: null,
        operator: false,
        erasedAt: now,
      },
    );
  }
}

function goodbyeKey(personId: string): string {
  return `account-erased:${personId}`;
}
