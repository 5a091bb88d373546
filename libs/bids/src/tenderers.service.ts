import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AllianceReadiness, BuyersSides, ConsentMissing, OnBuyersSide } from '#libs/alliances';
import { Profiles } from '#libs/firms';
import { type Actor, Db, NotFound, type Reading } from '#libs/platform';
import { type Lot, type Tender, TenderLots, TenderNotOpen, TenderReading } from '#libs/tenders';
import { AlliancesOnly, CommittedElsewhere, DeadlinePassed, NotTheLead, TenderElsewhere } from './bid.refusals.js';
import { type BidMemberFacts, type Bid, bidIdOf } from './bid.entity.js';

/** Who bids for what, as a mutation names it. */
export interface BidFor {
  lotId: string;
  allianceId?: string | null;
}

/** A lot that takes bids: it is locked, and the one clock reading that decides is taken. */
export interface OpenLot {
  tender: Tender;
  lot: Lot;
  now: Reading;
  closesAt: Date;
}

type AlsoOpen = (lot: OpenLot) => Promise<boolean>;
const neverElse: AlsoOpen = async () => false;

/** A tenderer that may bid now. */
export interface Bidding extends OpenLot {
  bidId: string;
  tendererId: string;
  firmId: string | null;
  allianceId: string | null;
  leadFirmId: string;
  /** Lead and partners. */
  memberFirmIds: string[];
  lineUp: BidMemberFacts[];
  packVersions: Record<string, string>;
}

type Party = Pick<
  Bidding,
  'tendererId' | 'firmId' | 'allianceId' | 'leadFirmId' | 'memberFirmIds' | 'lineUp' | 'packVersions'
>;

/** Which firm or alliance may bid for a lot, decided under the locks: alliance, then lot. The log chain comes last. */
@Injectable()
export class Tenderers implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly reading: TenderReading,
    private readonly lots: TenderLots,
    private readonly alliances: AllianceReadiness,
    private readonly profiles: Profiles,
    private readonly buyersSides: BuyersSides,
  ) {}

  /** Evaluators' firms stand on the buyer's side: alliances are told as well. */
  onModuleInit(): void {
    this.buyersSides.register(async (tender, firmIds) => {
      const rows = await this.db.sql<{ firmId: string }>(
        `SELECT DISTINCT delegate."firmId" FROM "delegate" delegate JOIN "evaluator" judge ON judge."personId" = delegate."personId"
         WHERE judge."tenderId" = $1 AND delegate."firmId" = ANY ($2::uuid[])`,
        [tender.id, firmIds],
      );

      return rows.map((row) => row.firmId);
    });
  }

  /**
   * Locks what a bid needs and decides whether this tenderer may hand one in now.
   *
   * @throws NotFound, DeadlinePassed, TenderNotOpen, TenderElsewhere, AlliancesOnly, OnBuyersSide, CommittedElsewhere, NotTheLead, and what
   *   keeps an alliance from bidding (ConsentMissing, NoLead, SharesDoNotTotal, GroupAsked, AllianceDissolved)
   */
  async lock(actor: Actor, wanted: BidFor, also: AlsoOpen = neverElse): Promise<Bidding> {
    const { allianceId } = wanted;
    if (allianceId) await this.lockAlliance(actor, allianceId);
    await this.reading.visibleLot(actor, wanted.lotId);
    const open = await this.lockOpen(wanted.lotId, also);
    const { tender, lot } = open;
    const party = allianceId ? await this.alliance(actor, allianceId, wanted.lotId) : this.single(actor, tender);
    const packVersions = { ...party.packVersions, [tender.pack]: tender.packVersion };
    const barred = await this.buyersSides.among(tender, party.memberFirmIds);
    if (barred.length > 0) throw new OnBuyersSide(await this.named(barred));
    await this.ensureFree(party, lot.id, tender);

    return { ...party, ...open, packVersions, bidId: bidIdOf(lot.id, party.tendererId) };
  }

  /**
   * The lot under its lock while it takes bids.
   *
   * @param also lets bids in at other times: the final round of quotes
   * @throws NotFound, DeadlinePassed, TenderNotOpen, TenderElsewhere
   */
  async lockOpen(lotId: string, also: AlsoOpen = neverElse): Promise<OpenLot> {
    const { tender, lot, now, closing, phase } = await this.lots.lockLot(lotId, 'FOR SHARE');
    if (tender.origin) throw new TenderElsewhere(tender.origin.link);
    const open = { tender, lot, now, closesAt: closing?.at ?? now.at };
    if (phase === 'OPEN' || (await also(open))) return open;
    const isOver = closing !== null && (phase === 'CLOSED' || phase === 'EVALUATION');
    throw isOver ? new DeadlinePassed(closing.at, now) : new TenderNotOpen(phase);
  }

  /**
   * The actor's own side for a lot, without locks: for reading what a client needs to seal, and for drafts.
   *
   * @throws NotFound (lot, or an alliance the firm is not in)
   */
  async tendererOf(
    actor: Actor,
    firmId: string,
    { lotId, allianceId }: BidFor,
  ): Promise<{ tender: Tender; lot: Lot; tendererId: string; bidId: string }> {
    const { tender, lot } = await this.reading.visibleLot(actor, lotId);
    if (allianceId) await this.ensurePartner(firmId, allianceId);
    const tendererId = allianceId ?? firmId;

    return { tender, lot, tendererId, bidId: bidIdOf(lotId, tendererId) };
  }

  /** Writes who is bound by the bid. The unique index decides between two bids that want the same firm. @throws CommittedElsewhere, ConsentMissing */
  async bind(bid: Bid, { memberFirmIds, tender }: Bidding, actor: Actor): Promise<void> {
    await this.db.sql(`DELETE FROM "bidMember" WHERE "bidId" = $1`, [bid.id]);
    const bound = await this.db.sql<{ firmId: string }>(
      `INSERT INTO "bidMember" ("bidId", "lotId", "firmId", "exclusive")
       SELECT $1, $2, "firmId", $4 FROM unnest($3::uuid[]) "firmId" ORDER BY "firmId" ON CONFLICT DO NOTHING RETURNING "firmId"`,
      [bid.id, bid.lotId, memberFirmIds, tender.flags.exclusiveMembership],
    );
    const free = bound.map((row) => row.firmId);
    const taken = memberFirmIds.filter((firmId) => !free.includes(firmId));
    await this.refuseTaken(taken, actor.firm);
  }

  private single(actor: Actor, tender: Tender): Party {
    if (tender.tenderers === 'ALLIANCES') throw new AlliancesOnly();
    const firmId = actor.firm;
    const lineUp: BidMemberFacts[] = [
      { firmId, roles: ['LEAD'], shareBasisPoints: 10_000, reliedUponFor: [], part: null },
    ];

    return {
      tendererId: firmId,
      firmId,
      allianceId: null,
      leadFirmId: firmId,
      memberFirmIds: [firmId],
      lineUp,
      packVersions: {},
    };
  }

  private async alliance(actor: Actor, allianceId: string, lotId: string): Promise<Party> {
    const ready = await this.alliances.ensureReadyToSubmit(allianceId, lotId);
    if (ready.leadFirmId !== actor.firm) throw new NotTheLead(ready.leadFirmId);
    const { leadFirmId, memberFirmIds, places: lineUp, formPack, formPackVersion } = ready;
    const packVersions = { [formPack]: formPackVersion };

    return { tendererId: allianceId, firmId: null, allianceId, leadFirmId, memberFirmIds, lineUp, packVersions };
  }

  /** To outsiders an alliance is not there. The lock comes before all others. */
  private async lockAlliance(actor: Actor, allianceId: string): Promise<void> {
    await this.ensurePartner(actor.firm, allianceId);
    await this.alliances.lockAlliance(allianceId, 'FOR SHARE');
  }

  /** @throws NotFound: to outsiders an alliance is not there */
  async ensurePartner(firmId: string, allianceId: string): Promise<void> {
    const rows = await this.db.sql(
      `SELECT 1 FROM "partnerFirm" WHERE "allianceId" = $1 AND "firmId" = $2 AND "joinedAt" IS NOT NULL AND "leftAt" IS NULL`,
      [allianceId, firmId],
    );
    if (rows.length === 0) throw new NotFound();
  }

  /** A firm that said an exclusive yes to an alliance for this lot does not bid beside it. */
  private async ensureFree({ firmId }: Party, lotId: string, tender: Tender): Promise<void> {
    if (!firmId || !tender.flags.exclusiveMembership) return;
    const promised = await this.db.sql(
      `SELECT 1 FROM "consent" WHERE "lotId" = $1 AND "firmId" = $2 AND "exclusive" AND "staleAt" IS NULL AND "withdrawnAt" IS NULL`,
      [lotId, firmId],
    );
    if (promised.length > 0) throw new CommittedElsewhere();
  }

  /** That a firm bids elsewhere is that firm's own business: the lead of another bid only learns that its yes does not hold. */
  private async refuseTaken(taken: readonly string[], ownFirmId: string): Promise<void> {
    if (taken.length === 0) return;
    if (taken.includes(ownFirmId)) throw new CommittedElsewhere();
    throw new ConsentMissing(await this.named(taken));
  }

  private named(firmIds: readonly string[]): Promise<{ id: string; name: string }[]> {
    return this.db.sql(`SELECT "id", "name" FROM "firm" WHERE "id" = ANY ($1::uuid[]) ORDER BY "name"`, [firmIds]);
  }

  /** The line-up as a bid keeps it: each member with its profile as it stands now. */
  async keptLineUp({ lineUp, memberFirmIds, now }: Bidding): Promise<BidMemberFacts[]> {
    const snapshots = new Map<string, string>();
    for (const firmId of [...memberFirmIds].sort())
      snapshots.set(firmId, (await this.profiles.snapshotOf(firmId, now.at)).id);

    return lineUp.map((place) => ({ ...place, profileSnapshotId: snapshots.get(place.firmId) ?? null }));
  }
}
