import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { InboxResolver, PreferencesResolver, WatchesResolver } from './inbox.resolver.js';
import { Inbox } from './inbox.js';
import { NoticeKinds } from './notice-kinds.js';
import { NoticeMailJobs } from './notice-mail.jobs.js';
import { OwnNotices } from './own-notices.js';
import { Preferences } from './preferences.js';
import { Recipients } from './recipients.js';
import { Watches } from './watches.js';

/** What each person is told. */
@Module({
  imports: [PeopleModule],
  providers: [
    Inbox,
    InboxResolver,
    NoticeKinds,
    NoticeMailJobs,
    OwnNotices,
    Preferences,
    PreferencesResolver,
    Recipients,
    Watches,
    WatchesResolver,
  ],
  exports: [Inbox, NoticeKinds, Recipients, Watches],
})
export class InboxModule {}
