import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AlliancePacks } from '#libs/alliances';
import { type LineUpToRecheck, PackChecks, PackRechecks, RulePacks } from '#libs/coverage';
import { Actor, Db } from '#libs/platform';
import type { LineUpFacts, PackVerdict } from '#libs/rule-packs';
import { Lot, Tender } from '#libs/tenders';
import { Bid, BidVersion, type KeptVerdict } from './bid.entity.js';
import type { Bidding } from './tenderers.service.js';

/** What packs said of a bid's line-up when it came, and what newer versions would say. */
@Injectable()
export class BidPacks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly packs: RulePacks,
    private readonly checks: PackChecks,
    private readonly rechecks: PackRechecks,
    private readonly alliances: AlliancePacks,
  ) {}

  onModuleInit(): void {
    this.rechecks.register({ open: (packId) => this.open(packId) });
  }

  /** The small record that a bid keeps. Nothing in it stops the bid. */
  async keep(actor: Actor, { allianceId, firmId, lot, tender, packVersions }: Bidding): Promise<KeptVerdict[]> {
    const facts = allianceId
      ? await this.alliances.factsFor(actor, allianceId, lot.id)
      : await this.ofOneFirm(actor, { tender, lot }, firmId!);

    return (await this.checks.verdicts(packVersions, facts)).map(
      ({ rule, from, outcome, who, missing, facts: said }) => ({
        pack: from.id,
        version: from.version,
        rule: rule.id,
        outcome,
        who: [...who],
        missing,
        facts: said,
      }),
    );
  }

  /** The record with its rules, to be put into words. */
  async read({ packVerdicts }: Pick<BidVersion, 'packVerdicts'>): Promise<PackVerdict[]> {
    const read: PackVerdict[] = [];
    for (const { pack, version, rule, ...said } of packVerdicts) {
      const cited = (await this.packs.find(pack, version))?.rules.find((it) => it.rule.id === rule);
      if (cited) read.push({ ...cited, ...said, at: {} });
    }

    return read;
  }

  private ofOneFirm(actor: Actor, of: { tender: Tender; lot: Lot }, firmId: string): Promise<LineUpFacts> {
    return this.checks.factsOf(actor, of, {
      places: [{ firmId, roles: ['LEAD'], shareBasisPoints: 10_000, reliedUponFor: [] }],
      moment: 'BID',
      liability: null,
      representativeFirmId: firmId,
      agreementSigned: null,
      signedBy: null,
      statements: [],
      isBound: false,
    });
  }

  /** Bids that count, for lots that wait for an award, which were checked with the pack. */
  private async open(packId: string): Promise<LineUpToRecheck[]> {
    const rows = await this.db.sql<{ bidId: string; versionId: string }>(
      `SELECT bid."id" AS "bidId", version."id" AS "versionId" FROM "bid" bid
         JOIN "bidVersion" version ON version."bidId" = bid."id" AND version."version" = bid."liveVersion"
         JOIN "lot" lot ON lot."id" = bid."lotId" AND num_nonnulls(lot."awardDecidedAt", lot."unsuccessfulAt") = 0
         JOIN "tender" tender ON tender."id" = bid."tenderId" AND tender."cancelledAt" IS NULL
       WHERE version."packVersions" ? $1 ORDER BY bid."id"`,
      [packId],
    );
    const found: LineUpToRecheck[] = [];
    for (const { bidId, versionId } of rows) {
      const bid = await this.db.get(Bid, bidId);
      const version = await this.db.get(BidVersion, versionId);
      const of = { tender: await this.db.get(Tender, bid.tenderId), lot: await this.db.get(Lot, bid.lotId) };
      const members = version.lineUp.filter(({ roles }) => roles.includes('LEAD') || roles.includes('PARTNER'));
      found.push({
        tenderId: bid.tenderId,
        lotId: bid.lotId,
        allianceId: null,
        bidId,
        firmIds: members.map(({ firmId }) => firmId),
        fromVersion: version.packVersions[packId]!,
        facts: bid.allianceId
          ? await this.alliances.factsFor(Actor.nobody, bid.allianceId, bid.lotId, version.lineUp)
          : await this.ofOneFirm(Actor.nobody, of, bid.firmId!),
        path: `/tenders/${bid.tenderId}/bids/${bidId}`,
        title: of.tender.title,
      });
    }

    return found;
  }
}
