import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Clock, type Config, Db, Every, Jobs, Mails, OnJob } from '#libs/platform';
import { People, type Person } from '#libs/people';
import { NoticeKinds } from './notice-kinds.js';
import { bodyOf, titleOf } from './notice-words.js';
import { Notice } from './notice.entity.js';
import { Preferences } from './preferences.js';
import { endOfQuiet } from './quiet-hours.js';

/** When the daily mail goes out, in the reader's own time. */
const dailyHour = 7;
const mostPerMail = 50;

/** Mails what people are told: at once, or gathered once a day. Whoever has read it meanwhile gets no mail about it. */
@Injectable()
export class NoticeMailJobs {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly mails: Mails,
    private readonly people: People,
    private readonly preferences: Preferences,
    private readonly kinds: NoticeKinds,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Safe to run twice: the mail's key is the notice. In quiet hours it comes back when they are over. */
  @OnJob('mail-notice')
  async mailNotice({ noticeId }: { noticeId: string }): Promise<void> {
    await this.db.transaction(async () => {
      const notice = await this.db.of(Notice).findOneBy({ id: noticeId });
      if (!notice || notice.readAt || notice.mailedAt) return;
      if ((await this.preferences.modeOf(notice.personId, notice.kind)) !== 'AT_ONCE') return;
      const person = await this.people.get(notice.personId);
      const now = await this.clock.now();
      const quiet = await this.preferences.quietHoursOf(person.id);
      const wait = quiet && endOfQuiet(quiet, now, person.timeZone);
      if (wait) return this.jobs.add('mail-notice', { noticeId }, { runAt: wait });
      await this.sendOne(notice, person);
      await this.db.of(Notice).update({ id: noticeId }, { mailedAt: now });
    });
  }

  /** Each hour, to those where it has become seven since: what came before seven and is unread. */
  @OnJob('mail-daily-notices')
  @Every('2 * * * *')
  async mailDaily(): Promise<void> {
    const readers = await this.db.sql<{ personId: string }>(
      `SELECT DISTINCT "personId" FROM (${this.dueDaily}) AS "due" ORDER BY "personId"`,
      [await this.clock.now(), this.dailyByDefault],
    );
    for (const { personId } of readers) await this.db.transaction(() => this.mailDigest(personId));
  }

  private async mailDigest(personId: string): Promise<void> {
    const person = await this.people.get(personId, 'FOR UPDATE');
    const now = await this.clock.now();
    const quiet = await this.preferences.quietHoursOf(personId);
    // The next hour's round finds them again.
    if (quiet && endOfQuiet(quiet, now, person.timeZone)) return;
    const due = await this.db.sql<Notice>(
      `SELECT * FROM (${this.dueDaily}) AS "due" WHERE "personId" = $3 ORDER BY "createdAt", "id"`,
      [now, this.dailyByDefault, personId],
    );
    const last = due.at(-1);
    if (!last || !person.email) return;
    const shown = due.slice(-mostPerMail);
    await this.mails.send({
      key: `daily-notices:${last.id}`,
      to: person.email,
      language: person.language,
      sentence: 'dailyNotices',
      facts: {
        count: due.length,
        notices: shown
          .map((notice) => `• ${titleOf(notice, person.language)}\n  ${this.config.PUBLIC_URL}${notice.path}`)
          .join('\n\n'),
        token: await this.preferences.unsubscribeToken(personId, 'DAILY'),
      },
    });
    await this.db.sql(`UPDATE "notice" SET "mailedAt" = $2 WHERE "id" = ANY ($1)`, [due.map(({ id }) => id), now]);
  }

  private async sendOne(notice: Notice, person: Person): Promise<void> {
    if (!person.email) return;
    const token = await this.preferences.unsubscribeToken(person.id, notice.kind);
    await this.mails.send({
      key: `notice:${notice.id}`,
      to: person.email,
      language: person.language,
      sentence: token ? 'notice' : 'formalNotice',
      facts: {
        title: titleOf(notice, person.language),
        body: bodyOf(notice, person.language),
        path: notice.path,
        token,
      },
    });
  }

  private get dailyByDefault(): string[] {
    return this.kinds.all.filter((kind) => kind.mail === 'DAILY' && !kind.formal).map((kind) => kind.kind);
  }

  /**
   * Unread, unmailed notices of kinds their reader gets daily, from before the last seven o'clock in the reader's zone; what is older
   * than a week is no news any more. `$1` now, `$2` kinds.
   */
  private get dueDaily(): string {
    return `SELECT "notice".* FROM "notice" JOIN "person" ON "person"."id" = "notice"."personId"
      LEFT JOIN "noticePreference" AS "chosen" ON "chosen"."personId" = "notice"."personId" AND "chosen"."kind" = "notice"."kind"
      WHERE "notice"."readAt" IS NULL AND "notice"."mailedAt" IS NULL
        AND coalesce("chosen"."mail", CASE WHEN "notice"."kind" = ANY ($2::text[]) THEN 'DAILY' END) = 'DAILY'
        AND "notice"."createdAt" > $1::timestamptz - interval '8 days'
        AND "notice"."createdAt" < (date_trunc('day', $1::timestamptz AT TIME ZONE "person"."timeZone" - interval '${dailyHour} hours')
          + interval '${dailyHour} hours') AT TIME ZONE "person"."timeZone"`;
  }
}
