import type { Classification, Item } from './external-notice.js';
import { moneyAt } from './reading-money.js';
import type { Place } from './place.js';

/** The class at this place: an object with an id, a name or an address; null when it says nothing. */
export function classAt(place: Place): Classification | null {
  if (!place.isObject() || place.isEmpty()) return null;
  const id = place.at('id').text();
  const name = textIn(place, 'description');
  const uri = place.at('uri').text();
  if (id === null && name === null && uri === null) return null;

  return { scheme: place.at('scheme', 'schema').text(), id: id ?? (name === null ? uri : null), name };
}

export function classesAt(place: Place): Classification[] {
  return place.objects().flatMap((entry) => classAt(entry) ?? []);
}

/** The text in that field, or in one of its translations (`title_en`, `title_fr`), English first. */
export function textIn(place: Place, key: string): string | null {
  const translations = place.isObject()
    ? Object.keys(place.value as object).filter((name) => name.startsWith(`${key}_`))
    : [];
  translations.sort((a, b) => Number(b === `${key}_en`) - Number(a === `${key}_en`) || a.localeCompare(b));

  return place.at(key, ...translations).text();
}

/**
 * The items at this place, with the lot each belongs to.
 * @param lotOfItem lots that list their items by id instead of being named by them
 */
export function itemsAt(place: Place, lotOfItem: ReadonlyMap<string, string> = new Map()): Item[] {
  return place.objects().map((item) => {
    const unit = item.at('unit');
    const ocdsId = item.at('id').text();
    return {
      ocdsId,
      lot: item.at('relatedLot').text() ?? (ocdsId === null ? null : (lotOfItem.get(ocdsId) ?? null)),
      description: textIn(item, 'description'),
      quantity: item.at('quantity').decimal(),
      unit: unit.isEmpty()
        ? null
        : {
            scheme: unit.at('scheme').text(),
            code: unit.at('id').text(),
            name: unit.isObject() ? textIn(unit, 'name') : unit.text(),
            value: moneyAt(unit.at('value')),
          },
      classification: classAt(item.at('classification')),
      furtherClassifications: classesAt(item.at('additionalClassifications')),
    };
  });
}
