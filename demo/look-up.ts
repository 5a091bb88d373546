import { readDemo } from './read-demo.js';
import type { DemoBid, DemoLot, DemoMember, DemoTender } from './tender-shapes.js';

/** The demo region beside this file, with its things by key. */
export const folder = import.meta.dirname;
export const demo = readDemo(folder);
export const towns = new Map(demo.region.towns.map((town) => [town.key, town]));
export const firmOf = new Map(demo.firms.map((firm) => [firm.key, firm]));
export const personOf = new Map(demo.people.map((person) => [person.key, person]));
export const tenderOf = new Map(demo.tenders.map((tender) => [tender.key, tender]));
export const allianceOf = new Map(demo.alliances.map((alliance) => [alliance.key, alliance]));

/** @throws Error when the tender has no such lot */
export function lotOf(tender: DemoTender, key: string | null): DemoLot {
  const lot = tender.lots.find((candidate) => candidate.key === key);
  if (!lot) throw new Error(`${tender.key} has no lot ${key}`);

  return lot;
}

export const lots = demo.tenders.flatMap((tender) => tender.lots.map((lot) => ({ tender, lot })));
export const bids = demo.tenders.flatMap((tender) =>
  tender.bids.map((bid) => ({ tender, bid, lot: lotOf(tender, bid.lot) })),
);
export const lineUps = demo.alliances.flatMap((alliance) =>
  alliance.lineUps.map((lineUp) => ({ alliance, ...lineUp })),
);

/** The firm, or all firms of the alliance's line-up, behind a bid. */
export function biddersOf(bid: DemoBid): string[] {
  if ('firm' in bid.by) return [bid.by.firm];
  const lineUp = allianceOf.get(bid.by.alliance)?.lineUps.find((candidate) => candidate.lot === bid.lot);

  return (lineUp?.members ?? []).map((member) => member.firm);
}

/** Those who were asked or said yes, and did not go. */
export function stillIn(members: DemoMember[]): DemoMember[] {
  return members.filter((member) => member.state === 'INVITED' || member.state === 'CONSENTED');
}

export function countBy(values: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;

  return counts;
}

/** The values that occur more than once. */
export function twice(values: string[]): string[] {
  return Object.entries(countBy(values)).flatMap(([value, count]) => (count > 1 ? [value] : []));
}
