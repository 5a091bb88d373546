import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Language } from '#libs/platform';

/** One code of the Common Procurement Vocabulary. */
@Entity('cpv')
export class Cpv {
  /** Eight digits. */
  @PrimaryColumn('text')
  code: string;

  @Column('integer')
  checkDigit: number;

  /** 1 for a division, 2 group, 3 class, 4 category, 5 to 7 finer. */
  @Column('integer')
  level: number;

  @Column('text', { nullable: true })
  parent: string | null;

  /** Its place in pre-order, from 0: everything below a code has the numbers up to its `lastNumber`. */
  @Column('integer')
  number: number;

  @Column('integer')
  lastNumber: number;

  /** By language code; English is always there. */
  @Column('jsonb')
  names: Record<string, string>;

  /** What a firm with this code is found by. */
  @Column('text')
  words: string;
}

/** A word of the trades that points to a code. */
@Entity('tradeWord')
export class TradeWord {
  @PrimaryColumn('text')
  language: Language;

  @PrimaryColumn('text')
  word: string;

  @Column('text')
  cpv: string;

  /** The first word of its entry; the others are synonyms. */
  @Column('boolean')
  main: boolean;
}

/** Which edition of a reference list is loaded. */
@Entity('referenceList')
export class ReferenceList {
  @PrimaryColumn('text')
  name: string;

  @Column('text')
  digest: string;
}
