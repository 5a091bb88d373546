import { Injectable } from '@nestjs/common';
import {
  type FirmRoleName,
  Clock,
  Db,
  Jobs,
  NotFound,
  type Page,
  type PageArgs,
  newId,
  pageOf,
  readCursor,
} from '#libs/platform';
import { NoticeKinds } from './notice-kinds.js';
import { Notice, type NoticeFacts } from './notice.entity.js';
import { Recipients } from './recipients.js';

/** What is told, whoever reads it. */
export interface Tidings {
  /** A kind the library registered with `NoticeKinds`. */
  kind: string;
  /** The reason, so that telling it again tells nobody twice: `tender-changed:<addendumId>`. */
  key: string;
  /** Where it leads, from the root of the site: `/tenders/<id>`. */
  path: string;
  /** What the sentences mention. */
  facts?: NoticeFacts;
}

/** To whom: people by id, the delegates of firms by role, or both; each once, and not who did it. */
export interface Told {
  personIds?: readonly string[];
  firms?: { firmIds: readonly string[]; roles: readonly FirmRoleName[] };
  /** Who did it, and need not be told. */
  except?: string | null;
}

/** What each person is told. A notice exists only if the transaction that tells it commits; its mail follows by a job. */
@Injectable()
export class Inbox {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly kinds: NoticeKinds,
    private readonly recipients: Recipients,
  ) {}

  /** Tells it in the caller's transaction. Safe to call twice with the same key. */
  async tell(tidings: Tidings & Told): Promise<void> {
    const { kind } = this.kinds.get(tidings.kind);
    const delegates = tidings.firms
      ? await this.recipients.delegatesOf(tidings.firms.firmIds, tidings.firms.roles)
      : [];
    const personIds = [...new Set([...(tidings.personIds ?? []), ...delegates])].filter(
      (personId) => personId !== tidings.except,
    );
    if (personIds.length === 0) return;
    await this.db.transaction(async () => {
      const told = await this.db.sql<{ id: string }>(
        `INSERT INTO "notice" ("id", "personId", "key", "kind", "facts", "path", "createdAt")
         SELECT reader."noticeId", reader."personId", $3, $4, $5::jsonb, $6, $7
         FROM unnest($1::uuid[], $2::uuid[]) AS reader ("noticeId", "personId")
         JOIN "person" ON "person"."id" = reader."personId" AND "person"."erasedAt" IS NULL
         ON CONFLICT ("personId", "key") DO NOTHING RETURNING "id"`,
        [
          personIds.map(() => newId()),
          personIds,
          tidings.key,
          kind,
          JSON.stringify(tidings.facts ?? {}),
          tidings.path,
          await this.clock.now(),
        ],
      );
      for (const { id } of told) await this.jobs.add('mail-notice', { noticeId: id });
    });
  }

  /**
   * Takes back what was told under the keys: for what names somebody who is no person here, once that may be kept no longer. Mails about it
   * that are still here go along. Give the kind an index over its keys.
   */
  async takeBack(kind: string, keys: readonly string[]): Promise<void> {
    const gone = await this.db.sql<{ id: string }>(
      `DELETE FROM "notice" WHERE "kind" = $1 AND "key" = ANY ($2) RETURNING "id"`,
      [this.kinds.get(kind).kind, keys],
    );
    await this.db.sql(`DELETE FROM "mail" WHERE "key" = ANY ($1)`, [gone.map(({ id }) => `notice:${id}`)]);
  }

  /** A person's notices, the newest first. */
  async of(personId: string, { first, after, unreadOnly }: PageArgs & { unreadOnly: boolean }): Promise<Page<Notice>> {
    const [at, id] = readCursor(after, 2) ?? [null, null];
    const notices = await this.db.sql<Notice>(
      `SELECT * FROM "notice" WHERE "personId" = $1 AND ($2::boolean IS FALSE OR "readAt" IS NULL)
         AND ($3::timestamptz IS NULL OR ("createdAt", "id") < ($3, $4::uuid))
       ORDER BY "createdAt" DESC, "id" DESC LIMIT $5`,
      [personId, unreadOnly, at, id, first + 1],
    );

    return pageOf(notices, first, (notice) => [notice.createdAt.toISOString(), notice.id]);
  }

  async unreadCount(personId: string): Promise<number> {
    const [row] = await this.db.sql<{ count: number }>(
      `SELECT count(*)::integer AS "count" FROM "notice" WHERE "personId" = $1 AND "readAt" IS NULL`,
      [personId],
    );

    return row!.count;
  }

  /** @throws NotFound when one of them is not the person's; then none is marked. @returns how many are unread now */
  async markRead(personId: string, noticeIds: readonly string[]): Promise<number> {
    const asked = [...new Set(noticeIds)];
    const marked = await this.db.sql(
      `UPDATE "notice" SET "readAt" = coalesce("readAt", $3) WHERE "personId" = $1 AND "id" = ANY ($2) RETURNING "id"`,
      [personId, asked, await this.clock.now()],
    );
    if (marked.length < asked.length) throw new NotFound();

    return this.unreadCount(personId);
  }

  /** @returns how many are unread now */
  async markAllRead(personId: string): Promise<number> {
    await this.db.sql(`UPDATE "notice" SET "readAt" = $2 WHERE "personId" = $1 AND "readAt" IS NULL`, [
      personId,
      await this.clock.now(),
    ]);

    return this.unreadCount(personId);
  }
}
