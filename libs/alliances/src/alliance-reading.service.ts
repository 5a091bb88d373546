import { Injectable, type OnModuleInit } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { In } from 'typeorm';
import {
  type Actor,
  Db,
  NotFound,
  type Page,
  type PageArgs,
  type RequestContext,
  loading,
  loadingMany,
  pageOf,
  readCursor,
} from '#libs/platform';
import { Concerned } from '#libs/tenders';
import { Agreement, AgreementSignature } from './agreement.entity.js';
import type { AllianceRecord } from './alliance-record.js';
import { AllianceRecords } from './alliance-records.js';
import { Alliance, PartnerFirm } from './alliance.entity.js';
import { type AllianceStanding, standingOf, standingSql } from './alliance.policy.js';
import { Consent } from './consent.entity.js';

/** Reading alliances as the actor may. */
@Injectable()
export class AllianceReading implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly records: AllianceRecords,
    private readonly concerned: Concerned,
  ) {}

  onModuleInit(): void {
    this.concerned.register((tenderId) => this.firmsConcernedBy(tenderId));
  }

  /** One statement, whether it is not there or not to be seen. @throws NotFound */
  async visible(actor: Actor, allianceId: string): Promise<Alliance> {
    const [alliance] = await this.visibleAmong(actor, [allianceId]);
    if (!alliance) throw new NotFound();

    return alliance;
  }

  /** Those of the alliances that the actor may see something of. */
  async visibleAmong(actor: Actor, allianceIds: readonly string[]): Promise<Alliance[]> {
    const ids = `SELECT alliance."id" FROM "alliance" alliance WHERE alliance."id" = ANY ($1::uuid[])
      AND ${standingSql('alliance', '$2')} IS NOT NULL`;
    const rows = await this.db.sql<{ id: string }>(ids, [allianceIds, actor.firmIds]);
    if (rows.length === 0) return [];

    return this.db.of(Alliance).findBy({ id: In(rows.map(({ id }) => id)) });
  }

  /** The alliances a firm is in, was in, or is asked into; the newest first. */
  async ofFirm(firmId: string, tenderId: string | null, { first, after }: PageArgs): Promise<Page<Alliance>> {
    const [at, id] = readCursor(after, 2) ?? [null, null];
    const ids = await this.db.sql<{ id: string }>(
      `SELECT alliance."id" FROM "partnerFirm" own JOIN "alliance" alliance ON alliance."id" = own."allianceId"
       WHERE own."firmId" = $1 AND ($2::timestamptz IS NULL OR (alliance."createdAt", alliance."id") < ($2, $3::uuid))
         AND ($4::uuid IS NULL OR EXISTS (SELECT 1 FROM "lineUp" lineup
           WHERE lineup."allianceId" = alliance."id" AND lineup."tenderId" = $4
             AND num_nonnulls(own."leftAt", own."declinedAt", own."withdrawnAt") = 0))
       ORDER BY alliance."createdAt" DESC, alliance."id" DESC LIMIT $5`,
      [firmId, at, id, tenderId, first + 1],
    );
    const found = await this.db.of(Alliance).find({
      where: { id: In(ids.map((row) => row.id)) },
      order: { createdAt: 'DESC', id: 'DESC' },
    });

    return pageOf(found, first, (alliance) => [alliance.createdAt.toISOString(), alliance.id]);
  }

  /** Alliances by id for field resolvers of any library; null for what the reader may not see. */
  loader(context: RequestContext): DataLoader<string, Alliance | null> {
    return loading(context, 'alliance', (ids) => this.visibleAmong(context.actor, ids));
  }

  partnersOf(context: RequestContext): DataLoader<string, PartnerFirm[]> {
    return loadingMany(
      context,
      'partnersOfAlliance',
      (ids) =>
        this.db.of(PartnerFirm).find({ where: { allianceId: In(ids) }, order: { invitedAt: 'ASC', firmId: 'ASC' } }),
      (partner) => partner.allianceId,
    );
  }

  /** The record of an alliance, once per request. */
  recordOf(context: RequestContext): DataLoader<string, AllianceRecord | null> {
    return loading(
      context,
      'allianceRecord',
      (ids) => Promise.all(ids.map((id) => this.records.read(id))),
      (record) => record.alliance.id,
    );
  }

  /** The consents of line-ups, the newest first, ended ones too. */
  consentsOf(context: RequestContext): DataLoader<string, Consent[]> {
    return loadingMany(
      context,
      'consentsOfLineUp',
      (ids) => this.db.of(Consent).find({ where: { lineUpId: In(ids) }, order: { consentedAt: 'DESC', id: 'DESC' } }),
      (consent) => consent.lineUpId,
    );
  }

  signaturesOf(context: RequestContext): DataLoader<string, AgreementSignature[]> {
    return loadingMany(
      context,
      'signaturesOfAgreement',
      (ids) => this.db.of(AgreementSignature).find({ where: { agreementId: In(ids) }, order: { signedAt: 'ASC' } }),
      (signature) => signature.agreementId,
    );
  }

  /** Texts that somebody signed, the newest first. */
  async keptAgreements(allianceId: string): Promise<Agreement[]> {
    return this.db.of(Agreement).find({ where: { allianceId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /** What the actor's firms said yes to, the newest first. */
  async ownConsents(actor: Actor, allianceId: string): Promise<Consent[]> {
    return this.db.of(Consent).find({
      where: { allianceId, firmId: In(actor.firmIds) },
      order: { consentedAt: 'DESC', id: 'DESC' },
    });
  }

  async standing(context: RequestContext, alliance: Alliance): Promise<AllianceStanding | null> {
    return standingOf(context.actor, alliance, await this.partnersOf(context).load(alliance.id));
  }

  /** Firms in line-ups for the tender are told when it changes. */
  private async firmsConcernedBy(tenderId: string): Promise<string[]> {
    const rows = await this.db.sql<{ firmId: string }>(
      `SELECT DISTINCT position."firmId" FROM "lineUp" lineup
         JOIN "lineUpPosition" position ON position."lineUpId" = lineup."id"
         JOIN "partnerFirm" partner ON partner."allianceId" = position."allianceId" AND partner."firmId" = position."firmId"
         JOIN "alliance" alliance ON alliance."id" = lineup."allianceId" AND alliance."dissolvedAt" IS NULL
       WHERE lineup."tenderId" = $1 AND num_nonnulls(partner."leftAt", partner."declinedAt", partner."withdrawnAt") = 0`,
      [tenderId],
    );

    return rows.map((row) => row.firmId);
  }
}
