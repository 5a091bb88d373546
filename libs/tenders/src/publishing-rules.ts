import type { Firm } from '#libs/firms';
import { say } from '#libs/platform';
import { modeMisfit } from '#libs/requirements';
import type { LotRequirement } from './lot-parts.entity.js';
import { cpvOf, requirementOf } from './measure.js';
import type { LotContent, Notice } from './notices.js';
import {
  ClosingMissing,
  ClosingNotAhead,
  CriteriaNotWhole,
  LegalGroundMissing,
  ProcedureNotOffered,
  RequirementMisfit,
  VerificationNeeded,
} from './tender.refusals.js';

/**
 * All that must hold before a notice is published, and again after each addendum.
 *
 * @throws ProcedureNotOffered, ClosingMissing, ClosingNotAhead, VerificationNeeded, LegalGroundMissing, CriteriaNotWhole, RequirementMisfit
 */
export function ensurePublishable(notice: Notice, buyer: Pick<Firm, 'kind' | 'isVerified'>, now: Date): void {
  const { tender, lots } = notice;
  if (tender.procedure === 'TWO_STAGE' || tender.procedure === 'CALL_OFF')
    throw new ProcedureNotOffered(tender.procedure);
  if (!tender.closesAt) throw new ClosingMissing();
  if (tender.closesAt <= now) throw new ClosingNotAhead(tender.closesAt);
  if (tender.visibility === 'PUBLIC' && tender.isSealed && !buyer.isVerified) throw new VerificationNeeded();
  if (buyer.kind === 'PUBLIC_BODY' && !tender.legalGround) throw new LegalGroundMissing();
  for (const content of lots) ensureLotPublishable(content);
}

function ensureLotPublishable(content: LotContent): void {
  const total = content.criteria.reduce((sum, criterion) => sum + criterion.weight, 0);
  if (content.criteria.length > 0 && total !== 10_000) throw new CriteriaNotWhole(content.lot.number, total);
  for (const row of content.requirements) ensureRequirementFits(content.lot.number, row);
}

/** @throws RequirementMisfit when its mode cannot go with its measure */
export function ensureRequirementFits(lotNumber: number, row: LotRequirement): void {
  const requirement = requirementOf(row);
  const at = { lotNumber, requirementNumber: row.number };
  const misfit = modeMisfit(requirement);
  if (misfit) throw new RequirementMisfit(at, { ...misfit, explanation: say(`tenders:misfit.${misfit.reason}`) });
}

/** Every CPV code a notice names, each once. */
export function codesOf({ tender, lots }: Notice): string[] {
  const named = [
    tender.cpv,
    ...lots.flatMap(({ lot, items, requirements }) => [
      lot.cpv,
      ...items.map((item) => item.cpv),
      ...requirements.flatMap((row) => [row.measure, ...(row.parts ?? []).map((part) => part.measure)].flatMap(cpvOf)),
    ]),
  ];

  return [...new Set(named.filter((code) => code !== null))];
}
