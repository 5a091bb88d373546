import { Injectable } from '@nestjs/common';
import { type LineUpWarnings, PackChecks, RulePacks } from '#libs/coverage';
import { Actor, Db } from '#libs/platform';
import type { ReadPack } from '#libs/rule-packs';
import { Lot, Tender } from '#libs/tenders';
import type { BidVersion } from './bid.entity.js';

/**
 * What packs say of an opened bid to those who judge it. One answer for all of them: judged with the line-up as it was consented to for
 * the bid, and otherwise with what everybody may see. The tenderer's own record of its check is its own.
 */
@Injectable()
export class OpenedBidPacks {
  constructor(
    private readonly db: Db,
    private readonly packs: RulePacks,
    private readonly checks: PackChecks,
  ) {}

  /** The packs in the versions that the bid was checked with when it came, and what they and the tender say of it. */
  async of(version: BidVersion): Promise<{ packs: ReadPack[]; warnings: LineUpWarnings }> {
    const tender = await this.db.get(Tender, version.tenderId);
    const lot = await this.db.get(Lot, version.lotId);
    const packs: ReadPack[] = [];
    for (const [id, number] of Object.entries(version.packVersions)) packs.push(await this.packs.get(id, number));
    const facts = await this.checks.factsOf(
      Actor.nobody,
      { tender, lot },
      {
        places: version.lineUp,
        moment: 'BID',
        liability: null,
        representativeFirmId: null,
        agreementSigned: wasAgreementSigned(version, tender),
        signedBy: null,
        statements: [],
        isBound: tender.flags.exclusiveMembership,
      },
    );

    return {
      packs,
      warnings: { verdicts: await this.checks.verdicts(version.packVersions, facts, tender), overrides: [] },
    };
  }
}

/** Only where the notice asks for it the group hands in whether it signed, as it stood when the bid came; else it is its own business. */
function wasAgreementSigned({ packVerdicts }: BidVersion, { flags }: Tender): boolean | null {
  const outcome = packVerdicts.find(({ rule }) => rule === 'tender/agreement')?.outcome;

  return flags.agreementBeforeAward && outcome !== undefined && outcome !== 'UNKNOWN' ? outcome === 'PASS' : null;
}
