import { Injectable } from '@nestjs/common';
import { ProfileClaims } from '#libs/firms';
import { type Actor, BadUserInput, Clock, Db } from '#libs/platform';
import { LotRequirement, TenderReading, requirementOf } from '#libs/tenders';
import type { FirmClaims, PlainAnswer } from './claims.js';
import { type Coverage, coverageOf } from './coverage.js';
import type { LineUp } from './line-up.js';
import { type LineUpInput, type TryCoverageInput, lineUpFrom } from './line-up.graphql.js';
import type { CoverageOverride } from './override.entity.js';
import { CoverageOverrides, type CoverageSubject } from './overrides.service.js';

/** A coverage with the requirements it speaks of. */
export interface JudgedCoverage extends Coverage {
  requirements: ReadonlyMap<string, LotRequirement>;
  overrides: readonly CoverageOverride[];
}

const visitor = 'visitor';
const nobodys: CoverageSubject = { allianceId: null, firmId: null };

/** Reads requirements and claims as the asker may, and hands them to the pure core. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly tenders: TenderReading,
    private readonly claims: ProfileClaims,
    private readonly overrides: CoverageOverrides,
  ) {}

  /** A line-up somebody tries out. @throws NotFound, BadUserInput when a firm stands in it twice */
  async ofInput(actor: Actor, lotId: string, lineUp: LineUpInput): Promise<JudgedCoverage> {
    return this.of(actor, lotId, lineUpFrom(lineUp));
  }

  /**
   * Any line-up, with what the actor may see of each firm.
   *
   * @param subject whose recorded reasons belong to it; for an alliance the caller has made sure that the actor is a partner
   * @throws NotFound, BadUserInput when a firm stands in it twice
   */
  async of(actor: Actor, lotId: string, lineUp: LineUp, subject: CoverageSubject = nobodys): Promise<JudgedCoverage> {
    const firmIds = lineUp.entries.map((entry) => entry.firmId);
    const twice = firmIds.findIndex((firmId, place) => firmIds.indexOf(firmId) !== place);
    if (twice >= 0) {
      throw new BadUserInput([
        {
          path: `lineUp.entries.${twice}.firmId`,
          read: firmIds[twice],
          message: 'Name each firm once, with all its roles.',
        },
      ]);
    }

    const claims = await this.claims.of(firmIds, actor, { together: subject.allianceId !== null, lotId });

    return this.judge(actor, lotId, lineUp, claims, subject);
  }

  /** One firm alone. */
  async ofFirm(actor: Actor, lotId: string, firmId: string): Promise<JudgedCoverage> {
    return this.of(actor, lotId, { entries: [{ firmId, roles: ['LEAD'] }] }, { allianceId: null, firmId });
  }

  /** A firm that is not here: its trades, and an answer per requirement as far as given. */
  async ofAnswers(actor: Actor, input: TryCoverageInput): Promise<JudgedCoverage> {
    const answers = Object.fromEntries(
      input.answers.map(({ requirementId, answer }) => [requirementId, answer]),
    ) as Record<string, PlainAnswer>;
    const claims: FirmClaims = { firmId: visitor, capabilities: input.trades.map((cpv) => ({ cpv })), answers };

    return this.judge(actor, input.lotId, { entries: [{ firmId: visitor, roles: ['LEAD'] }] }, [claims]);
  }

  private async judge(
    actor: Actor,
    lotId: string,
    lineUp: LineUp,
    claims: readonly FirmClaims[],
    subject: CoverageSubject = nobodys,
  ): Promise<JudgedCoverage> {
    const { lot } = await this.tenders.visibleLot(actor, lotId);
    const rows = await this.db.of(LotRequirement).find({ where: { lotId: lot.id }, order: { number: 'ASC' } });
    const seen = rows.filter(
      (row) => row.readByFirmId === null || row.readIsShared || actor.actsFor([row.readByFirmId]),
    );
    const today = (await this.clock.now()).toISOString().slice(0, 10);

    return {
      ...coverageOf(seen.map(requirementOf), lineUp, claims, today),
      requirements: new Map(seen.map((row) => [row.id, row])),
      overrides: await this.overrides.of(lot.id, subject),
    };
  }
}
