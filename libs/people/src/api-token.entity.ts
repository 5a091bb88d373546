import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At, type TokenScope } from '#libs/platform';

/** A key for programs that act as the person. Shown once when made; kept as a digest. */
@Entity('apiToken')
export class ApiToken {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  personId: string;

  /** What the person calls it: `bookkeeping`. */
  @Column('text')
  name: string;

  @Column('text')
  tokenDigest: string;

  /** The widest thing it may do: WRITE includes READ. */
  @Column('text')
  scope: TokenScope;

  @At()
  createdAt: Date;

  /** To the hour. */
  @At({ nullable: true })
  lastUsedAt: Date | null;

  @At()
  expiresAt: Date;

  get scopes(): TokenScope[] {
    return this.scope === 'WRITE' ? ['READ', 'WRITE'] : ['READ'];
  }
}
