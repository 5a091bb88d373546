import type { Json, JsonObject } from './exact-json.js';
import type { Requirement, ScoredCriterion } from './external-notice.js';
import { exactNumber, said } from './writing-values.js';

/** Requirements as the requirements extension writes them: headings hold groups (alternatives), groups hold requirements. */
export function writtenRequirements(requirements: readonly Requirement[]): JsonObject[] {
  return grouped(requirements, (one) => one.heading.ocdsId).map((ofHeading) => {
    const [{ heading }] = ofHeading;
    return said({
      id: heading.ocdsId,
      title: heading.title,
      description: heading.description,
      source: heading.source,
      relatesTo: heading.relatesTo,
      relatedItem: heading.relatedItem,
      relatedLots: heading.lots,
      requirementGroups: grouped(ofHeading, (one) => one.group).map((ofGroup) =>
        said({ id: ofGroup[0].group, requirements: ofGroup.map(writtenRequirement) }),
      ),
    });
  });
}

function writtenRequirement(requirement: Requirement): JsonObject {
  return said({
    id: requirement.ocdsId,
    title: requirement.title,
    description: requirement.description,
    dataType: requirement.dataType,
    expectedValue: expectedValue(requirement),
    minValue: requirement.minimum === null ? null : exactNumber(requirement.minimum),
    maxValue: requirement.maximum === null ? null : exactNumber(requirement.maximum),
    kongsi: said({ mode: requirement.mode, isEssential: requirement.isEssential }),
  });
}

function expectedValue({ expected, dataType }: Requirement): Json {
  if (expected === null) return null;
  if (dataType === 'boolean') return expected === 'true';

  return dataType === 'number' || dataType === 'integer' ? exactNumber(expected) : expected;
}

/** The criteria of one lot (or, with null, of the tender) as the award criteria extension writes them. */
export function writtenCriteria(criteria: readonly ScoredCriterion[], lot: string | null): JsonObject | null {
  const own = criteria.filter((one) => one.lot === lot);
  const written = own.map((one) =>
    said({
      type: one.kind,
      name: one.name,
      description: one.description,
      numbers: one.weight === null ? null : [{ number: exactNumber(one.weight), weight: 'percentageExact' }],
    }),
  );

  return own.length > 0 ? { criteria: written } : null;
}

/** Neighbours and others with the same key together, in the order of their first. */
function grouped<T>(all: readonly T[], keyOf: (one: T) => string | null): [T, ...T[]][] {
  const groups = new Map<string | null, [T, ...T[]]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }

  return [...groups.values()];
}
