import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

export const boardSides = ['OFFER', 'SEEK'] as const;
export type BoardSide = (typeof boardSides)[number];

export const boardKinds = ['TRADE', 'PERSON', 'MACHINE', 'ROOM'] as const;
export type BoardKind = (typeof boardKinds)[number];

/** What a firm offers to others, or seeks from them. Whether it still stands on the board is computed (`board-sight.ts`). */
@Entity('boardEntry')
export class BoardEntry {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  /** Who put it there. */
  @Column('uuid')
  personId: string;

  @Column('text')
  side: BoardSide;

  @Column('text')
  kind: BoardKind;

  /** With its lot; null for an entry for days. */
  @Column('uuid', { nullable: true })
  tenderId: string | null;

  @Column('uuid', { nullable: true })
  lotId: string | null;

  /** ISO day, in the firm's own zone; null for an entry for a lot. */
  @Column('date', { nullable: true })
  fromOn: string | null;

  /** The last day, itself included. */
  @Column('date', { nullable: true })
  untilOn: string | null;

  /** Eight digits. */
  @Column('text', { nullable: true })
  cpv: string | null;

  @Column('text')
  words: string;

  @Column('text')
  town: string;

  /** Degrees north (WGS 84). */
  @Column('double precision')
  latitude: number;

  /** Degrees east (WGS 84). */
  @Column('double precision')
  longitude: number;

  /** How far from there it goes, or may be fetched. */
  @Column('double precision')
  radiusKm: number;

  @At()
  publishedAt: Date;

  @At({ nullable: true })
  withdrawnAt: Date | null;
}

/** What another firm wrote to an entry. */
@Entity('boardAnswer')
export class BoardAnswer {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  entryId: string;

  @Column('uuid')
  firmId: string;

  @Column('uuid')
  personId: string;

  /** Null once its writer erased their account. */
  @Column('text', { nullable: true })
  words: string | null;

  @At()
  answeredAt: Date;
}
