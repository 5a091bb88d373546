import { Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

/** What a person can follow. */
export type WatchableKind = 'TENDER' | 'FIRM' | 'PROJECT';

/** A person follows something and is told of its changes. Nobody else sees it. */
@Entity('watch')
export class Watch {
  @PrimaryColumn('uuid')
  personId: string;

  @PrimaryColumn('text')
  subjectKind: WatchableKind;

  @PrimaryColumn('uuid')
  subjectId: string;

  @At()
  watchedAt: Date;
}
