import type { Condition, Requirement, ScoredCriterion } from './external-notice.js';
import type { Place } from './place.js';
import { textIn } from './reading-classes.js';

/** What a tenderer must have, from the requirements extension (`tender.criteria[].requirementGroups[].requirements[]`). */
export function requirementsIn(tender: Place): Requirement[] {
  return tender
    .at('criteria')
    .objects()
    .flatMap((criterion) => {
      const heading = {
        ocdsId: criterion.at('id').text(),
        title: textIn(criterion, 'title'),
        description: textIn(criterion, 'description'),
        source: criterion.at('source').text(),
        relatesTo: criterion.at('relatesTo').text(),
        relatedItem: criterion.at('relatedItem').text(),
        lots: criterion.at('relatedLots').texts(),
      };
      return criterion
        .at('requirementGroups')
        .objects()
        .flatMap((group) =>
          group
            .at('requirements')
            .objects()
            .map((requirement) => ({
              ocdsId: requirement.at('id').text(),
              heading,
              group: group.at('id').text(),
              title: textIn(requirement, 'title'),
              description: textIn(requirement, 'description'),
              dataType: requirement.at('dataType').text(),
              expected: requirement.at('expectedValue').text(),
              minimum: requirement.at('minValue').text(),
              maximum: requirement.at('maxValue').text(),
              mode: requirement.at('kongsi').at('mode').text(),
              isEssential: requirement.at('kongsi').at('isEssential').flag(),
            })),
        );
    });
}

/** Conditions told as text: selection criteria, other requirements, eligibility, of the tender and of its lots. */
export function conditionsIn(tender: Place): Condition[] {
  const lots = tender
    .at('lots')
    .objects()
    .flatMap((lot) => conditionsOf(lot, lot.at('id').text()));

  return [...conditionsOf(tender, null), ...lots];
}

function conditionsOf(place: Place, lot: string | null): Condition[] {
  const conditions: Condition[] = [];
  const add = (kind: string | null, text: string | null, minimum: string | null = null): void => {
    if (text !== null || minimum !== null) conditions.push({ kind, text: text ?? '', minimum, lot });
  };
  const selection = place.at('selectionCriteria');
  if (selection.isObject()) {
    add('selection', textIn(selection, 'description'));
    for (const one of selection.at('criteria').objects()) {
      add(one.at('type').text(), textIn(one, 'description'), one.at('minimum').text());
    }
  }
  add('eligibility', textIn(place, 'eligibilityCriteria'));
  add('participation', textIn(place, 'conditionsForParticipation'));
  const other = place.at('otherRequirements');
  for (const key of other.isObject() ? Object.keys(other.value as object) : []) {
    for (const text of other.at(key).isObject() ? [] : other.at(key).texts()) add(key, text);
  }

  return conditions;
}

/** What bids are scored on: the criteria of each lot and of the tender, or the one word the tender says. */
export function scoredCriteriaIn(tender: Place): ScoredCriterion[] {
  const lots = tender
    .at('lots')
    .objects()
    .flatMap((lot) => scoredIn(lot.at('awardCriteria'), lot.at('id').text()));

  return [...scoredIn(tender.at('awardCriteria'), null, tender.at('awardCriteriaDetails').text()), ...lots];
}

function scoredIn(place: Place, lot: string | null, details: string | null = null): ScoredCriterion[] {
  if (!place.isObject()) {
    const kind = place.isEmpty() ? null : place.text();
    return kind === null && details === null ? [] : [{ lot, kind, name: null, description: details, weight: null }];
  }

  return place
    .at('criteria')
    .objects()
    .map((criterion) => ({
      lot,
      kind: criterion.at('type').text(),
      name: textIn(criterion, 'name'),
      description: textIn(criterion, 'description'),
      weight: weightIn(criterion),
    }));
}

function weightIn(criterion: Place): string | null {
  const exact = criterion
    .at('numbers')
    .objects()
    .find((one) => one.at('weight').text() === 'percentageExact');

  return exact?.at('number').decimal() ?? null;
}
