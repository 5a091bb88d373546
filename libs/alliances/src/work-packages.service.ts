import { Injectable } from '@nestjs/common';
import { type Actor, Clock, Db, Events, NotFound, newId } from '#libs/platform';
import type { Alliance } from './alliance.entity.js';
import type { WholeLineUp } from './alliance-record.js';
import { AllianceRecords } from './alliance-records.js';
import { NotInAlliance } from './alliance.refusals.js';
import { LineUpRules } from './line-up-rules.js';
import { WorkPackage } from './line-up.entity.js';
import type { PackageOfFirm } from './plan.js';
import type { SetWorkPackagesInput, WorkPackageInput } from './work-package.graphql.js';

/** Who does which piece of the work. */
@Injectable()
export class WorkPackages {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly records: AllianceRecords,
    private readonly rules: LineUpRules,
  ) {}

  /**
   * Writes all packages of a line-up. Firms whose packages change must say yes again, and are told.
   *
   * @throws NotYoursToArrange, NotInAlliance (a performer outside the line-up), AllianceDissolved, NotFound (also without a line-up),
   *   BadUserInput (a requirement of another lot)
   */
  async set(actor: Actor, input: SetWorkPackagesInput): Promise<Alliance> {
    const record = await this.records.lock(actor, input.allianceId);
    record.ensureArrangedBy(actor.firm);
    const whole = record.lineUpFor(input.lotId);
    if (!whole) throw new NotFound();
    await this.ensurePerformed(whole, input.packages);
    const named = input.packages.flatMap(({ provesFor }) => provesFor);
    await this.rules.ensureRequirementsOf(whole.lineUp, named, 'input.packages.provesFor');
    const now = await this.clock.now();
    const { plan } = record;
    const places = plan.lineUps.get(whole.lineUp.id) ?? [];
    plan.lineUps.set(
      whole.lineUp.id,
      places.map((place) => ({ ...place, packages: ofFirm(input.packages, place.firmId) })),
    );
    await this.records.keep(record, plan, actor, now);
    await this.write(whole, input.packages);
    const facts = { lineUpId: whole.lineUp.id, lotId: input.lotId, revision: record.alliance.revision };
    await this.events.record('alliance', record.alliance.id, actor, { kind: 'WORK_PACKAGES_SET', at: now, facts });

    return record.alliance;
  }

  private async write({ lineUp }: WholeLineUp, packages: readonly WorkPackageInput[]): Promise<void> {
    await this.db.of(WorkPackage).delete({ lineUpId: lineUp.id });
    const rows = packages.map(({ name, performerFirmId, provesFor }, at) =>
      Object.assign(new WorkPackage(), {
        id: newId(),
        lineUpId: lineUp.id,
        allianceId: lineUp.allianceId,
        number: at + 1,
        name: name.trim(),
        performerFirmId: performerFirmId ?? null,
        provesFor: [...new Set(provesFor)].sort(),
      }),
    );
    await this.db.of(WorkPackage).insert(rows);
  }

  /** @throws NotInAlliance */
  private async ensurePerformed({ positions }: WholeLineUp, packages: readonly WorkPackageInput[]): Promise<void> {
    const known = new Set(positions.map(({ firmId }) => firmId));
    const strangers = packages.flatMap(({ performerFirmId }) =>
      performerFirmId && !known.has(performerFirmId) ? [performerFirmId] : [],
    );
    if (strangers.length > 0) throw new NotInAlliance(await this.records.named(strangers));
  }
}

function ofFirm(packages: readonly WorkPackageInput[], firmId: string): PackageOfFirm[] {
  return packages.filter(({ performerFirmId }) => performerFirmId === firmId);
}
