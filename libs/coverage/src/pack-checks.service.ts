import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { FirmLegalId, Firm, ProfileClaims } from '#libs/firms';
import { type Actor, Clock, Db } from '#libs/platform';
import {
  type FirmFacts,
  type GroupStatement,
  type Liability,
  type LineUpFacts,
  type LineUpVerdict,
  type Moment,
  judgeLineUp,
  ruleKinds,
  tenderRules,
} from '#libs/rule-packs';
import { type Lot, LotRequirement, type Tender } from '#libs/tenders';
import type { FirmClaims } from './claims.js';
import type { LineUpRole } from './line-up.js';
import { noticeFlags } from './notice-facts.js';
import { RulePacks } from './rule-packs.service.js';
import { tenderVerdicts } from './tender-verdicts.js';

/** A line-up as whoever asks knows it; what is not known is null. */
export interface LineUpAsked {
  places: readonly {
    firmId: string;
    roles: readonly LineUpRole[];
    shareBasisPoints: number | null;
    reliedUponFor: readonly string[];
  }[];
  moment: Moment;
  liability: Liability | null;
  representativeFirmId: string | null;
  agreementSigned: boolean | null;
  /** Firms that signed what stands: a helper's signature is its commitment. Null: not known. */
  signedBy: readonly string[] | null;
  statements: readonly GroupStatement[];
  /** Whether each member is bound to this line-up alone for the lot. */
  isBound: boolean;
}

/** Which packs are asked: versions by id. */
export type PackVersions = Readonly<Record<string, string>>;

/** Holds line-ups against rule packs. It warns; it never stops anything. */
@Injectable()
export class PackChecks {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly packs: RulePacks,
    private readonly claims: ProfileClaims,
  ) {}

  /**
   * What the packs say, the first pack's rules first; a rule that two of them share is asked once. Then what the tender itself asks.
   *
   * @param tender null for a line-up that is for no tender
   */
  async verdicts(versions: PackVersions, facts: LineUpFacts, tender: Tender | null): Promise<LineUpVerdict[]> {
    const found: LineUpVerdict[] = [];
    for (const [id, version] of Object.entries(versions)) {
      const pack = await this.packs.find(id, version);
      const known = new Set(found.map(({ rule }) => rule.id));
      if (!pack) continue;
      const said = judgeLineUp(pack, facts).filter(({ rule }) => !known.has(rule.id));
      found.push(...said.map((verdict) => ({ ...verdict, doubtedBy: [] })));
    }
    if (!tender) return found;

    return [...found, ...tenderVerdicts(tender, await this.packs.find(tender.pack, tender.packVersion), facts)];
  }

  /** Ids of all rules that can say something of a line-up: those of the packs, and what the tender itself asks. */
  async ruleIds(form: PackVersions, tender: Tender): Promise<Set<string>> {
    const ids = tenderRules(noticeFlags(tender), null).map(({ id }): string => id);
    for (const [id, version] of Object.entries({ ...form, [tender.pack]: tender.packVersion })) {
      const rules = (await this.packs.find(id, version))?.rules ?? [];
      ids.push(...rules.flatMap(({ rule }) => (ruleKinds.get(rule.kind)!.about === 'LINE_UP' ? [rule.id] : [])));
    }

    return new Set(ids);
  }

  /** A line-up in plain words, with what the asker may see of its firms and of the lot. */
  async factsOf(asker: Actor, of: { tender: Tender; lot: Lot } | null, asked: LineUpAsked): Promise<LineUpFacts> {
    const today = (await this.clock.now()).toISOString().slice(0, 10);
    const estimate = of && (of.lot.estimate ?? of.tender.estimate);
    const shown = of && (of.tender.estimateShown === 'EXACT' || asker.actsFor([of.tender.buyerFirmId]));

    return {
      firms: await this.firmsOf(asker, asked),
      moment: asked.moment,
      today,
      liability: asked.liability,
      representativeFirmId: asked.representativeFirmId,
      agreementSigned: asked.agreementSigned,
      value: estimate && shown ? { value: estimate.amount, currency: estimate.currency } : null,
      statements: Object.fromEntries(asked.statements.map((statement) => [statement, true])),
      // One live bid per tenderer and lot: the database keeps that.
      otherOffers: 0,
      firstAwardOn: null,
      replacement: null,
    };
  }

  private async firmsOf(asker: Actor, asked: LineUpAsked): Promise<FirmFacts[]> {
    const firmIds = asked.places.map(({ firmId }) => firmId);
    const firms = await this.db.of(Firm).findBy({ id: In(firmIds) });
    const claims = await this.claims.of(firmIds, asker);
    const own = firmIds.filter((firmId) => asker.actsFor([firmId]));
    const numbers = await this.db.of(FirmLegalId).findBy({ firmId: In(own) });
    const lent = asked.places.flatMap(({ reliedUponFor }) => reliedUponFor);
    const requirements = await this.db.of(LotRequirement).findBy({ id: In(lent) });

    return asked.places.map(({ firmId, roles, shareBasisPoints, reliedUponFor }) => {
      const firm = firms.find(({ id }) => id === firmId);

      return {
        firmId,
        roles,
        shareBasisPoints,
        form: firm?.kind ?? null,
        size: firm?.size ?? null,
        grade: gradeOf(claims.find((it) => it.firmId === firmId)),
        // Another firm's numbers may be hidden one by one; of a gap nobody can tell whether there is nothing.
        registers: own.includes(firmId)
          ? numbers.filter((it) => it.firmId === firmId).map(({ scheme }) => scheme)
          : null,
        // Where a firm bids beside this is its own business; bound by an exclusive yes it can be in no other.
        otherBids: asked.isBound ? 0 : null,
        ableAlone: null,
        lendsFor: requirements.filter(({ id }) => reliedUponFor.includes(id)).map(({ kind }) => kind),
        statements: asked.signedBy === null ? {} : { COMMITMENT_SIGNED: asked.signedBy.includes(firmId) },
      };
    });
  }
}

/** The one grade the asker may read; with several, for several trades, none of them is the grade. */
function gradeOf(claims: FirmClaims | undefined): string | null {
  const grades = (claims?.facts ?? []).filter(({ key }) => key === 'GRADE');
  const values = new Set(grades.map(({ value }) => value));
  if (values.size !== 1 || grades.some(({ verdictOnly }) => verdictOnly)) return null;

  return [...values][0]!;
}
