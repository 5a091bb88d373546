import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, PersonalDataRegistry } from '#libs/platform';
import { InboxSetting, NoticePreference } from './inbox-setting.entity.js';
import { titleOf } from './notice-words.js';
import { Notice } from './notice.entity.js';
import { Watch } from './watch.entity.js';

/** What the inbox keeps about a person, for taking along and for erasing. */
@Injectable()
export class OwnNotices implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly registry: PersonalDataRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register({
      name: 'inbox',
      export: (personId) => this.export(personId),
      erase: (personId) => this.erase(personId),
    });
  }

  private async export(personId: string): Promise<unknown> {
    const notices = await this.db.of(Notice).find({ where: { personId }, order: { createdAt: 'ASC', id: 'ASC' } });
    const setting = await this.db.of(InboxSetting).findOneBy({ personId });

    return {
      notices: notices.map((notice) => ({
        kind: notice.kind,
        title: titleOf(notice),
        path: notice.path,
        createdAt: notice.createdAt,
        readAt: notice.readAt,
      })),
      preferences: await this.db.of(NoticePreference).find({ where: { personId }, select: { kind: true, mail: true } }),
      quietHours: setting && { from: setting.quietFrom, until: setting.quietUntil },
      watches: await this.db
        .of(Watch)
        .find({ where: { personId }, select: { subjectKind: true, subjectId: true, watchedAt: true } }),
    };
  }

  private async erase(personId: string): Promise<void> {
    for (const entity of [Notice, NoticePreference, InboxSetting, Watch])
      await this.db.of<{ personId: string }>(entity).delete({ personId });
  }
}
