import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Db, newId } from '#libs/platform';
import { canonicalJson } from '#libs/seal-format';
import { Capabilities } from './capabilities.service.js';
import { type WholeProfile, completenessOf } from './completeness.js';
import { EvidenceService } from './evidence.service.js';
import { Facts } from './facts.service.js';
import { Firm, FirmLegalId } from './firm.entity.js';
import { ProfileClaims } from './profile-claims.service.js';
import type { Completeness } from './profile.graphql.js';
import { ProfileSnapshot } from './snapshot.entity.js';

/** Whole profiles: fixed as a snapshot, and how complete they are. */
@Injectable()
export class Profiles {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly capabilities: Capabilities,
    private readonly facts: Facts,
    private readonly evidence: EvidenceService,
    private readonly claims: ProfileClaims,
  ) {}

  /**
   * The profile as it stands, fixed for good; the same snapshot again while nothing has changed. Call it inside the transaction that
   * points to it.
   *
   * @throws NotFound
   */
  async snapshotOf(firmId: string, now: Date): Promise<ProfileSnapshot> {
    await this.db.get(Firm, firmId, 'FOR SHARE');
    const content = canonicalJson(await this.written(firmId));
    const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
    await this.db.sql(
      `INSERT INTO "profileSnapshot" ("id", "firmId", "digest", "content", "takenAt") VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ("firmId", "digest") DO NOTHING`,
      [newId(), firmId, digest, content, now],
    );

    return this.db.of(ProfileSnapshot).findOneByOrFail({ firmId, digest });
  }

  /** How complete the firm's own profile is. */
  async completeness(firm: Firm): Promise<Completeness> {
    return completenessOf(await this.whole(firm), await this.clock.now());
  }

  private async whole(firm: Firm): Promise<WholeProfile> {
    const [capabilities, facts, evidence, hasLegalId] = await Promise.all([
      this.capabilities.of([firm.id]),
      this.facts.of([firm.id]),
      this.evidence.of([firm.id]),
      this.db.of(FirmLegalId).existsBy({ firmId: firm.id }),
    ]);

    return { firm, capabilities, facts, evidence, hasLegalId };
  }

  /** What a snapshot holds: what the firm said and what was checked, nothing that the clock or a mere visit changes. */
  private async written(firmId: string): Promise<object> {
    const firm = await this.db.get(Firm, firmId);
    const { capabilities, facts, evidence } = await this.whole(firm);
    const legalIds = await this.db.of(FirmLegalId).find({ where: { firmId }, order: { scheme: 'ASC', number: 'ASC' } });
    const papersOf = await this.claims.papersOf([firmId]);
    const { id, publicId, kind, name, size, staff, foundedYear, vatStatus, verifiedAt } = firm;
    // Canonical JSON has no fractions: coordinates are written as text.
    const address = { ...firm.address, latitude: String(firm.latitude), longitude: String(firm.longitude) };

    return plain({
      format: 'kongsi-profile-1',
      firm: { id, publicId, kind, name, size, staff, foundedYear, address, vatStatus, verifiedAt },
      legalIds: legalIds.map(({ scheme, number, verifiedAt: checkedAt }) => ({
        scheme,
        number,
        verifiedAt: checkedAt,
      })),
      capabilities: capabilities.map((each) => ({ ...contentOf(each), evidenceIds: papersOf.get(each.id) ?? [] })),
      facts: facts.map((fact) => ({ ...contentOf(fact), evidenceIds: papersOf.get(fact.id) ?? [] })),
      evidence: evidence.filter((paper) => paper.state !== 'DRAFT').map(contentOf),
    });
  }
}

/** An entry without when it was written and whose it is. */
function contentOf(entry: { firmId: string; createdAt: Date; changedAt: Date }): object {
  const { firmId: _, createdAt: __, changedAt: ___, ...content } = entry;

  return content;
}

/** Dates as text, as JSON writes them. */
function plain(value: object): object {
  return JSON.parse(JSON.stringify(value)) as object;
}
