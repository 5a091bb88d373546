import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often somebody tried something. Written by rate-limiter-flexible; the key is a digest, so that no address stands in it. */
@Entity('throttle')
export class ThrottleCount {
  @PrimaryColumn('varchar', { length: 255 })
  key: string;

  @Column('integer')
  points: number;

  /** Milliseconds since 1970, of this process' own clock: it guards against guessing and decides nothing else. */
  @Column('bigint', { nullable: true })
  expire: string | null;
}
