import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Firm, FirmType, FirmsService } from '#libs/firms';
import { type RequestContext, currentLanguage } from '#libs/platform';
import { canonicalText } from './agreement-text.js';
import type { Agreement, AgreementSignature } from './agreement.entity.js';
import { AllianceReading } from './alliance-reading.service.js';
import type { PartnerFirm } from './alliance.entity.js';
import {
  AgreementSignatureType,
  AgreementType,
  AllianceTermsType,
  ConsentType,
  PartnerFirmType,
} from './alliance.graphql.js';
import type { Consent } from './consent.entity.js';

/** What a row of the list of firms shows. */
@Resolver(() => PartnerFirmType)
export class PartnerFirmFieldsResolver {
  constructor(private readonly firms: FirmsService) {}

  @ResolveField(() => FirmType, { nullable: true, description: 'Who is asked, or is in, with its page.' })
  firm(@Parent() { firmId }: PartnerFirm, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(firmId);
  }

  @ResolveField(() => FirmType, { nullable: true, description: 'The firm that asked it; itself for the proposer.' })
  invitedBy(@Parent() { invitedByFirmId }: PartnerFirm, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(invitedByFirmId);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The words of the invitation; the asking and the asked firm alone read them.',
  })
  message(@Parent() partner: PartnerFirm, @Context() { actor }: RequestContext): string | null {
    return actor.actsFor([partner.firmId, partner.invitedByFirmId]) ? partner.message : null;
  }
}

/** What an agreement shows. */
@Resolver(() => AgreementType)
export class AgreementFieldsResolver {
  constructor(private readonly reading: AllianceReading) {}

  @ResolveField(() => String, { description: 'The text in the reader’s language.' })
  text(@Parent() { textEn, textId }: Agreement): string {
    return currentLanguage() === 'id' ? textId : textEn;
  }

  @ResolveField(() => String, { description: 'Both languages, as the digest covers them.' })
  canonicalText(@Parent() { textEn, textId }: Agreement): string {
    return canonicalText(textEn, textId);
  }

  @ResolveField(() => [AgreementSignatureType], { description: 'Who signed this very text, in order.' })
  signatures(@Parent() { id }: Agreement, @Context() context: RequestContext): Promise<AgreementSignature[]> {
    return this.reading.signaturesOf(context).load(id);
  }
}

/** For which firm a signature stands. */
@Resolver(() => AgreementSignatureType)
export class AgreementSignatureFieldsResolver {
  constructor(private readonly firms: FirmsService) {}

  @ResolveField(() => FirmType, { nullable: true, description: 'The firm that is bound.' })
  firm(@Parent() { firmId }: AgreementSignature, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(firmId);
  }
}

/** The terms as they were when somebody consented. */
@Resolver(() => ConsentType)
export class ConsentFieldsResolver {
  @ResolveField(() => AllianceTermsType, { description: 'The terms as they were then.' })
  terms(@Parent() { terms, termsVersion }: Consent): AllianceTermsType {
    return { ...terms, statements: terms.statements ?? [], version: termsVersion };
  }
}

/** Who speaks for an alliance. */
@Resolver(() => AllianceTermsType)
export class AllianceTermsFieldsResolver {
  constructor(private readonly firms: FirmsService) {}

  @ResolveField(() => FirmType, { nullable: true, description: 'The firm that speaks for the alliance.' })
  representative(
    @Parent() { representativeFirmId }: AllianceTermsType,
    @Context() context: RequestContext,
  ): Promise<Firm | null> {
    return this.firms.loader(context).load(representativeFirmId);
  }
}
