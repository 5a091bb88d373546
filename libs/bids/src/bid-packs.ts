import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AlliancePacks } from '#libs/alliances';
import {
  CoverageOverrides,
  type LineUpToRecheck,
  type LineUpWarnings,
  PackChecks,
  PackRechecks,
  RulePacks,
  noticeFlags,
  tenderRuleCited,
} from '#libs/coverage';
import { Actor, Db } from '#libs/platform';
import { type Judgement, type LineUpFacts, type LineUpVerdict, tenderRules } from '#libs/rule-packs';
import { Lot, Tender } from '#libs/tenders';
import { Bid, BidVersion, type KeptVerdict } from './bid.entity.js';
import { type BidFor, type Bidding, Tenderers } from './tenderers.service.js';

/** What packs said of a bid's line-up when it came, and what newer versions would say. */
@Injectable()
export class BidPacks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly packs: RulePacks,
    private readonly checks: PackChecks,
    private readonly rechecks: PackRechecks,
    private readonly alliances: AlliancePacks,
    private readonly overrides: CoverageOverrides,
    private readonly tenderers: Tenderers,
  ) {}

  onModuleInit(): void {
    this.rechecks.register({ open: (packId) => this.open(packId) });
  }

  /** What would be said of a bid that came now, with the reasons on record. @throws NotFound (lot, alliance, line-up) */
  async before(actor: Actor, which: BidFor & { firmId: string }): Promise<LineUpWarnings> {
    const { firmId, lotId, allianceId } = which;
    const { tender, lot } = await this.tenderers.tendererOf(actor, firmId, which);
    if (allianceId) return this.alliances.beforeBid(actor, allianceId, lotId);
    const facts = await this.ofOneFirm(actor, { tender, lot }, firmId);

    return {
      verdicts: await this.checks.verdicts({ [tender.pack]: tender.packVersion }, facts, tender),
      overrides: await this.overrides.of(lot.id, { allianceId: null, firmId }),
    };
  }

  /** The small record that a bid keeps. Nothing in it stops the bid. */
  async keep(actor: Actor, { allianceId, firmId, lot, tender, packVersions }: Bidding): Promise<KeptVerdict[]> {
    const facts = allianceId
      ? await this.alliances.factsFor(actor, allianceId, lot.id)
      : await this.ofOneFirm(actor, { tender, lot }, firmId!);

    return (await this.checks.verdicts(packVersions, facts, tender)).map(
      ({ rule, from, outcome, who, missing, facts: said }) => ({
        pack: from?.id ?? null,
        version: from?.version ?? null,
        ...(from ? {} : { asked: noticeFlags(tender) }),
        rule: rule.id,
        outcome,
        who: [...who],
        missing,
        facts: said,
      }),
    );
  }

  /** The record with its rules, to be put into words, and the reasons that were on record when the bid came. */
  async read(version: BidVersion): Promise<LineUpWarnings> {
    const tender = await this.db.get(Tender, version.tenderId);
    const { lotId, allianceId, firmId } = await this.db.get(Bid, version.bidId);
    const overrides = await this.overrides.of(lotId, { allianceId, firmId });
    const verdicts: LineUpVerdict[] = [];
    for (const { outcome, who, missing, facts, ...kept } of version.packVerdicts) {
      const cited = await this.cited(tender, kept);
      if (cited) verdicts.push({ ...cited, outcome, who, missing, facts, at: {} });
    }

    return { verdicts, overrides: overrides.filter(({ at }) => at <= version.receivedAt) };
  }

  /** The rule of a kept verdict: of a pack, or of the tender as it was then. */
  private async cited(
    tender: Tender,
    { pack, version, rule, asked }: Pick<KeptVerdict, 'pack' | 'version' | 'rule' | 'asked'>,
  ): Promise<Omit<LineUpVerdict, keyof Judgement> | null> {
    if (asked) {
      const own = tenderRules(asked, await this.packs.find(tender.pack, tender.packVersion));
      const found = own.find(({ id }) => id === rule);

      return found ? tenderRuleCited(found, tender) : null;
    }
    const cited = pack === null ? null : await this.packs.find(pack, version);
    const found = cited?.rules.find((it) => it.rule.id === rule);

    return found ? { ...found, doubtedBy: [] } : null;
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
