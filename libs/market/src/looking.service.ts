import { Injectable } from '@nestjs/common';
import { type FirmClaims, JointWorks, type JudgedCoverage, type LineUp, coverageOf, divisionOf } from '#libs/coverage';
import { Firm, ProfileClaims } from '#libs/firms';
import { type Actor, BadUserInput, Clock, Db, Forbidden, say } from '#libs/platform';
import type { Requirement } from '#libs/requirements';
import { type Lot, type LotRequirement, type Tender, TenderReading, requirementOf } from '#libs/tenders';
import { type Asked, askedOf } from './asked.js';
import { FirmEntries } from './firm-entries.service.js';
import { joined } from './firm-index.js';
import { FirmTable } from './firm-table.js';
import type { Area } from './grid.js';
import { IndexFeed, type MarketSweep } from './index-feed.service.js';
import { testsOf } from './problem.js';

/** A lot somebody looks for partners for, and who is in already. */
export interface Looking {
  readonly actor: Actor;
  readonly tender: Tender;
  readonly lot: Lot;
  readonly rows: ReadonlyMap<string, LotRequirement>;
  readonly requirements: readonly Requirement[];
  readonly asked: Asked;
  readonly fixedIds: readonly string[];
  readonly area: Area;
  readonly excludedIds: ReadonlySet<string>;
}

/** How line-ups of some firms are judged, and how they could divide the work where the notice estimates it. */
export interface Judging {
  readonly judge: (lineUp: LineUp) => JudgedCoverage;
  readonly divide: (lineUp: LineUp) => LineUp;
}

export interface LookingFor {
  readonly lotId: string;
  readonly with: readonly string[];
  readonly excludedFirmIds: readonly string[];
  readonly radiusKm: number;
  readonly mayStateLater: boolean;
}

/** What the finder's questions have in common: what is asked, who is in, who could be. */
@Injectable()
export class Lookings {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly tenders: TenderReading,
    private readonly claims: ProfileClaims,
    private readonly jointWorks: JointWorks,
    private readonly entries: FirmEntries,
    private readonly feed: IndexFeed,
  ) {}

  /** @throws NotFound for a lot the actor may not see; Forbidden when none of the firms is the actor's; BadUserInput for an unknown firm */
  async begin(actor: Actor, wanted: LookingFor): Promise<Looking> {
    const { tender, lot } = await this.tenders.visibleLot(actor, wanted.lotId);
    const fixedIds = [...new Set(wanted.with)];
    if (!actor.actsFor(fixedIds)) throw new Forbidden();
    const rows = await this.tenders.requirements(actor, [lot.id]);
    const requirements = rows.map(requirementOf);

    return {
      actor,
      tender,
      lot,
      rows: new Map(rows.map((row) => [row.id, row])),
      requirements,
      asked: askedOf(requirements, wanted),
      fixedIds,
      area: await this.areaOf(tender, fixedIds, wanted.radiusKm),
      excludedIds: new Set([...wanted.excludedFirmIds, ...(tender.buyerFirmId ? [tender.buyerFirmId] : [])]),
    };
  }

  /** The firms that are in, with all the actor may use of them, and everybody else in the area. */
  async sweep(looking: Looking, area: Area = looking.area): Promise<MarketSweep> {
    const { asked, fixedIds, excludedIds, actor } = looking;
    const numbers = asked.sums.map(({ number }) => number);
    const tests = testsOf(asked);
    const today = await this.feed.today();
    const fixed = await this.entries.of(fixedIds, today, actor);
    const missing = fixedIds.findIndex((firmId) => !fixed.has(firmId));
    if (missing >= 0)
      throw new BadUserInput([{ path: `with.${missing}`, read: fixedIds[missing], message: say('market:noSuchFirm') }]);
    const everywhere = { ...area, radiusKm: Infinity };
    const own = new FirmTable([...fixed.values()]).sweep({ tests, numbers, area: everywhere, today, takesAll: true });
    const others = await this.feed.sweep({ tests, numbers, area, without: new Set([...fixedIds, ...excludedIds]) });

    return { ...joined(own, others), isWhole: others.isWhole, by: others.by };
  }

  /** Pairs of the firms that worked together. */
  together(firmIds: readonly string[]): ReturnType<JointWorks['among']> {
    return this.jointWorks.among(firmIds);
  }

  /** The rules of coverage, and a division of the work, by what the actor may use of each firm. */
  async judging({ actor, lot, requirements, rows }: Looking, firmIds: readonly string[]): Promise<Judging> {
    const claims: FirmClaims[] = await this.claims.of([...new Set(firmIds)], actor, { lotId: lot.id });
    const today = (await this.clock.now()).toISOString().slice(0, 10);

    return {
      judge: (lineUp) => ({ ...coverageOf(requirements, lineUp, claims, today), requirements: rows, overrides: [] }),
      divide: (lineUp) => {
        const firms = lineUp.entries.map(({ firmId }) => firmId);
        const shares = divisionOf(requirements, firms, claims, today);

        return shares
          ? { ...lineUp, entries: lineUp.entries.map((entry, at) => ({ ...entry, shareBasisPoints: shares[at]! })) }
          : lineUp;
      },
    };
  }

  /** Round the place of work; where the notice names none, round the first firm that is in. */
  private async areaOf(tender: Tender, fixedIds: readonly string[], radiusKm: number): Promise<Area> {
    if (tender.latitude !== null && tender.longitude !== null)
      return { latitude: tender.latitude, longitude: tender.longitude, radiusKm };
    const firm = await this.db.of(Firm).findOneBy({ id: fixedIds[0]! });

    return { latitude: firm?.latitude ?? 0, longitude: firm?.longitude ?? 0, radiusKm: firm ? radiusKm : Infinity };
  }
}
