import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Firm, FirmType, FirmsService } from '#libs/firms';
import type { RequestContext } from '#libs/platform';
import { type Lot, LotType, type Tender, TenderReading, TenderType } from '#libs/tenders';
import { type ShareBand, ShareBandEnum, shareBandOf } from './alliance-enums.graphql.js';
import { AllianceReading } from './alliance-reading.service.js';
import { type AllianceRecord, type WholeLineUp, isSole } from './alliance-record.js';
import { ConsentType, LineUpPositionType, LineUpType } from './alliance.graphql.js';
import { type AllianceStanding, canSeeShare } from './alliance.policy.js';
import { firmsWithoutConsent, isComplete } from './consent-state.js';
import type { Consent } from './consent.entity.js';
import { type LineUpPosition, WorkPackage } from './line-up.entity.js';
import { totalShares } from './plan.js';
import { WorkPackageType } from './work-package.graphql.js';

/** A line-up with what its fields are computed from, and how the reader stands to its alliance. */
export interface LineUpSeen {
  id: string;
  whole: WholeLineUp;
  record: AllianceRecord;
  standing: AllianceStanding | null;
}

/** A position with the reader's standing. */
export type PositionSeen = Omit<LineUpPosition, 'shareBasisPoints'> & {
  position: LineUpPosition;
  standing: AllianceStanding | null;
};

/** What a line-up shows. */
@Resolver(() => LineUpType)
export class LineUpFieldsResolver {
  constructor(
    private readonly tenders: TenderReading,
    private readonly firms: FirmsService,
  ) {}

  @ResolveField(() => TenderType, {
    nullable: true,
    description: 'The tender it is for; null for what a standing alliance is made of.',
  })
  tender(@Parent() { whole }: LineUpSeen, @Context() context: RequestContext): Promise<Tender | null> | null {
    return whole.lineUp.tenderId ? this.tenders.loader(context).load(whole.lineUp.tenderId) : null;
  }

  @ResolveField(() => LotType, { nullable: true, description: 'Which part of the tender this is about.' })
  async lot(@Parent() { whole }: LineUpSeen, @Context() context: RequestContext): Promise<Lot | null> {
    const { tenderId, lotId } = whole.lineUp;
    if (!tenderId || !(await this.tenders.loader(context).load(tenderId))) return null;
    const lots = await this.tenders.lotsOf(context).load(tenderId);

    return lots.find(({ id }) => id === lotId) ?? null;
  }

  @ResolveField(() => Boolean, {
    description:
      'A lead with helper firms and subcontractors at most: it bids as one firm, without an agreement of a group.',
  })
  isSoleTenderer(@Parent() { whole }: LineUpSeen): boolean {
    return isSole(whole.positions);
  }

  @ResolveField(() => [LineUpPositionType], { description: 'What each firm does.' })
  positions(@Parent() { whole, standing }: LineUpSeen): PositionSeen[] {
    return whole.positions.map((position) => {
      const { shareBasisPoints: _, ...open } = position;

      return { ...open, position, standing };
    });
  }

  @ResolveField(() => [WorkPackageType], { description: 'Pieces of the work, and who does each.' })
  workPackages(@Parent() { whole, record }: LineUpSeen): WorkPackage[] {
    return whole.packages.map((one) =>
      one.performerFirmId && !record.isIn(one.performerFirmId)
        ? Object.assign(new WorkPackage(), one, { performerFirmId: null })
        : one,
    );
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'What the shares total, in basis points, for partners; 10,000 is the whole.',
  })
  sharesTotal(@Parent() { whole, standing }: LineUpSeen): number | null {
    return standing === 'PARTNER' ? totalShares(whole.positions) : null;
  }

  @ResolveField(() => Boolean, {
    nullable: true,
    description: 'For partners: whether it could bid now: one lead, shares of 100 %, every firm’s yes.',
  })
  isComplete(@Parent() { whole, record, standing }: LineUpSeen): boolean | null {
    return standing === 'PARTNER' ? isComplete(record, whole) : null;
  }

  @ResolveField(() => [FirmType], { nullable: true, description: 'For partners: the firms whose yes is missing.' })
  async awaiting(
    @Parent() { whole, record, standing }: LineUpSeen,
    @Context() context: RequestContext,
  ): Promise<Firm[] | null> {
    if (standing !== 'PARTNER') return null;
    const missing = firmsWithoutConsent(record, whole);
    const firms = await this.firms.loader(context).loadMany(missing);

    return firms.filter((firm): firm is Firm => firm !== null && !(firm instanceof Error));
  }
}

/** What a place in a line-up shows: exact shares to partners and to the firm itself, bands to who is asked. */
@Resolver(() => LineUpPositionType)
export class LineUpPositionFieldsResolver {
  constructor(
    private readonly reading: AllianceReading,
    private readonly firms: FirmsService,
  ) {}

  @ResolveField(() => FirmType, { nullable: true, description: 'Who takes this place in the line-up.' })
  firm(@Parent() { firmId }: PositionSeen, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(firmId);
  }

  @ResolveField(() => Int, {
    nullable: true,
    description:
      'The part of the contract value it performs, in basis points: 4250 are 42.5 %. Null where you see the band only.',
  })
  shareBasisPoints(
    @Parent() { position, standing }: PositionSeen,
    @Context() { actor }: RequestContext,
  ): number | null {
    return canSeeShare(actor, standing, position.firmId) ? position.shareBasisPoints : null;
  }

  @ResolveField(() => ShareBandEnum, { description: 'Roughly how large its share is.' })
  shareBand(@Parent() { position }: PositionSeen): ShareBand {
    return shareBandOf(position.shareBasisPoints);
  }

  @ResolveField(() => ConsentType, {
    nullable: true,
    description: 'Its newest yes, fresh or not; null before the first. Who is asked sees its own firm’s only.',
  })
  async consent(
    @Parent() { lineUpId, position, standing }: PositionSeen,
    @Context() context: RequestContext,
  ): Promise<Consent | null> {
    if (!canSeeShare(context.actor, standing, position.firmId)) return null;
    const consents = await this.reading.consentsOf(context).load(lineUpId);

    return consents.find(({ firmId }) => firmId === position.firmId) ?? null;
  }
}
