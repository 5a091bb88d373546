import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import {
  type ActorFacts,
  CONFIG,
  Clock,
  type Config,
  Db,
  NotFound,
  type Page,
  type PageArgs,
  type RequestContext,
  newId,
  newToken,
  pageOf,
  readCursor,
  speak,
} from '#libs/platform';
import { Person } from './person.entity.js';
import { digestOf } from './secrets.js';
import { Session } from './session.entity.js';
import { SignInAgain } from './sign-in.refusals.js';

type SignedIn = Session & Pick<Person, 'operator' | 'language' | 'timeZone'>;

/** Where people are signed in. The cookie carries a random token; the table its digest. */
@Injectable()
export class Sessions {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  get cookieName(): string {
    return this.config.secure ? '__Host-kongsi' : 'kongsi';
  }

  /** Who a request's cookie belongs to; null without one that counts. */
  async whoAsks(req: Request): Promise<ActorFacts | null> {
    const token = cookieOf(req, this.cookieName);
    if (!token) return null;
    const [session] = await this.db.sql<SignedIn>(
      `SELECT "session".*, "person"."operator", "person"."language", "person"."timeZone"
       FROM "session" JOIN "person" ON "person"."id" = "session"."personId" WHERE "session"."tokenDigest" = $1`,
      [digestOf(token)],
    );
    if (!session) return null;
    const now = await this.clock.now();
    if (session.expiresAt <= now) return null;
    await this.noteUse(Object.assign(new Session(), session), now);
    speak(session.language);
    const { personId, id: sessionId, operator, language, timeZone } = session;

    return { personId, sessionId, operator, language, timeZone };
  }

  /** Signs the person in on this device. A session that was open here before ends: a token known before is worth nothing after. */
  async open(person: Person, context: RequestContext, now: Date): Promise<Session> {
    if (context.actor.sessionId) await this.db.of(Session).delete({ id: context.actor.sessionId });
    const token = newToken();
    const session = Object.assign(new Session(), {
      id: newId(),
      personId: person.id,
      tokenDigest: digestOf(token),
      device: (context.req?.headers['user-agent'] ?? '').slice(0, 200),
      signedInAt: now,
      lastUsedAt: Session.useAt(now, now),
      expiresAt: Session.expiryOf(now, now),
    });
    await this.db.of(Session).insert(session);
    this.handOut(context, token, session.signedInAt, now);
    speak(person.language);

    return session;
  }

  /** Gives this device a new token and ends all other sessions: what the person may do, or how they prove it, has changed. */
  async rotate(context: RequestContext, now: Date): Promise<void> {
    const { person: personId, sessionId } = context.actor;
    await this.endOthers(personId, sessionId);
    const token = newToken();
    const [session] = await this.db.sql<Session>(
      `UPDATE "session" SET "tokenDigest" = $2 WHERE "id" = $1 RETURNING *`,
      [sessionId, digestOf(token)],
    );
    if (session) this.handOut(context, token, session.signedInAt, now);
  }

  /**
   * The signed-in person, for what could lock its owner out: takes a sign-in in a browser not long ago, and never an API token.
   * The person stays locked until the transaction ends.
   *
   * @throws SignInAgain
   */
  async recentPerson(context: RequestContext): Promise<{ person: Person; now: Date }> {
    const { actor } = context;
    const person = await this.db.get(Person, actor.person, 'FOR UPDATE');
    const session = actor.sessionId ? await this.db.of(Session).findOneBy({ id: actor.sessionId }) : null;
    const now = await this.clock.now();
    if (!session?.isFresh(now)) throw new SignInAgain(Session.freshMinutes);

    return { person, now };
  }

  /** The person's sessions, the newest first. */
  async of(personId: string, { first, after }: PageArgs): Promise<Page<Session>> {
    const [at, id] = readCursor(after, 2) ?? [null, null];
    const sessions = await this.db.sql<Session>(
      `SELECT * FROM "session" WHERE "personId" = $1 AND "expiresAt" > $2
         AND ($3::timestamptz IS NULL OR ("signedInAt", "id") < ($3, $4::uuid))
       ORDER BY "signedInAt" DESC, "id" DESC LIMIT $5`,
      [personId, await this.clock.now(), at, id, first + 1],
    );

    return pageOf(sessions, first, (session) => [session.signedInAt.toISOString(), session.id]);
  }

  /** Ends this device's session, if there is one, and takes its cookie back. @returns whether there was one */
  async close(context: RequestContext): Promise<boolean> {
    if (context.actor.sessionId) await this.db.of(Session).delete({ id: context.actor.sessionId });
    this.db.afterCommit(() => context.res?.clearCookie(this.cookieName, this.cookieOptions));

    return context.actor.sessionId !== null;
  }

  /** Ends one session of the person. @throws NotFound when it is not theirs */
  async end(personId: string, sessionId: string): Promise<Session> {
    const session = await this.db.of(Session).findOneBy({ id: sessionId, personId });
    if (!session) throw new NotFound();
    await this.db.of(Session).delete({ id: sessionId });

    return session;
  }

  /** Ends all sessions of the person but one. @returns how many */
  async endOthers(personId: string, butSessionId: string | null): Promise<number> {
    const ended = await this.db.sql(
      `DELETE FROM "session" WHERE "personId" = $1 AND "id" IS DISTINCT FROM $2::uuid RETURNING "id"`,
      [personId, butSessionId],
    );

    return ended.length;
  }

  private async noteUse(session: Session, now: Date): Promise<void> {
    if (!session.isUseOutdated(now)) return;
    await this.db
      .of(Session)
      .update(
        { id: session.id },
        { lastUsedAt: Session.useAt(session.signedInAt, now), expiresAt: Session.expiryOf(session.signedInAt, now) },
      );
  }

  /** The cookie leaves only when the session is durable. */
  private handOut(context: RequestContext, token: string, signedInAt: Date, now: Date): void {
    const { res } = context;
    if (!res) throw new Error('Nobody can be signed in without a response that carries the cookie.');
    const maxAge = Session.lastExpiryOf(signedInAt).getTime() - now.getTime();
    this.db.afterCommit(() => res.cookie(this.cookieName, token, { ...this.cookieOptions, maxAge }));
  }

  private get cookieOptions(): { httpOnly: true; sameSite: 'lax'; secure: boolean; path: '/' } {
    return { httpOnly: true, sameSite: 'lax', secure: this.config.secure, path: '/' };
  }
}

function cookieOf(req: Request, name: string): string | undefined {
  const pairs = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim());

  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
