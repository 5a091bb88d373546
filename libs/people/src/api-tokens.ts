import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import {
  type ActorFacts,
  Clock,
  Db,
  Mails,
  NotFound,
  type Page,
  type PageArgs,
  type RequestContext,
  type TokenScope,
  newId,
  newToken,
  pageOf,
  readCursor,
  speak,
} from '#libs/platform';
import { ApiToken } from './api-token.entity.js';
import type { Person } from './person.entity.js';
import { digestOf } from './secrets.js';
import { Session } from './session.entity.js';
import { Sessions } from './sessions.js';

const day = 86_400_000;
/** So that a leaked token is recognised by those who search for such. */
const prefix = 'kongsi_';

type Presented = ApiToken & Pick<Person, 'language' | 'timeZone'>;

/** Keys for programs: `Authorization: Bearer kongsi_…`. They never carry an operator's rights, nor those over the account itself. */
@Injectable()
export class ApiTokens {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly mails: Mails,
    private readonly sessions: Sessions,
  ) {}

  /** Who presents a token; null when it does not count. */
  async whoAsks(req: Request): Promise<ActorFacts | null> {
    const secret = bearerOf(req);
    if (!secret) return null;
    const [row] = await this.db.sql<Presented>(
      `SELECT "apiToken".*, "person"."language", "person"."timeZone"
       FROM "apiToken" JOIN "person" ON "person"."id" = "apiToken"."personId" WHERE "tokenDigest" = $1`,
      [digestOf(secret)],
    );
    if (!row) return null;
    const now = await this.clock.now();
    if (row.expiresAt <= now) return null;
    const usedAt = Session.useAt(row.createdAt, now);
    if ((row.lastUsedAt?.getTime() ?? 0) < usedAt.getTime())
      await this.db.of(ApiToken).update({ id: row.id }, { lastUsedAt: usedAt });
    speak(row.language);
    const { scopes } = Object.assign(new ApiToken(), row);

    return { personId: row.personId, scopes, language: row.language, timeZone: row.timeZone };
  }

  /** Makes one. @returns the secret too, readable this once @throws SignInAgain */
  async create(
    input: { name: string; scope: TokenScope; days: number },
    context: RequestContext,
  ): Promise<{ secret: string; token: ApiToken }> {
    const { person, now } = await this.sessions.recentPerson(context);
    const secret = `${prefix}${newToken()}`;
    const token = Object.assign(new ApiToken(), {
      id: newId(),
      personId: person.id,
      name: input.name,
      tokenDigest: digestOf(secret),
      scope: input.scope,
      createdAt: now,
      lastUsedAt: null,
      expiresAt: new Date(now.getTime() + input.days * day),
    });
    await this.db.of(ApiToken).insert(token);
    if (person.email) {
      await this.mails.send({
        key: `api-token:${token.id}`,
        to: person.email,
        language: person.language,
        sentence: 'apiTokenMade',
        facts: { name: token.name },
      });
    }

    return { secret, token };
  }

  /** The person's tokens, the newest first; those that ended stay listed until they are swept away. */
  async of(personId: string, { first, after }: PageArgs): Promise<Page<ApiToken>> {
    const [at, id] = readCursor(after, 2) ?? [null, null];
    const tokens = await this.db.sql<ApiToken>(
      `SELECT * FROM "apiToken" WHERE "personId" = $1 AND ($2::timestamptz IS NULL OR ("createdAt", "id") < ($2, $3::uuid))
       ORDER BY "createdAt" DESC, "id" DESC LIMIT $4`,
      [personId, at, id, first + 1],
    );

    return pageOf(tokens, first, (token) => [token.createdAt.toISOString(), token.id]);
  }

  /** Makes one worthless. @throws NotFound when it is not the person's */
  async revoke(personId: string, tokenId: string): Promise<ApiToken> {
    const token = await this.db.of(ApiToken).findOneBy({ id: tokenId, personId });
    if (!token) throw new NotFound();
    await this.db.of(ApiToken).delete({ id: tokenId });

    return token;
  }
}

function bearerOf(req: Request): string | undefined {
  return /^Bearer (\S{1,200})$/i.exec(req.headers.authorization ?? '')?.[1];
}
