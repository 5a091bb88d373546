import type { Award, Bid, BidStatistic, Contract, Lot } from './external-notice.js';
import type { Place } from './place.js';
import { itemsAt, textIn } from './reading-classes.js';
import { momentAt, periodAt } from './reading-dates.js';
import { moneyAt } from './reading-money.js';
import { isGroupName, type Parties } from './reading-parties.js';
import { documentsAt } from './reading-tender.js';

/** @param lots of the tender, to tell when an award names one that is not there. */
export function awardsAt(place: Place, parties: Parties, lots: readonly Lot[]): Award[] {
  const known = new Set(lots.map((lot) => lot.ocdsId));
  const seen = new Set<string | null>();

  return place.objects().map((award) => {
    const ocdsId = award.at('id').text();
    if (ocdsId !== null && seen.has(ocdsId)) award.findings.add('awardTwice', award.path, ocdsId);
    seen.add(ocdsId);
    const suppliers = parties.membersAt(award.at('suppliers'));
    const named = suppliers.find(({ name }) => isGroupName(name));
    if (named) award.findings.add('groupByName', award.path, named.name);
    const awardLots = relatedLots(award);
    for (const lot of awardLots)
      if (known.size > 0 && !known.has(lot)) award.findings.add('lotUnknown', award.path, lot);

    return {
      ocdsId,
      title: textIn(award, 'title'),
      description: textIn(award, 'description'),
      status: award.at('status').text(),
      date: momentAt(award.at('date')),
      value: moneyAt(award.at('value')),
      lots: awardLots,
      bid: award.at('relatedBid').isEmpty()
        ? (award.at('relatedBids').texts()[0] ?? null)
        : award.at('relatedBid').text(),
      reason: award.at('rationale').text(),
      suppliers,
      group: named ? 'NAME' : suppliers.length > 1 ? 'SEVERAL' : null,
      contractPeriod: periodAt(award.at('contractPeriod')),
      items: itemsAt(award.at('items')),
      documents: documentsAt(award.at('documents')),
    };
  });
}

/** Lots named by `relatedLots`, as ids or as objects, or by the older `relatedLot` and `lotID`. */
function relatedLots(place: Place): string[] {
  const listed = place
    .at('relatedLots')
    .each()
    .flatMap((lot) => (lot.isObject() ? lot.at('lotId', 'id') : lot).text() ?? []);
  if (listed.length > 0) return listed;
  const single = place.at('relatedLot').isEmpty() ? place.at('lotID') : place.at('relatedLot');

  return single.isEmpty() ? [] : [single.text()].filter((lot) => lot !== null);
}

export function contractsAt(place: Place): Contract[] {
  return place.objects().map((contract) => ({
    ocdsId: contract.at('id').text(),
    award: contract.at('awardID').text(),
    title: textIn(contract, 'title'),
    description: textIn(contract, 'description'),
    status: contract.at('status').text(),
    signedAt: momentAt(contract.at('dateSigned')),
    period: periodAt(contract.at('period')),
    value: moneyAt(contract.at('value')),
    items: itemsAt(contract.at('items')),
  }));
}

export function bidsAt(place: Place, parties: Parties): Bid[] {
  return place.objects().map((bid) => ({
    ocdsId: bid.at('id').text(),
    date: momentAt(bid.at('date')),
    status: bid.at('status').text(),
    value: moneyAt(bid.at('value')),
    lots: relatedLots(bid),
    tenderers: parties.membersAt(bid.at('tenderers')),
  }));
}

export function statisticsAt(place: Place): BidStatistic[] {
  return place.objects().map((statistic) => ({
    ocdsId: statistic.at('id').text(),
    measure: statistic.at('measure').text(),
    value: statistic.at('value').decimal(),
    currency: statistic.at('currency').text(),
    lot: statistic.at('relatedLot').text(),
  }));
}
