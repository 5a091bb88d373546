import type { Measure, Part, Requirement, Threshold } from '#libs/requirements';
import type { LotRequirement } from './lot-parts.entity.js';

/** What a requirement looks at, as it was handed in: each kind may be there or not. */
export interface MeasureWords {
  cpv?: readonly string[] | null;
  factKey?: string | null;
  label?: string | null;
  scheme?: string | null;
  declaration?: string | null;
  capacity?: string | null;
}

/** Exactly one kind of measure; `null` when none or several are given. CPV codes beside a fact narrow the fact. */
export function measureOf(words: MeasureWords): Measure | null {
  const { cpv, factKey, label, scheme, declaration, capacity } = words;
  const codes = cpv?.length ? [...cpv] : null;
  const kinds = [factKey ?? codes, scheme, declaration, capacity].filter((kind) => kind !== null && kind !== undefined);
  if (kinds.length !== 1) return null;
  if (factKey) return { factKey, cpv: codes?.[0] ?? null, label: label ?? null } as Measure;
  if (codes) return { cpv: codes };
  if (capacity) return { capacity } as Measure;

  return scheme ? { scheme } : { declaration: declaration! };
}

/** The codes a measure names. */
export function cpvOf(measure: Measure): string[] {
  if (!('cpv' in measure) || !measure.cpv) return [];

  return typeof measure.cpv === 'string' ? [measure.cpv] : [...measure.cpv];
}

/** A threshold without what was left out. */
export function thresholdOf(words: Threshold | null | undefined): Threshold | null {
  if (!words) return null;
  const { value, unit, currency, years } = words;

  return { value, unit: unit ?? null, currency: currency ?? null, years: years ?? null };
}

/** The row as the pure words that requirements are judged by. */
export function requirementOf(row: LotRequirement): Requirement {
  return {
    id: row.id,
    kind: row.kind,
    mode: row.mode,
    modeReason: row.modeReason,
    measure: row.measure,
    threshold: row.threshold,
    parts: row.parts ?? undefined,
    essential: row.essential,
    proof: row.proof,
    floorPerMember: row.floorPerMember,
    floorLead: row.floorLead,
    when: row.proofWhen,
    neededFrom: row.neededFrom,
    neededUntil: row.neededUntil,
    source: row.source,
  };
}

/** Named parts, or `null` when one of them looks at nothing or at several things. */
export function partsFrom(
  words: readonly { name: string; measure: MeasureWords; threshold?: Threshold | null }[],
): Part[] | null {
  const parts = words.map(({ name, measure, threshold }) => ({
    name: name.trim(),
    measure: measureOf(measure),
    threshold: thresholdOf(threshold),
  }));

  return parts.every((part) => part.measure !== null) ? (parts as Part[]) : null;
}
