import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { BadUserInput, Db, newToken } from '#libs/platform';
import { InboxSetting, type MailMode, NoticePreference } from './inbox-setting.entity.js';
import { NoticeAlwaysMailed, UnsubscribeLinkUnknown } from './inbox.refusals.js';
import { NoticeKinds } from './notice-kinds.js';
import type { QuietHours } from './quiet-hours.js';

/** Stands for "everything in the daily mail" in the link that ends a daily mail. */
const daily = 'DAILY';

/** How a kind is mailed to one person. */
export interface KindPreference {
  kind: string;
  mail: MailMode;
  formal: boolean;
}

/** What a person wants mailed, how soon, and when not. */
@Injectable()
export class Preferences {
  constructor(
    private readonly db: Db,
    private readonly kinds: NoticeKinds,
  ) {}

  /** For every kind there is, what counts for the person. */
  async of(personId: string): Promise<KindPreference[]> {
    const chosen = await this.db.of(NoticePreference).findBy({ personId });

    return this.kinds.all.map(({ kind, mail, formal }) => ({
      kind,
      formal,
      mail: formal ? 'AT_ONCE' : (chosen.find((choice) => choice.kind === kind)?.mail ?? mail),
    }));
  }

  async modeOf(personId: string, kind: string): Promise<MailMode> {
    const { formal, mail } = this.kinds.get(kind);
    if (formal) return 'AT_ONCE';

    return (await this.db.of(NoticePreference).findOneBy({ personId, kind }))?.mail ?? mail;
  }

  /** @throws NoticeAlwaysMailed for what has legal weight; BadUserInput for a kind there is not */
  async choose(personId: string, kind: string, mail: MailMode): Promise<KindPreference> {
    const known = this.kinds.find(kind);
    if (!known)
      throw new BadUserInput([{ path: 'input.kind', read: kind, message: 'Name one of the kinds of inboxSettings.' }]);
    if (known.formal && mail !== 'AT_ONCE') throw new NoticeAlwaysMailed();
    await this.db.of(NoticePreference).upsert({ personId, kind, mail }, ['personId', 'kind']);

    return { kind, mail, formal: known.formal };
  }

  async quietHoursOf(personId: string): Promise<QuietHours | null> {
    const setting = await this.db.of(InboxSetting).findOneBy({ personId });
    if (!setting?.quietFrom || !setting.quietUntil) return null;

    return { from: setting.quietFrom, until: setting.quietUntil };
  }

  async setQuietHours(personId: string, { from, until }: QuietHours): Promise<QuietHours> {
    await this.settingOf(personId);
    await this.db.of(InboxSetting).update({ personId }, { quietFrom: from, quietUntil: until });

    return { from, until };
  }

  /** @returns whether there were any */
  async endQuietHours(personId: string): Promise<boolean> {
    const had = (await this.quietHoursOf(personId)) !== null;
    await this.db.of(InboxSetting).update({ personId }, { quietFrom: null, quietUntil: null });

    return had;
  }

  /** The token of a link that switches the mails of a kind off; null where they cannot be. @param kind `DAILY` for the daily mail */
  async unsubscribeToken(personId: string, kind: string): Promise<string | null> {
    if (kind !== daily && this.kinds.get(kind).formal) return null;
    const { unsubscribeKey } = await this.settingOf(personId);

    return `${personId}.${kind}.${signatureOf(unsubscribeKey, kind)}`;
  }

  /** Switches off what the link says; following it again changes nothing. @returns the kinds that are off @throws UnsubscribeLinkUnknown */
  async unsubscribe(token: string): Promise<string[]> {
    const [personId = '', kind = '', signature = ''] = token.split('.');
    const setting = /^[0-9a-f-]{36}$/.test(personId) ? await this.db.of(InboxSetting).findOneBy({ personId }) : null;
    if (!setting || !isSame(signature, signatureOf(setting.unsubscribeKey, kind))) throw new UnsubscribeLinkUnknown();
    const kinds =
      kind === daily
        ? (await this.of(personId)).filter((choice) => choice.mail === 'DAILY').map((choice) => choice.kind)
        : [kind];
    for (const each of kinds) await this.choose(personId, each, 'OFF');

    return kinds;
  }

  private async settingOf(personId: string): Promise<InboxSetting> {
    await this.db.sql(
      `INSERT INTO "inboxSetting" ("personId", "unsubscribeKey") VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [personId, newToken()],
    );

    return this.db.of(InboxSetting).findOneByOrFail({ personId });
  }
}

function signatureOf(key: string, kind: string): string {
  return createHmac('sha256', key).update(kind).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];

  return a.length === b.length && timingSafeEqual(a, b);
}
