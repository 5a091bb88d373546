import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Actor, Db } from '#libs/platform';
import { Capabilities } from './capabilities.service.js';
import { Capacities, Commitments } from './capacity.service.js';
import type { Capacity } from './capacity.entity.js';
import { EvidenceService } from './evidence.service.js';
import { Facts } from './facts.service.js';
import { Firm } from './firm.entity.js';
import { OfferedWorks } from './offered-work.js';
import { type FirmClaims, claimsFrom } from './profile-claims.js';
import { type ProfileEntry, sightOf } from './profile.policy.js';

/** What an asker may use of profiles when they are held against requirements. */
@Injectable()
export class ProfileClaims {
  constructor(
    private readonly db: Db,
    private readonly capabilities: Capabilities,
    private readonly facts: Facts,
    private readonly evidence: EvidenceService,
    private readonly capacities: Capacities,
    private readonly commitments: Commitments,
    private readonly offeredWorks: OfferedWorks,
  ) {}

  /**
   * What the asker may use of each firm, in the order of the ids; a firm that does not exist is left out.
   *
   * @param options.together the firms stand together in an alliance of the asker's: whether a part of the work fits may be told of
   *   FINDABLE capacity. To nobody else, who could find the number by trying one share after the other.
   * @param options.lotId what is asked about: of the bids for one lot only one is chosen, so that they take nothing of each other
   */
  async of(
    firmIds: readonly string[],
    asker: Actor,
    { together = false, lotId = null }: { together?: boolean; lotId?: string | null } = {},
  ): Promise<FirmClaims[]> {
    const [firms, capabilities, facts, evidence, papersOf, stated, taken, offered] = await Promise.all([
      this.db.of(Firm).findBy({ id: In([...firmIds]) }),
      this.capabilities.of(firmIds),
      this.facts.of(firmIds),
      this.evidence.of(firmIds),
      this.papersOf(firmIds),
      this.capacities.statedBy(firmIds),
      this.commitments.of(firmIds),
      this.offeredWorks.of(firmIds.filter((firmId) => asker.actsFor([firmId]))),
    ]);
    const byId = new Map(firms.map((firm) => [firm.id, firm]));

    return firmIds.flatMap((firmId) => {
      const firm = byId.get(firmId);
      if (!firm) return [];
      const usable = <Entry extends ProfileEntry & { firmId: string }>(entries: Entry[]): Entry[] =>
        entries.filter((entry) => entry.firmId === firmId && sightOf(asker, firm, entry) !== 'NOTHING');

      return claimsFrom({
        firmId,
        isOwn: asker.actsFor([firmId]),
        papersOf,
        capabilities: usable(capabilities),
        facts: usable(facts),
        evidence: usable(evidence),
        capacity: usable(stated).filter((each) => isUsableCapacity(each, asker, together)),
        commitments: taken.filter((each) => each.firmId === firmId),
        offers: offered.filter((each) => each.firmId === firmId && each.lotId !== lotId),
      });
    });
  }

  /** Ids of papers by the id of the capability or fact they support. */
  async papersOf(firmIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.db.sql<{ id: string; papers: string[] }>(
      `SELECT "capabilityId" AS id, array_agg("evidenceId" ORDER BY "evidenceId") AS papers FROM "capabilityEvidence"
       WHERE "capabilityId" IN (SELECT "id" FROM "capability" WHERE "firmId" = ANY ($1)) GROUP BY 1
       UNION ALL SELECT "factId", array_agg("evidenceId" ORDER BY "evidenceId") FROM "factEvidence"
       WHERE "factId" IN (SELECT "id" FROM "fact" WHERE "firmId" = ANY ($1)) GROUP BY 1`,
      [firmIds],
    );

    return new Map(rows.map((row) => [row.id, row.papers]));
  }
}

function isUsableCapacity({ firmId, visibility }: Capacity, asker: Actor, together: boolean): boolean {
  return visibility === 'PUBLIC' || asker.actsFor([firmId]) || together;
}
