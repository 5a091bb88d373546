import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

/**
 * What strangers may search firms by, and nothing else: no row for a hidden firm, no trace of a PRIVATE capability. The database keeps
 * it by triggers on "firm" and "capability"; nobody writes it.
 */
@Entity('firmSearch')
export class FirmSearchRow {
  @PrimaryColumn('uuid')
  firmId: string;

  /** Small letters without accents, for the order by name. */
  @Column('text')
  name: string;

  @Column('text')
  kind: string;

  @Column('text')
  size: string;

  @Column('text')
  town: string;

  /** CPV divisions of its sectors and capabilities. */
  @Column('text', { array: true })
  divisions: string[];

  @Column('boolean')
  verified: boolean;

  /** When it came to Kongsi. */
  @At()
  since: Date;

  /** Its seat as a point on the globe (earthdistance). */
  @Column('cube')
  place: string;

  @Column('tsvector')
  words: string;
}

/** Every word a firm can be found by; what somebody types wrong is looked up here. */
@Entity('searchWord')
export class SearchWord {
  @PrimaryColumn('text')
  word: string;
}
