import { Field, Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DayScalar, pageType } from '#libs/platform';
import { type BoardKind, type BoardSide, boardKinds, boardSides } from './board-entry.entity.js';

export const BoardSideEnum = Object.fromEntries(boardSides.map((side) => [side, side])) as Record<BoardSide, BoardSide>;
registerEnumType(BoardSideEnum, {
  name: 'BoardSide',
  description: 'Which way an entry of the partner board goes.',
  valuesMap: {
    OFFER: { description: 'The firm has it and offers it to others.' },
    SEEK: { description: 'The firm needs it and seeks somebody who has it.' },
  },
});

export const BoardKindEnum = Object.fromEntries(boardKinds.map((kind) => [kind, kind])) as Record<BoardKind, BoardKind>;
registerEnumType(BoardKindEnum, {
  name: 'BoardKind',
  description: 'What an entry of the partner board is about.',
  valuesMap: {
    TRADE: { description: 'Work of a trade: the entry names its classification.' },
    PERSON: { description: 'A person with a skill, lent for a time.' },
    MACHINE: { description: 'A machine, a vehicle, scaffolding.' },
    ROOM: { description: 'A room, a yard, a place to store or to work.' },
  },
});

@ObjectType('BoardAnswer', {
  description:
    'What a firm wrote to an entry of the partner board. Its own people and those of the entry’s firm read it.',
})
export class BoardAnswerType {
  @Field(() => ID, { description: 'Names the answer.' })
  id: string;

  @Field(() => ID, { description: 'What on the board it was written to.' })
  entryId: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it says, plain text; null once its writer erased their account.',
  })
  words: string | null;

  @Field(() => Date, { description: 'When it was written.' })
  answeredAt: Date;
}

@ObjectType('BoardEntry', {
  description:
    'What a firm offers or seeks: for a part of a tender, or for days without one. It is gone when the part closes or the days are over.',
})
export class BoardEntryType {
  @Field(() => ID, { description: 'Names the entry in the verbs about it.' })
  id: string;

  @Field(() => BoardSideEnum, { description: 'Offered or sought.' })
  side: BoardSide;

  @Field(() => BoardKindEnum, { description: 'A trade, a person, a machine or a room.' })
  kind: BoardKind;

  @Field(() => DayScalar, { nullable: true, description: 'First day; null for an entry for a part of a tender.' })
  fromOn: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'Last day, itself included, in the zone of the firm; null for an entry for a part of a tender.',
  })
  untilOn: string | null;

  @Field(() => String, { description: 'What exactly, in the words of the firm: plain text.' })
  words: string;

  @Field(() => String, { description: 'Town or village where it is, or is needed.' })
  town: string;

  @Field(() => Float, { description: 'Degrees north of the equator (WGS 84).' })
  latitude: number;

  @Field(() => Float, { description: 'Degrees east of Greenwich (WGS 84).' })
  longitude: number;

  @Field(() => Float, { description: 'How far from there it goes, or may be fetched, in kilometres.' })
  radiusKm: number;

  @Field(() => Date, { description: 'When the firm put it on the board.' })
  publishedAt: Date;

  @Field(() => Date, { nullable: true, description: 'When the firm took it off again; null for what it leaves there.' })
  withdrawnAt: Date | null;
}

export const BoardEntryPage = pageType('BoardEntryPage', BoardEntryType);
