import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Firm } from '#libs/firms';
import { type Actor, Db, Events, NotFound } from '#libs/platform';
import { AllianceRecord } from './alliance-record.js';
import { Alliance, PartnerFirm } from './alliance.entity.js';
import type { NamedFirm } from './alliance.refusals.js';
import { AllianceNews } from './alliance-news.js';
import { Consent } from './consent.entity.js';
import { LineUp, LineUpPosition, WorkPackage } from './line-up.entity.js';
import { type Plan, type Seat, sameTerms, touchedBy } from './plan.js';

/** Reads alliances whole, under their lock, and writes what changed with what follows from it. */
@Injectable()
export class AllianceRecords {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
    private readonly news: AllianceNews,
  ) {}

  /**
   * The alliance under its lock, for a firm that is in it or asked into it. For every other firm it is not there: the same statements
   * and the same answer as for an id that nothing has.
   *
   * @throws NotFound, AllianceDissolved
   */
  async lock(actor: Actor, allianceId: string): Promise<AllianceRecord> {
    const rows = await this.db.sql(
      `SELECT 1 FROM "alliance" alliance WHERE alliance."id" = $1 AND EXISTS (SELECT 1 FROM "partnerFirm" own
         WHERE own."allianceId" = alliance."id" AND own."firmId" = $2
           AND num_nonnulls(own."leftAt", own."declinedAt", own."withdrawnAt") = 0) FOR UPDATE OF alliance`,
      [allianceId, actor.firm],
    );
    if (rows.length === 0) throw new NotFound();
    const record = await this.read(allianceId);
    // It may have left while this call waited for the lock.
    if (!record.isIn(actor.firm)) throw new NotFound();
    record.ensureAlive();

    return record;
  }

  /** The alliance whole. Hold its lock where something is decided by it. @throws NotFound */
  async read(allianceId: string): Promise<AllianceRecord> {
    const alliance = await this.db.get(Alliance, allianceId);
    const partners = await this.db
      .of(PartnerFirm)
      .find({ where: { allianceId }, order: { invitedAt: 'ASC', firmId: 'ASC' } });
    const lineUps = await this.db.of(LineUp).find({ where: { allianceId }, order: { createdAt: 'ASC', id: 'ASC' } });
    const positions = await this.db.of(LineUpPosition).find({ where: { allianceId }, order: { firmId: 'ASC' } });
    const packages = await this.db.of(WorkPackage).find({ where: { allianceId }, order: { number: 'ASC' } });
    const consents = await this.consentsInForce(allianceId);

    return new AllianceRecord(
      alliance,
      partners,
      lineUps.map((lineUp) => ({
        lineUp,
        positions: positions.filter((position) => position.lineUpId === lineUp.id),
        packages: packages.filter((one) => one.lineUpId === lineUp.id),
        consents: consents.filter((consent) => consent.lineUpId === lineUp.id),
      })),
    );
  }

  /**
   * Writes a changed plan: places it touches get a new version, consents it touches become stale, agreements drawn from it are
   * superseded, and the firms whose yes was lost are told. Nothing happens when nothing is touched.
   */
  async keep(record: AllianceRecord, after: Plan, actor: Actor, now: Date): Promise<void> {
    const { alliance } = record;
    const touched = touchedBy(record.plan, after);
    const termsChanged = !sameTerms(alliance.terms, after.terms);
    if (touched.length === 0 && !termsChanged) return;
    if (termsChanged) alliance.termsVersion += 1;
    Object.assign(alliance, { terms: after.terms, revision: alliance.revision + 1, changedAt: now });
    await this.db.of(Alliance).save(alliance);
    // First all old places, then all new ones: the lead may pass from one firm to another.
    for (const { lineUpId, firmId } of touched) await this.db.of(LineUpPosition).delete({ lineUpId, firmId });
    await this.db.of(LineUpPosition).insert(
      touched.flatMap(({ lineUpId, firmId }) => {
        const place = after.lineUps.get(lineUpId)?.find((it) => it.firmId === firmId);
        const kept = { lineUpId, allianceId: alliance.id, version: alliance.revision, changedAt: now };

        return place ? [Object.assign(new LineUpPosition(), place, kept)] : [];
      }),
    );
    await this.makeStale(record, touched, actor, now);
    const tenders = record.lineUps.filter(({ lineUp }) => touched.some((seat) => seat.lineUpId === lineUp.id));
    await this.supersede(
      alliance.id,
      tenders.map(({ lineUp }) => lineUp.tenderId),
      now,
    );
  }

  /** Ends the consents of a firm (of all firms for null) because it left, was replaced, or the alliance ended. */
  async withdrawConsents(allianceId: string, firmId: string | null, now: Date): Promise<void> {
    await this.db.sql(
      `UPDATE "consent" SET "withdrawnAt" = $3 WHERE "allianceId" = $1 AND "firmId" = coalesce($2::uuid, "firmId")
         AND "staleAt" IS NULL AND "withdrawnAt" IS NULL`,
      [allianceId, firmId, now],
    );
  }

  /** Agreements of these tenders (null: of none) are no longer what the record says. */
  async supersede(allianceId: string, tenderIds: readonly (string | null)[], now: Date): Promise<void> {
    await this.db.sql(
      `UPDATE "agreement" SET "supersededAt" = $4 WHERE "allianceId" = $1 AND "supersededAt" IS NULL
         AND ("tenderId" = ANY ($2::uuid[]) OR ("tenderId" IS NULL AND $3))`,
      [allianceId, tenderIds.filter((id) => id !== null), tenderIds.includes(null), now],
    );
  }

  /** Firms with their names, for refusals. */
  async named(firmIds: readonly string[]): Promise<NamedFirm[]> {
    const firms = await this.db.of(Firm).find({ where: { id: In([...firmIds]) }, order: { name: 'ASC', id: 'ASC' } });

    return firms.map(({ id, name }) => ({ id, name }));
  }

  private async consentsInForce(allianceId: string): Promise<Consent[]> {
    return this.db
      .of(Consent)
      .createQueryBuilder('it')
      .where('it.allianceId = :allianceId AND it.staleAt IS NULL AND it.withdrawnAt IS NULL', { allianceId })
      .getMany();
  }

  private async makeStale(record: AllianceRecord, touched: readonly Seat[], actor: Actor, now: Date): Promise<void> {
    const { alliance } = record;
    const lost = record.lineUps
      .flatMap(({ consents }) => consents)
      .filter((it) => touched.some((seat) => seat.lineUpId === it.lineUpId && seat.firmId === it.firmId));
    if (lost.length === 0) return;
    await this.db.of(Consent).update({ id: In(lost.map(({ id }) => id)) }, { staleAt: now });
    const firmIds = [...new Set(lost.map(({ firmId }) => firmId))].sort();
    const facts = { consentIds: lost.map(({ id }) => id), firmIds };
    await this.events.record('alliance', alliance.id, actor, { kind: 'CONSENTS_STALE', at: now, facts });
    const staying = firmIds.filter((firmId) => record.isIn(firmId));
    await this.news.tell(alliance, staying, { kind: 'ALLIANCE_CHANGED', occasion: `${alliance.revision}` });
  }
}
