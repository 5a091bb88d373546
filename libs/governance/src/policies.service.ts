import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Firm, HousePolicy, HousePolicyChanged } from '#libs/firms';
import { type Actor, CONFIG, Clock, type Config, Db, Events, WrongSetting, newId } from '#libs/platform';
import { Policy } from './policy.entity.js';
import { type RegionPolicy, readRegionPolicy } from './region-policy.js';

/** The house policy in its versions, and who accepted which. The region file says which version is in force. */
@Injectable()
export class PoliciesService implements OnApplicationBootstrap {
  readonly #region: RegionPolicy;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    housePolicy: HousePolicy,
    @Inject(CONFIG) config: Config,
  ) {
    this.#region = readRegionPolicy(config.KONGSI_REGION);
    housePolicy.isKeptBy({
      current: () => this.#region.version,
      accepted: (firmId, actor, now) => this.remember(firmId, actor, now),
    });
  }

  /** Keeps the region's version, once. @throws WrongSetting when a version that firms may have accepted was rewritten */
  async onApplicationBootstrap(): Promise<void> {
    const { version, en, id } = this.#region;
    await this.db.sql(
      `INSERT INTO "policy" ("id", "kind", "version", "text", "inForceSince") VALUES ($1, 'HOUSE', $2, $3, $4)
       ON CONFLICT ("kind", "version") DO NOTHING`,
      [newId(), version, { en, id }, await this.clock.now()],
    );
    const kept = await this.current();
    if (kept.text.en !== en || kept.text.id !== id)
      throw new WrongSetting(
        `KONGSI_REGION: read housePolicy version ${version} with another text than firms accepted; give a changed policy a new version`,
      );
  }

  /** The version in force. */
  async current(): Promise<Policy> {
    return this.db.of(Policy).findOneByOrFail({ kind: 'HOUSE', version: this.#region.version });
  }

  /**
   * Accepts the version in force for the acting firm, when the policy has changed since it was founded.
   *
   * @throws HousePolicyChanged
   */
  async accept(actor: Actor, version: string): Promise<Firm> {
    if (version !== this.#region.version) throw new HousePolicyChanged(this.#region.version);
    const firm = await this.db.get(Firm, actor.firm, 'FOR UPDATE');
    if (firm.housePolicyVersion === version) return firm;
    const now = await this.clock.now();
    await this.remember(firm.id, actor, now);
    firm.housePolicyVersion = version;
    await this.events.record('firmRecord', firm.id, actor, {
      kind: 'HOUSE_POLICY_ACCEPTED',
      at: now,
      facts: { version },
    });

    return this.db.of(Firm).save(firm);
  }

  private async remember(firmId: string, actor: Actor, now: Date): Promise<void> {
    const policy = await this.current();
    await this.db.sql(
      `INSERT INTO "policyAcceptance" ("id", "policyId", "firmId", "personId", "acceptedAt") VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ("firmId", "policyId") DO NOTHING`,
      [newId(), policy.id, firmId, actor.person, now],
    );
  }
}
