import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsIn,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { PageArgs, pageType, resultOf } from '#libs/platform';
import type { MailMode } from './inbox-setting.entity.js';
import { NoticeAlwaysMailed, UnsubscribeLinkUnknown } from './inbox.refusals.js';
import type { WatchableKind } from './watch.entity.js';

/** The names of mail modes in the API. */
export const MailModeName = { AT_ONCE: 'AT_ONCE', DAILY: 'DAILY', OFF: 'OFF' } as const satisfies Record<
  string,
  MailMode
>;
registerEnumType(MailModeName, {
  name: 'MailMode',
  description: 'Whether a kind of notice also comes by mail. In the inbox it stands in any case.',
  valuesMap: {
    AT_ONCE: { description: 'A mail for each, as soon as it happens and no quiet hours reign.' },
    DAILY: { description: 'Gathered in one mail, at seven in the morning of the reader.' },
    OFF: { description: 'No mail.' },
  },
});

/** The names of what can be followed in the API. */
export const WatchableKindName = { TENDER: 'TENDER', FIRM: 'FIRM', PROJECT: 'PROJECT' } as const satisfies Record<
  string,
  WatchableKind
>;
registerEnumType(WatchableKindName, {
  name: 'WatchableKind',
  description: 'What a person can follow.',
  valuesMap: {
    TENDER: { description: 'A tender: told of each change, answer, opening and award.' },
    FIRM: { description: 'A firm: told of what it publishes.' },
    PROJECT: { description: 'A joint project of the showcase.' },
  },
});

@ObjectType('Notice', { description: 'One thing a person is told, in the language they read.' })
export class NoticeType {
  @Field(() => ID, { description: 'With this it can be marked as read.' })
  id: string;

  @Field(() => String, { description: 'What sort of thing happened, for programs: `TENDER_CHANGED`.' })
  kind: string;

  @Field(() => String, { description: 'What happened, in one line.' })
  title: string;

  @Field(() => String, { description: 'The same in a few sentences, with what to do next.' })
  body: string;

  @Field(() => String, { description: 'Where on this site it leads, from the root: `/tenders/…`.' })
  path: string;

  @Field(() => Date, { description: 'When it was told.' })
  createdAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was marked as read; null while it is new.' })
  readAt: Date | null;
}

export const NoticePage = pageType('NoticePage', NoticeType);

@ArgsType()
export class InboxArgs extends PageArgs {
  @Field(() => Boolean, { defaultValue: false, description: 'True leaves out what was marked as read.' })
  @IsBoolean()
  unreadOnly: boolean = false;
}

@InputType({ description: 'Which notices were read.' })
export class MarkNoticesReadInput {
  @Field(() => [ID], { description: 'Ids of own notices, at most 100.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  noticeIds: string[];
}

@ObjectType({ description: 'Notices were marked as read.' })
export class NoticesRead {
  @Field(() => Int, { description: 'How many are still new.' })
  unreadCount: number;
}

@ObjectType('NoticePreference', { description: 'How one kind of notice is mailed to the person.' })
export class NoticePreferenceType {
  @Field(() => String, { description: 'Which notices it is about: those with the same `kind`.' })
  kind: string;

  @Field(() => String, { description: 'What notices of this kind are about.' })
  about: string;

  @Field(() => MailModeName, { description: 'Whether and how soon it comes by mail.' })
  mail: MailMode;

  @Field(() => Boolean, {
    description: 'True for what has legal weight: it is mailed at once and cannot be switched off.',
  })
  formal: boolean;
}

@ObjectType('QuietHours', { description: 'When no mail about notices is sent, in the time zone of the profile.' })
export class QuietHoursType {
  @Field(() => String, { description: 'When the quiet begins: `21:00`.' })
  from: string;

  @Field(() => String, { description: 'When it ends and what has waited is mailed: `06:30`.' })
  until: string;
}

@ObjectType({ description: 'What a person wants mailed, how soon, and when not.' })
export class InboxSettings {
  @Field(() => [NoticePreferenceType], { description: 'One entry for each kind of notice there is.' })
  preferences: NoticePreferenceType[];

  @Field(() => QuietHoursType, { nullable: true, description: 'Null when mail may come at any time.' })
  quietHours: QuietHoursType | null;
}

@InputType({ description: 'How a kind of notice shall be mailed.' })
export class ChooseNoticeMailInput {
  @Field(() => String, { description: 'One of the kinds of `inboxSettings`.' })
  @IsString()
  @Length(1, 60)
  kind: string;

  @Field(() => MailModeName, { description: 'At once, gathered daily, or not by mail.' })
  @IsIn(Object.values(MailModeName))
  mail: MailMode;
}

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;

@InputType({
  description: 'From when to when no mail shall come. May cross midnight; the same time twice is no quiet at all.',
})
export class SetQuietHoursInput {
  @Field(() => String, { description: 'When the quiet begins, in the time zone of the profile: `21:00`.' })
  @Matches(timeOfDay)
  from: string;

  @Field(() => String, { description: 'When it ends: `06:30`.' })
  @Matches(timeOfDay)
  until: string;
}

@InputType({ description: 'The unsubscribe link of a mail.' })
export class UnsubscribeInput {
  @Field(() => String, { description: 'The token of the link.' })
  @IsString()
  @MaxLength(200)
  token: string;
}

@ObjectType({ description: 'Mails were switched off; the notices still stand in the inbox.' })
export class Unsubscription {
  @Field(() => [String], { description: 'What is no longer mailed, in words.' })
  about: string[];
}

@ObjectType('Watch', { description: 'Something a person follows. Nobody else sees that they do.' })
export class WatchType {
  @Field(() => WatchableKindName, { description: 'What sort of thing is followed.' })
  subjectKind: WatchableKind;

  @Field(() => ID, { description: 'The id of what is followed.' })
  subjectId: string;

  @Field(() => Date, { description: 'Since when.' })
  watchedAt: Date;
}

export const WatchPage = pageType('WatchPage', WatchType);

@InputType({ description: 'What to follow, or to follow no longer.' })
export class WatchInput {
  @Field(() => WatchableKindName, { description: 'What sort of thing it is.' })
  @IsIn(Object.values(WatchableKindName))
  subjectKind: WatchableKind;

  @Field(() => ID, { description: 'Which tender, firm or project, by the id it has in this API.' })
  @IsUUID()
  subjectId: string;
}

export const MarkNoticesReadResult = resultOf('MarkNoticesReadResult', NoticesRead);
export const ChooseNoticeMailResult = resultOf('ChooseNoticeMailResult', NoticePreferenceType, [NoticeAlwaysMailed]);
export const SetQuietHoursResult = resultOf('SetQuietHoursResult', QuietHoursType);
export const UnsubscribeResult = resultOf('UnsubscribeResult', Unsubscription, [UnsubscribeLinkUnknown]);
export const WatchResult = resultOf('WatchResult', WatchType);
