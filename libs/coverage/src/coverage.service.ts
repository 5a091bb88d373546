import { Injectable } from '@nestjs/common';
import { ProfileClaims } from '#libs/firms';
import { type Actor, BadUserInput, Clock, Db } from '#libs/platform';
import { LotRequirement, TenderReading, requirementOf } from '#libs/tenders';
import type { FirmClaims, PlainAnswer } from './claims.js';
import { type Coverage, coverageOf } from './coverage.js';
import type { TryCoverageInput } from './coverage.graphql.js';
import type { LineUp } from './line-up.js';

/** A coverage with the requirements it speaks of. */
export interface JudgedCoverage extends Coverage {
  requirements: ReadonlyMap<string, LotRequirement>;
}

const visitor = 'visitor';

/** Reads requirements and claims as the asker may, and hands them to the pure core. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly tenders: TenderReading,
    private readonly claims: ProfileClaims,
  ) {}

  /** Any line-up, with what the actor may see of each firm. @throws NotFound, BadUserInput when a firm stands in it twice */
  async of(actor: Actor, lotId: string, lineUp: LineUp): Promise<JudgedCoverage> {
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

    return this.judge(actor, lotId, lineUp, await this.claims.of(firmIds, actor));
  }

  /** One firm alone. */
  async ofFirm(actor: Actor, lotId: string, firmId: string): Promise<JudgedCoverage> {
    return this.of(actor, lotId, { entries: [{ firmId, roles: ['LEAD'] }] });
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
    };
  }
}
