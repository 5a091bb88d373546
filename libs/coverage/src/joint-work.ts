import { Injectable } from '@nestjs/common';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Db } from '#libs/platform';

/** Two firms finished a project together, and both said so in public. The lower id stands first. */
@Entity('jointWork')
export class JointWork {
  @PrimaryColumn('uuid')
  firmId: string;

  @PrimaryColumn('uuid')
  otherFirmId: string;

  @PrimaryColumn('uuid')
  projectId: string;

  /** ISO day. */
  @Column('date')
  finishedOn: string;
}

/** The record of who worked with whom. Libraries to the right write it; who looks for partners reads it. */
@Injectable()
export class JointWorks {
  constructor(private readonly db: Db) {}

  /** Every pair of the firms, in the caller's transaction. Safe to call twice. */
  async record(projectId: string, firmIds: readonly string[], finishedOn: string): Promise<void> {
    await this.db.sql(
      `INSERT INTO "jointWork" ("firmId", "otherFirmId", "projectId", "finishedOn")
       SELECT one."id", other."id", $1, $3::date FROM unnest($2::uuid[]) AS one ("id"), unnest($2::uuid[]) AS other ("id")
       WHERE one."id" < other."id" ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
      [projectId, [...new Set(firmIds)], finishedOn],
    );
  }

  /** The project is no longer told: it says nothing about anybody any more. */
  async forget(projectId: string): Promise<void> {
    await this.db.of(JointWork).delete({ projectId });
  }

  /** How many projects each pair of the firms finished together; pairs without one are left out. The lower id stands first. */
  async among(
    firmIds: readonly string[],
  ): Promise<{ firmId: string; otherFirmId: string; count: number; lastOn: string }[]> {
    return this.db.sql(
      `SELECT "firmId", "otherFirmId", count(*)::integer AS "count", max("finishedOn")::text AS "lastOn" FROM "jointWork"
       WHERE "firmId" = ANY ($1::uuid[]) AND "otherFirmId" = ANY ($1::uuid[]) GROUP BY 1, 2 ORDER BY 1, 2`,
      [[...firmIds]],
    );
  }
}
