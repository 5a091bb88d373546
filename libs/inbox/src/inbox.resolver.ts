import { Args, Int, Mutation, Query, ResolveField, Resolver, Root } from '@nestjs/graphql';
import { Acting, type Actor, type Page, PageArgs, Public, SignedIn } from '#libs/platform';
import {
  ChooseNoticeMailInput,
  ChooseNoticeMailResult,
  InboxArgs,
  InboxSettings,
  MarkNoticesReadInput,
  MarkNoticesReadResult,
  NoticePage,
  NoticePreferenceType,
  type NoticesRead,
  NoticeType,
  SetQuietHoursInput,
  SetQuietHoursResult,
  UnsubscribeInput,
  UnsubscribeResult,
  type Unsubscription,
  WatchInput,
  WatchPage,
  WatchResult,
} from './inbox.graphql.js';
import { Inbox } from './inbox.js';
import { aboutOf, bodyOf, titleOf } from './notice-words.js';
import type { Notice } from './notice.entity.js';
import { type KindPreference, Preferences } from './preferences.js';
import type { QuietHours } from './quiet-hours.js';
import type { Watch } from './watch.entity.js';
import { Watches } from './watches.js';

/** A person's notices. */
@Resolver(() => NoticeType)
export class InboxResolver {
  constructor(private readonly notices: Inbox) {}

  @SignedIn()
  @Query(() => NoticePage, { description: 'What the signed-in person was told, the newest first.' })
  inbox(@Acting() actor: Actor, @Args() args: InboxArgs): Promise<Page<Notice>> {
    return this.notices.of(actor.person, args);
  }

  @SignedIn()
  @Query(() => Int, { description: 'How many notices the signed-in person has not marked as read.' })
  unreadNoticeCount(@Acting() actor: Actor): Promise<number> {
    return this.notices.unreadCount(actor.person);
  }

  @SignedIn()
  @Mutation(() => MarkNoticesReadResult, {
    description: 'Mark some notices as read; what is read is not mailed any more.',
  })
  async markNoticesRead(@Acting() actor: Actor, @Args('input') input: MarkNoticesReadInput): Promise<NoticesRead> {
    return { unreadCount: await this.notices.markRead(actor.person, input.noticeIds) };
  }

  @SignedIn()
  @Mutation(() => MarkNoticesReadResult, { description: 'Mark everything there is as read.' })
  async markAllNoticesRead(@Acting() actor: Actor): Promise<NoticesRead> {
    return { unreadCount: await this.notices.markAllRead(actor.person) };
  }

  @ResolveField()
  title(@Root() notice: Notice): string {
    return titleOf(notice);
  }

  @ResolveField()
  body(@Root() notice: Notice): string {
    return bodyOf(notice);
  }
}

/** What a person wants mailed. */
@Resolver(() => NoticePreferenceType)
export class PreferencesResolver {
  constructor(private readonly preferences: Preferences) {}

  @SignedIn()
  @Query(() => InboxSettings, { description: 'What the signed-in person wants mailed, how soon, and when not.' })
  async inboxSettings(
    @Acting() actor: Actor,
  ): Promise<{ preferences: KindPreference[]; quietHours: QuietHours | null }> {
    return {
      preferences: await this.preferences.of(actor.person),
      quietHours: await this.preferences.quietHoursOf(actor.person),
    };
  }

  @SignedIn()
  @Mutation(() => ChooseNoticeMailResult, { description: 'Choose how a kind of notice is mailed.' })
  chooseNoticeMail(@Acting() actor: Actor, @Args('input') input: ChooseNoticeMailInput): Promise<KindPreference> {
    return this.preferences.choose(actor.person, input.kind, input.mail);
  }

  @SignedIn()
  @Mutation(() => SetQuietHoursResult, { description: 'Let mails about notices wait at night, or whenever it suits.' })
  setQuietHours(@Acting() actor: Actor, @Args('input') input: SetQuietHoursInput): Promise<QuietHours> {
    return this.preferences.setQuietHours(actor.person, input);
  }

  @SignedIn()
  @Mutation(() => Boolean, { description: 'Let mails come at any time again; answers whether there were quiet hours.' })
  endQuietHours(@Acting() actor: Actor): Promise<boolean> {
    return this.preferences.endQuietHours(actor.person);
  }

  @Public()
  @Mutation(() => UnsubscribeResult, {
    description: 'Switch off the mails an unsubscribe link stands for. The link is the proof: no sign-in is needed.',
  })
  async unsubscribe(@Args('input') input: UnsubscribeInput): Promise<Unsubscription> {
    const kinds = await this.preferences.unsubscribe(input.token);

    return { about: kinds.map((kind) => aboutOf(kind)) };
  }

  @ResolveField()
  about(@Root() preference: KindPreference): string {
    return aboutOf(preference.kind);
  }
}

/** What a person follows. */
@Resolver()
export class WatchesResolver {
  constructor(private readonly following: Watches) {}

  @SignedIn()
  @Query(() => WatchPage, { description: 'What the signed-in person follows, the newest first.' })
  watches(@Acting() actor: Actor, @Args() page: PageArgs): Promise<Page<Watch>> {
    return this.following.of(actor.person, page);
  }

  @SignedIn()
  @Mutation(() => WatchResult, { description: 'Follow something one may see, and be told of its changes.' })
  watch(@Acting() actor: Actor, @Args('input') input: WatchInput): Promise<Watch> {
    return this.following.watch(actor, input);
  }

  @SignedIn()
  @Mutation(() => Boolean, { description: 'Follow it no longer; answers whether it was followed.' })
  unwatch(@Acting() actor: Actor, @Args('input') input: WatchInput): Promise<boolean> {
    return this.following.unwatch(actor.person, input);
  }
}
