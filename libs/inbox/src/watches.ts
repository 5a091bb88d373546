import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  Db,
  Identity,
  Jobs,
  NotFound,
  OnJob,
  type Page,
  type PageArgs,
  pageOf,
  readCursor,
} from '#libs/platform';
import { Inbox, type Tidings } from './inbox.js';
import { Watch, type WatchableKind } from './watch.entity.js';

type VisibleTo = (actor: Actor, subjectIds: string[]) => Promise<string[]>;

/** What is followed. */
export interface Subject {
  subjectKind: WatchableKind;
  subjectId: string;
}

/** Following something, and being told of its changes for as long as one may see it. */
@Injectable()
export class Watches {
  readonly #visibleTo = new Map<WatchableKind, VisibleTo>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly inbox: Inbox,
    private readonly jobs: Jobs,
  ) {}

  /** Called by the library that has the things when it starts: answers which of them the actor may see. */
  register(kind: WatchableKind, visibleTo: VisibleTo): void {
    this.#visibleTo.set(kind, visibleTo);
  }

  /** @throws NotFound when it is not there or not the actor's to see */
  async watch(actor: Actor, { subjectKind, subjectId }: Subject): Promise<Watch> {
    if (!(await this.sees(actor, subjectKind, subjectId))) throw new NotFound();
    await this.db.sql(
      `INSERT INTO "watch" ("personId", "subjectKind", "subjectId", "watchedAt") VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [actor.person, subjectKind, subjectId, await this.clock.now()],
    );

    return this.db.of(Watch).findOneByOrFail({ personId: actor.person, subjectKind, subjectId });
  }

  /** Ends it; fine also when it never began. @returns whether it was followed */
  async unwatch(personId: string, { subjectKind, subjectId }: Subject): Promise<boolean> {
    const ended = await this.db.sql(
      `DELETE FROM "watch" WHERE "personId" = $1 AND "subjectKind" = $2 AND "subjectId" = $3 RETURNING 1 AS "ended"`,
      [personId, subjectKind, subjectId],
    );

    return ended.length > 0;
  }

  /** What a person follows, the newest first. */
  async of(personId: string, { first, after }: PageArgs): Promise<Page<Watch>> {
    const [at, id] = readCursor(after, 2) ?? [null, null];
    const watches = await this.db.sql<Watch>(
      `SELECT * FROM "watch" WHERE "personId" = $1
         AND ($2::timestamptz IS NULL OR ("watchedAt", "subjectId") < ($2, $3::uuid))
       ORDER BY "watchedAt" DESC, "subjectId" DESC LIMIT $4`,
      [personId, at, id, first + 1],
    );

    return pageOf(watches, first, (watch) => [watch.watchedAt.toISOString(), watch.subjectId]);
  }

  /** Which of these a person follows: for a field such as `isWatched`. */
  async watchedAmong(personId: string, kind: WatchableKind, subjectIds: readonly string[]): Promise<string[]> {
    const rows = await this.db.sql<{ subjectId: string }>(
      `SELECT "subjectId" FROM "watch" WHERE "personId" = $1 AND "subjectKind" = $2 AND "subjectId" = ANY ($3)`,
      [personId, kind, [...subjectIds]],
    );

    return rows.map((row) => row.subjectId);
  }

  /** The ids of the people who follow it. */
  async watchersOf(kind: WatchableKind, subjectId: string): Promise<string[]> {
    const rows = await this.db.sql<{ personId: string }>(
      `SELECT "personId" FROM "watch" WHERE "subjectKind" = $1 AND "subjectId" = $2 ORDER BY "personId"`,
      [kind, subjectId],
    );

    return rows.map((row) => row.personId);
  }

  /** Tells all who follow it, by a job added in the caller's transaction: there may be many, and some may see it no longer. */
  async tellWatchers(subject: Subject, tidings: Tidings, options: { except?: string | null } = {}): Promise<void> {
    await this.jobs.add('tell-watchers', { subject, tidings, except: options.except ?? null });
  }

  /** Safe to run twice: the key of the tidings keeps a second notice away. */
  @OnJob('tell-watchers')
  async tellNow({ subject, tidings, except }: TellWatchers): Promise<void> {
    const personIds: string[] = [];
    for (const personId of await this.watchersOf(subject.subjectKind, subject.subjectId)) {
      const actor = await this.identity.ofPerson(personId);
      if (await this.sees(actor, subject.subjectKind, subject.subjectId)) personIds.push(personId);
    }
    await this.inbox.tell({ ...tidings, personIds, except });
  }

  private async sees(actor: Actor, kind: WatchableKind, subjectId: string): Promise<boolean> {
    const visible = (await this.#visibleTo.get(kind)?.(actor, [subjectId])) ?? [];

    return visible.includes(subjectId);
  }
}

interface TellWatchers {
  subject: Subject;
  tidings: Tidings;
  except: string | null;
}
