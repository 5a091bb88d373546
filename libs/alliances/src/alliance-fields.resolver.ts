import { Args, Context, ID, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { IsOptional, IsUUID } from 'class-validator';
import { ArgsType, Field } from '@nestjs/graphql';
import { type Firm, FirmType, FirmsService } from '#libs/firms';
import type { RequestContext } from '#libs/platform';
import { type Tender, TenderReading, TenderType } from '#libs/tenders';
import type { Agreement } from './agreement.entity.js';
import { AgreementsService } from './agreements.service.js';
import { AllianceStandingEnum } from './alliance-enums.graphql.js';
import { AllianceReading } from './alliance-reading.service.js';
import type { Alliance, PartnerFirm } from './alliance.entity.js';
import {
  AgreementType,
  AllianceTermsType,
  AllianceType,
  ConsentType,
  LineUpType,
  PartnerFirmType,
} from './alliance.graphql.js';
import { type AllianceStanding, canSeeAgreement, canSeePartner, canSeePlan } from './alliance.policy.js';
import type { Consent } from './consent.entity.js';
import type { LineUpSeen } from './line-up-fields.resolver.js';

@ArgsType()
export class WhichAgreementArgs {
  @Field(() => ID, {
    nullable: true,
    description: 'The tender; left out, that of a PROJECT alliance, or a standing alliance’s own.',
  })
  @IsOptional()
  @IsUUID()
  tenderId?: string | null;
}

/** What an alliance shows, each field as far as the reader's standing goes. */
@Resolver(() => AllianceType)
export class AllianceFieldsResolver {
  constructor(
    private readonly reading: AllianceReading,
    private readonly agreements: AgreementsService,
    private readonly firms: FirmsService,
    private readonly tenders: TenderReading,
  ) {}

  @ResolveField(() => AllianceStandingEnum, {
    nullable: true,
    description: 'Where you stand to it; decides what you see of it.',
  })
  myStanding(@Parent() alliance: Alliance, @Context() context: RequestContext): Promise<AllianceStanding | null> {
    return this.reading.standing(context, alliance);
  }

  @ResolveField(() => TenderType, {
    nullable: true,
    description: 'The tender of a PROJECT alliance; null for a STANDING one, or if you may not see the tender.',
  })
  tender(@Parent() alliance: Alliance, @Context() context: RequestContext): Promise<Tender | null> | null {
    return alliance.tenderId ? this.tenders.loader(context).load(alliance.tenderId) : null;
  }

  @ResolveField(() => FirmType, { nullable: true, description: 'The firm that proposed it.' })
  proposer(@Parent() alliance: Alliance, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(alliance.proposerFirmId);
  }

  @ResolveField(() => AllianceTermsType, {
    nullable: true,
    description: 'What holds for all. Null once you are no longer in it: what you agreed to stands in `myConsents`.',
  })
  async terms(@Parent() alliance: Alliance, @Context() context: RequestContext): Promise<AllianceTermsType | null> {
    if (!canSeePlan(await this.reading.standing(context, alliance))) return null;

    return { ...alliance.terms, statements: alliance.terms.statements ?? [], version: alliance.termsVersion };
  }

  @ResolveField(() => Date, { nullable: true, description: 'When it ended; null while it lives, or once you left.' })
  async dissolvedAt(@Parent() alliance: Alliance, @Context() context: RequestContext): Promise<Date | null> {
    return canSeePlan(await this.reading.standing(context, alliance)) ? alliance.dissolvedAt : null;
  }

  @ResolveField(() => String, { nullable: true, description: 'Why it ended.' })
  async dissolveReason(@Parent() alliance: Alliance, @Context() context: RequestContext): Promise<string | null> {
    return canSeePlan(await this.reading.standing(context, alliance)) ? alliance.dissolveReason : null;
  }

  @ResolveField(() => [PartnerFirmType], {
    description: 'Who is in it, is asked, or was; once you are no longer in it, your own firm alone.',
  })
  async partners(@Parent() alliance: Alliance, @Context() context: RequestContext): Promise<PartnerFirm[]> {
    const standing = await this.reading.standing(context, alliance);
    const partners = await this.reading.partnersOf(context).load(alliance.id);

    return partners.filter(({ firmId }) => canSeePartner(context.actor, standing, firmId));
  }

  @ResolveField(() => [LineUpType], { description: 'Who does what, per lot; empty once you are no longer in it.' })
  async lineUps(@Parent() alliance: Alliance, @Context() context: RequestContext): Promise<LineUpSeen[]> {
    const standing = await this.reading.standing(context, alliance);
    if (!canSeePlan(standing)) return [];
    const record = (await this.reading.recordOf(context).load(alliance.id))!;

    return record.lineUps.map((whole) => ({ id: whole.lineUp.id, whole, record, standing }));
  }

  @ResolveField(() => AgreementType, {
    nullable: true,
    description:
      'The agreement as the record says it now, for partners; null where there is no line-up for the tender.',
  })
  async agreement(
    @Parent() alliance: Alliance,
    @Args() { tenderId }: WhichAgreementArgs,
    @Context() context: RequestContext,
  ): Promise<Agreement | null> {
    if ((await this.reading.standing(context, alliance)) !== 'PARTNER') return null;
    const record = (await this.reading.recordOf(context).load(alliance.id))!;
    const wanted = tenderId ?? alliance.tenderId;

    return record.lineUpsOf(wanted).length > 0 ? this.agreements.draw(record, wanted) : null;
  }

  @ResolveField(() => [AgreementType], {
    description: 'Texts that were signed, the newest first: all of them for partners, else those your firm signed.',
  })
  async signedAgreements(@Parent() alliance: Alliance, @Context() context: RequestContext): Promise<Agreement[]> {
    const standing = await this.reading.standing(context, alliance);
    const kept = await this.reading.keptAgreements(alliance.id);
    const signatures = await this.reading.signaturesOf(context).loadMany(kept.map(({ id }) => id));

    return kept.filter((_, at) => {
      const signed = signatures[at]!;

      return (
        !(signed instanceof Error) &&
        canSeeAgreement(
          context.actor,
          standing,
          signed.map(({ firmId }) => firmId),
        )
      );
    });
  }

  @ResolveField(() => [ConsentType], { description: 'What your firms said yes to, the newest first; yours to keep.' })
  myConsents(@Parent() alliance: Alliance, @Context() { actor }: RequestContext): Promise<Consent[]> {
    return this.reading.ownConsents(actor, alliance.id);
  }
}
