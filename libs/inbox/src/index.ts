export { Inbox, type Tidings, type Told } from './inbox.js';
export { InboxModule } from './inbox.module.js';
export { type MailMode } from './inbox-setting.entity.js';
export { NoticeKinds, type NoticeKind } from './notice-kinds.js';
export { Notice, type NoticeFacts } from './notice.entity.js';
export { Recipients } from './recipients.js';
export { type WatchableKind } from './watch.entity.js';
export { Watches, type Subject } from './watches.js';
