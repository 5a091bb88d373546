import { Money } from '#libs/platform';
import { estimateBounds } from './estimate.js';
import type { Criterion, Item, LotRequirement } from './lot-parts.entity.js';
import { cpvOf } from './measure.js';
import type { LotContent, Notice } from './notices.js';
import { spokenTime } from './spoken-time.js';
import type { Change } from './tender-talk.entity.js';
import type { EstimateDisplay, Tender } from './tender.entity.js';

/** A notice as words that people compare: leaves are texts, null where nothing stands. */
export type Words = { [name: string]: Words | string | null };

/** What may change without touching what is asked for or how it is judged. */
const clerical =
  /^(title|description|legalGround|questionsUntil|closesAt|cpv|lots\.\d+\.(title|description|cpv)|lots\.\d+\.requirements\.\d+\.source)$/;

/** What everybody sees of a notice. An estimate that is hidden, or shown as a range, is so here too. */
export function wordsOf({ tender, lots }: Notice): Words {
  const time = (at: Date | null): string | null => at && spokenTime(at, tender.timeZone);

  return {
    title: tender.title,
    description: tender.description,
    cpv: tender.cpv,
    place: [tender.town, tender.region, tender.country].filter(Boolean).join(', '),
    pin: tender.latitude === null ? null : `${tender.latitude}, ${tender.longitude}`,
    estimate: estimateWords(tender.estimateMinor, tender.estimateCurrency, tender.estimateShown),
    tenderers: tender.tenderers,
    language: tender.language,
    priceTerms: leaves({ ...tender.priceTerms }),
    rules: leaves({ ...tender.flags }),
    legalGround: tender.legalGround,
    timeZone: tender.timeZone,
    questionsUntil: time(tender.questionsUntil),
    closesAt: time(tender.closesAt),
    lots: numbered(
      lots,
      ({ lot }) => lot.number,
      (content) => lotWords(tender, content),
    ),
  };
}

/** The differences of two notices, in the notice's order. What came or went as a whole is one difference. */
export function differenceOf(before: Words, after: Words, under = ''): Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const path = under ? `${under}.${name}` : name;
    const [was, is] = [before[name] ?? null, after[name] ?? null];
    if (isTree(was) && isTree(is)) return differenceOf(was, is, path);
    const [wasText, isText] = [textOf(was), textOf(is)];

    return wasText === isText ? [] : [{ path, before: wasText, after: isText }];
  });
}

/** The changes that can change a bid. */
export function materialAmong(changes: readonly Change[]): Change[] {
  return changes.filter((change) => !clerical.test(change.path));
}

/** The numbers of the lots that are touched; empty when something about the whole changed. */
export function lotsTouched(changes: readonly Change[]): number[] {
  const numbers = changes.map((change) => /^lots\.(\d+)/.exec(change.path)?.[1]);

  return numbers.includes(undefined) ? [] : [...new Set(numbers.map(Number))];
}

function lotWords(tender: Tender, { lot, items, requirements, criteria }: LotContent): Words {
  return {
    title: lot.title,
    description: lot.description,
    cpv: lot.cpv,
    estimate: estimateWords(lot.estimateMinor, lot.estimateCurrency, tender.estimateShown),
    items: numbered(items, (item) => item.number, itemWords),
    requirements: numbered(requirements, (row) => row.number, requirementWords),
    criteria: numbered(criteria, (row) => row.number, criterionWords),
  };
}

function itemWords({ description, quantity, unitCode, cpv }: Item): Words {
  return { description, quantity: plainNumber(quantity), unitCode, cpv };
}

function criterionWords({ title, description, kind, weight }: Criterion): Words {
  return { title, description, kind, weight: `${weight / 100} %` };
}

function requirementWords(row: LotRequirement): Words {
  const { title, description, kind, mode, modeReason, proof, proofWhen, neededFrom, neededUntil, source } = row;
  const parts = (row.parts ?? []).map((part) => `${part.name} (${measureWords(part.measure)})`);

  return {
    title,
    description,
    kind,
    mode,
    modeReason,
    measure: measureWords(row.measure),
    threshold: row.threshold && Object.values(row.threshold).filter(Boolean).join(' '),
    parts: parts.join('; ') || null,
    floorPerMember: plainNumber(row.floorPerMember),
    floorLead: plainNumber(row.floorLead),
    essential: String(row.essential),
    proof,
    proofWhen,
    neededFrom,
    neededUntil,
    source,
  };
}

function measureWords(measure: LotRequirement['measure']): string {
  const { cpv: _, ...words } = { cpv: null, ...measure };

  return [...Object.values(words), cpvOf(measure).join(', ')].filter(Boolean).join(' ');
}

function estimateWords(minor: bigint | null, currency: string | null, shown: EstimateDisplay): string | null {
  const { shownFromMinor: from, shownToMinor: to } = estimateBounds(minor, shown);
  if (from === null || to === null || currency === null) return null;
  const [low, high] = [new Money(from, currency).amount, new Money(to, currency).amount];

  return low === high ? `${low} ${currency}` : `${low}–${high} ${currency}`;
}

function numbered<Part>(parts: readonly Part[], numberOf: (part: Part) => number, words: (part: Part) => Words): Words {
  return Object.fromEntries(parts.map((part) => [String(numberOf(part)), words(part)]));
}

function leaves(values: Record<string, unknown>): Words {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value === null ? null : Array.isArray(value) ? value.join(', ') : `${value as string | number | boolean}`,
    ]),
  );
}

function plainNumber(decimal: string | null): string | null {
  return decimal?.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

function isTree(words: Words | string | null): words is Words {
  return words !== null && typeof words === 'object';
}

function textOf(words: Words | string | null): string | null {
  if (!isTree(words)) return words;
  const texts = Object.values(words).map(textOf).filter(Boolean);

  return texts.join(' · ') || null;
}
