import type { Lot, NoticeDocument } from './external-notice.js';
import type { Place } from './place.js';
import { classAt, classesAt, textIn } from './reading-classes.js';
import { momentAt, periodAt } from './reading-dates.js';
import { moneyAt } from './reading-money.js';

export function lotsAt(place: Place): Lot[] {
  return place.objects().map((lot) => ({
    ocdsId: lot.at('id').text(),
    title: textIn(lot, 'title'),
    description: textIn(lot, 'description'),
    status: lot.at('status').text(),
    value: moneyAt(lot.at('value')),
    minValue: moneyAt(lot.at('minValue', 'minimumValue')),
    tenderPeriod: periodAt(lot.at('tenderPeriod')),
    contractPeriod: periodAt(lot.at('contractPeriod')),
    classifications: classesIn(lot),
  }));
}

/** The main and the further classes of a tender or lot. */
export function classesIn(place: Place): Lot['classifications'] {
  const main = classAt(place.at('classification'));

  return [...(main ? [main] : []), ...classesAt(place.at('additionalClassifications'))];
}

/** Which lot an item belongs to where lots list the ids of their items (Paraguay) instead of items naming their lot. */
export function lotsOfItems(place: Place): Map<string, string> {
  const pairs = place.objects().flatMap((lot) => {
    const id = lot.at('id').text();
    return id === null
      ? []
      : lot
          .at('items')
          .texts()
          .map((item): [string, string] => [item, id]);
  });

  return new Map(pairs);
}

export function documentsAt(place: Place): NoticeDocument[] {
  return place.objects().map((document) => ({
    ocdsId: document.at('id').text(),
    type: document.at('documentType').text(),
    title: textIn(document, 'title'),
    url: document.at('url').text(),
    format: document.at('format').text(),
    language: document.at('language').text(),
    publishedAt: momentAt(document.at('datePublished')),
    lots: document.at('relatedLots').texts(),
  }));
}
