import { ObjectType } from '@nestjs/graphql';
import { Refusal } from '#libs/platform';

/** What has legal weight is always mailed. */
@ObjectType({
  implements: () => Refusal,
  description: 'Notices of this kind have legal weight: they are mailed at once and cannot be switched off.',
})
export class NoticeAlwaysMailed extends Refusal {}

/** The unsubscribe link is not one of ours. */
@ObjectType({
  implements: () => Refusal,
  description: 'The unsubscribe link is incomplete or not one of ours. Sign in and choose in the settings instead.',
})
export class UnsubscribeLinkUnknown extends Refusal {}
