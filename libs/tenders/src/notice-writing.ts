import { BadUserInput, Money, isCurrency, newId } from '#libs/platform';
import { estimateBounds } from './estimate.js';
import { Criterion, Item, LotRequirement } from './lot-parts.entity.js';
import { Lot } from './lot.entity.js';
import type { ItemInput, LotInput } from './lot-draft.graphql.js';
import type { RequirementInput } from './requirement-draft.graphql.js';
import { measureOf, partsFrom, thresholdOf } from './measure.js';
import type { LotContent, Notice } from './notices.js';
import { flagsFor } from './procedure.js';
import type { TenderNoticeInput } from './tender-draft.graphql.js';
import type { Tender } from './tender.entity.js';
import { MeasureUnclear, QuestionsEndTooLate } from './tender.refusals.js';

/**
 * Writes a notice into its tender: what keeps its number keeps its id.
 *
 * @throws MeasureUnclear, QuestionsEndTooLate, BadUserInput (an amount or a currency that cannot be)
 */
export function writeNotice(tender: Tender, input: TenderNoticeInput, before: readonly LotContent[]): Notice {
  const { place, priceTerms, closesAt = null, questionsUntil = null } = input;
  if (closesAt && questionsUntil && questionsUntil > closesAt) throw new QuestionsEndTooLate(questionsUntil, closesAt);
  if (!isCurrency(priceTerms.currency)) {
    const path = 'input.notice.priceTerms.currency';
    throw new BadUserInput([{ path, read: priceTerms.currency, message: 'Use an ISO 4217 code such as IDR or EUR.' }]);
  }
  const estimate = input.estimate ? Money.read(input.estimate, 'input.notice.estimate') : null;
  Object.assign(tender, {
    procedure: input.procedure,
    flags: flagsFor(input.procedure, input.flags),
    visibility: input.visibility,
    tenderers: input.tenderers,
    language: input.language,
    title: input.title.trim(),
    description: input.description.trim(),
    cpv: input.cpv ?? null,
    town: place.town.trim(),
    region: place.region ?? null,
    country: place.country,
    latitude: place.latitude,
    longitude: place.longitude,
    estimateMinor: estimate?.minor ?? null,
    estimateCurrency: estimate?.currency ?? null,
    estimateShown: input.estimateShown,
    ...estimateBounds(estimate?.minor ?? null, input.estimateShown),
    priceTerms: Object.assign({}, priceTerms),
    legalGround: input.legalGround?.trim() || null,
    timeZone: input.timeZone,
    closesAt,
    questionsUntil,
  });

  return {
    tender,
    lots: input.lots.map((lot, at) => writeLot(tender.id, lot, at + 1, before[at])),
  };
}

function writeLot(tenderId: string, input: LotInput, number: number, before: LotContent | undefined): LotContent {
  const estimate = input.estimate ? Money.read(input.estimate, `input.notice.lots.${number - 1}.estimate`) : null;
  const lot = before?.lot ?? Object.assign(new Lot(), { ...untouched, id: newId(), tenderId, number });
  Object.assign(lot, {
    title: input.title?.trim() || null,
    description: input.description?.trim() || null,
    cpv: input.cpv ?? null,
    estimateMinor: estimate?.minor ?? null,
    estimateCurrency: estimate?.currency ?? null,
  });
  const own = { tenderId, lotId: lot.id };

  return {
    lot,
    items: input.items.map((item, at) => writeItem(own, item, at + 1, before?.items[at]?.id ?? newId())),
    requirements: input.requirements.map((requirement, at) =>
      writeRequirement(
        own,
        requirement,
        { lotNumber: number, number: at + 1 },
        before?.requirements[at]?.id ?? newId(),
      ),
    ),
    criteria: input.criteria.map((criterion, at) =>
      Object.assign(new Criterion(), {
        ...own,
        id: before?.criteria[at]?.id ?? newId(),
        number: at + 1,
        kind: criterion.kind,
        title: criterion.title.trim(),
        description: criterion.description ?? null,
        weight: criterion.weight,
      }),
    ),
  };
}

/** What a new lot has not seen yet. */
const untouched = {
  awardDecidedAt: null,
  standstillUntil: null,
  signedAt: null,
  completedAt: null,
  unsuccessfulAt: null,
  unsuccessfulReason: null,
  originId: null,
  originStatus: null,
};

type Owner = { tenderId: string; lotId: string };

function writeItem(owner: Owner, input: ItemInput, number: number, id: string): Item {
  return Object.assign(new Item(), {
    ...owner,
    id,
    number,
    description: input.description.trim(),
    quantity: input.quantity,
    unitCode: input.unitCode,
    unitName: null,
    cpv: input.cpv ?? null,
    classification: null,
    originId: null,
  });
}

/** @throws MeasureUnclear when it looks at nothing or at several things */
export function writeRequirement(
  owner: Owner,
  input: RequirementInput,
  at: { lotNumber: number; number: number },
  id: string,
): LotRequirement {
  const measure = measureOf(input.measure);
  const parts = input.parts?.length ? partsFrom(input.parts) : undefined;
  if (!measure || parts === null) throw new MeasureUnclear(at.lotNumber, at.number);

  return Object.assign(new LotRequirement(), {
    ...owner,
    id,
    number: at.number,
    title: input.title.trim(),
    description: input.description ?? null,
    kind: input.kind,
    mode: input.mode,
    modeReason: input.modeReason?.trim() || null,
    measure,
    parts: parts ?? null,
    threshold: thresholdOf(input.threshold),
    floorPerMember: input.floorPerMember ?? null,
    floorLead: input.floorLead ?? null,
    essential: input.essential,
    proof: input.proof,
    proofWhen: input.proofWhen,
    neededFrom: input.neededFrom ?? null,
    neededUntil: input.neededUntil ?? null,
    source: input.source ?? null,
    readByFirmId: null,
    readOnPage: null,
    readIsShared: false,
    originId: null,
  });
}
