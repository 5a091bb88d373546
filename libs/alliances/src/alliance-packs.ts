import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  CoverageOverrides,
  type LineUpToRecheck,
  type LineUpWarnings,
  PackChecks,
  PackRechecks,
  type PackVersions,
  isMember,
} from '#libs/coverage';
import { Actor, Db, NotFound } from '#libs/platform';
import type { LineUpFacts, Moment } from '#libs/rule-packs';
import { Lot, Tender } from '#libs/tenders';
import { AgreementsService } from './agreements.service.js';
import type { AllianceRecord, WholeLineUp } from './alliance-record.js';
import { AllianceRecords } from './alliance-records.js';
import { firmsWithoutConsent } from './consent-state.js';
import type { Place } from './plan.js';

/** What packs say of the line-ups of alliances. They warn; they never stop a bid. */
@Injectable()
export class AlliancePacks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly checks: PackChecks,
    private readonly rechecks: PackRechecks,
    private readonly records: AllianceRecords,
    private readonly agreements: AgreementsService,
    private readonly overrides: CoverageOverrides,
  ) {}

  onModuleInit(): void {
    this.rechecks.register({
      open: (packId) => this.open(packId),
      done: (packId, version) => this.goOn(packId, version),
    });
  }

  /**
   * What the form pack of the alliance, the procedure pack of the tender and the tender itself say of a line-up, with what the asker may
   * see; and the reasons on record for going on in spite of it. Make sure before that the asker is a partner.
   */
  async verdicts(asker: Actor, record: AllianceRecord, whole: WholeLineUp, moment: Moment): Promise<LineUpWarnings> {
    const of = await this.lotOf(whole);
    const facts = await this.factsOf(asker, record, whole, moment, whole.positions);
    const subject = { allianceId: record.alliance.id, firmId: null };

    return {
      verdicts: await this.checks.verdicts(versionsOf(record, of?.tender ?? null), facts, of?.tender ?? null),
      overrides: of ? await this.overrides.of(of.lot.id, subject) : [],
    };
  }

  /** The same for the line-up as it would bid now. Make sure before that the asker is a partner. @throws NotFound without a line-up */
  async beforeBid(asker: Actor, allianceId: string, lotId: string): Promise<LineUpWarnings> {
    const record = await this.records.read(allianceId);
    const whole = record.lineUpFor(lotId);
    if (!whole) throw new NotFound();

    return this.verdicts(asker, record, whole, 'BID');
  }

  /** The line-up for a lot as it is about to bid, or as a bid has it. Lock the alliance before. @throws NotFound */
  async factsFor(
    asker: Actor,
    allianceId: string,
    lotId: string,
    places?: readonly Omit<Place, 'packages'>[],
  ): Promise<LineUpFacts> {
    const record = await this.records.read(allianceId);
    const whole = record.lineUpFor(lotId)!;

    return this.factsOf(asker, record, whole, 'BID', places ?? whole.positions);
  }

  private async factsOf(
    asker: Actor,
    record: AllianceRecord,
    whole: WholeLineUp,
    moment: Moment,
    places: readonly Omit<Place, 'packages'>[],
  ): Promise<LineUpFacts> {
    const { terms } = record.alliance;
    const of = await this.lotOf(whole);
    const unsigned = await this.agreements.unsigned(record, whole.lineUp.tenderId);
    const isBound = (of?.tender.flags.exclusiveMembership ?? false) && firmsWithoutConsent(record, whole).length === 0;

    return this.checks.factsOf(asker, of, {
      places,
      moment,
      isBound,
      liability: terms.liability,
      representativeFirmId: terms.representativeFirmId,
      agreementSigned: unsigned.length === 0,
      signedBy: places.map(({ firmId }) => firmId).filter((firmId) => !unsigned.includes(firmId)),
      statements: terms.statements ?? [],
    });
  }

  private async lotOf({ lineUp }: WholeLineUp): Promise<{ tender: Tender; lot: Lot } | null> {
    if (lineUp.lotId === null) return null;
    const lot = await this.db.get(Lot, lineUp.lotId);

    return { lot, tender: await this.db.get(Tender, lot.tenderId) };
  }

  /** Line-ups for lots that still wait for an award, whose form or procedure is the pack. */
  private async open(packId: string): Promise<LineUpToRecheck[]> {
    const rows = await this.db.sql<{ allianceId: string; lotId: string }>(
      `SELECT lineup."allianceId", lineup."lotId" FROM "lineUp" lineup
         JOIN "alliance" alliance ON alliance."id" = lineup."allianceId" AND alliance."dissolvedAt" IS NULL
         JOIN "lot" lot ON lot."id" = lineup."lotId" AND num_nonnulls(lot."awardDecidedAt", lot."unsuccessfulAt") = 0
         JOIN "tender" tender ON tender."id" = lot."tenderId" AND tender."cancelledAt" IS NULL
       WHERE $1 IN (alliance."formPack", tender."pack") ORDER BY lineup."id"`,
      [packId],
    );
    const found: LineUpToRecheck[] = [];
    for (const { allianceId, lotId } of rows) {
      const record = await this.records.read(allianceId);
      const whole = record.lineUpFor(lotId)!;
      const { tender } = (await this.lotOf(whole))!;
      found.push({
        tenderId: tender.id,
        lotId,
        allianceId,
        bidId: null,
        firmIds: whole.positions.filter(isMember).map(({ firmId }) => firmId),
        fromVersion: versionsOf(record, tender)[packId]!,
        facts: await this.factsOf(Actor.nobody, record, whole, 'PLANNING', whole.positions),
        path: `/alliances/${allianceId}`,
        title: record.alliance.name,
      });
    }

    return found;
  }

  /** Living alliances go on with the new version; what a bid was checked with stands in the bid. */
  private async goOn(packId: string, version: string): Promise<void> {
    await this.db.sql(
      `UPDATE "alliance" SET "formPackVersion" = $2 WHERE "formPack" = $1 AND "dissolvedAt" IS NULL
         AND "formPackVersion"::integer < $2::integer`,
      [packId, version],
    );
  }
}

function versionsOf({ alliance }: AllianceRecord, tender: Tender | null): PackVersions {
  return { [alliance.formPack]: alliance.formPackVersion, ...(tender ? { [tender.pack]: tender.packVersion } : {}) };
}
