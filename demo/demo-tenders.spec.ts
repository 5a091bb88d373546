import { describe, expect, it } from '@jest/globals';
import {
  allianceOf,
  bids,
  biddersOf,
  countBy,
  demo,
  firmOf,
  lineUps,
  lotOf,
  lots,
  personOf,
  stillIn,
  tenderOf,
  twice,
} from './look-up.js';
import type { DemoFirm } from './shapes.js';
import type { DemoBid, DemoLot, DemoTender, DemoTimes } from './tender-shapes.js';

const { firms, tenders, alliances } = demo;

/** Cents, so that sums are exact. */
function cents(amount: string): bigint {
  const [whole = '0', part = ''] = amount.split('.');
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
}

function phaseOf({ times, procedure }: DemoTender): string {
  if (times.publishedAt === undefined || times.closesAt === undefined) return 'DRAFT';
  if (times.cancelledAt !== undefined) return 'CANCELLED';
  if (times.unsuccessfulAt !== undefined) return 'UNSUCCESSFUL';
  if (times.completedAt !== undefined) return 'COMPLETE';
  if (times.signedAt !== undefined) return 'SIGNED';
  if (times.awardedAt !== undefined) return 'AWARDED';
  if (times.openedAt !== undefined) return 'EVALUATION';
  if (times.closesAt > 0) return 'OPEN';
  return procedure === 'SEALED' ? 'CLOSED' : 'EVALUATION';
}

/** The codes of a UNION (or the one code) that none of these firms claims, itself or finer. */
function tradesMissing(wanted: string[], from: (DemoFirm | undefined)[]): string[] {
  const claimed = from.flatMap((firm) => firm?.capabilities.map((capability) => capability.cpv) ?? []);
  return wanted.filter((code) => {
    const stem = code.slice(0, 2) + code.slice(2).replace(/0+$/, '');
    return !claimed.some((candidate) => candidate.startsWith(stem));
  });
}

describe('the tenders', () => {
  it('stand in every phase, and the phase follows from their times', () => {
    for (const tender of tenders)
      expect({ key: tender.key, phase: phaseOf(tender) }).toEqual({ key: tender.key, phase: tender.phase });
    expect(Object.keys(countBy(tenders.map((tender) => tender.phase))).sort()).toEqual(
      ['AWARDED', 'CANCELLED', 'CLOSED', 'COMPLETE', 'DRAFT', 'EVALUATION', 'OPEN', 'SIGNED', 'UNSUCCESSFUL'].sort(),
    );
  });

  it('keep their times in order', () => {
    const order: (keyof DemoTimes)[] = [
      'publishedAt',
      'questionsUntil',
      'closesAt',
      'openedAt',
      'awardedAt',
      'signedAt',
      'completedAt',
    ];
    for (const { key, times, questions, addenda, bids: answers } of tenders) {
      const at = order.flatMap((name) => times[name] ?? []);
      expect({ key, at }).toEqual({ key, at: at.toSorted((a, b) => a - b) });
      const waited = (times.signedAt ?? Infinity) - (times.awardedAt ?? 0);
      expect(waited).toBeGreaterThanOrEqual((times.standstillDays ?? 0) * 24);
      for (const { askedAt, answeredAt } of questions) {
        expect(askedAt).toBeGreaterThan(times.publishedAt!);
        expect(askedAt).toBeLessThan(times.questionsUntil!);
        expect(answeredAt ?? 0).toBeLessThan(times.closesAt! - 24);
      }
      for (const { at: when } of [...addenda, ...answers.map((bid) => ({ at: bid.submittedAt }))]) {
        expect(when).toBeGreaterThan(times.publishedAt!);
        expect(when).toBeLessThan(Math.min(times.closesAt!, 0));
      }
    }
  });

  it('weigh their criteria to 100 and use units and modes that exist', () => {
    for (const { tender, lot } of lots) {
      expect({
        lot: `${tender.key}/${lot.key}`,
        total: lot.criteria.reduce((sum, { weight }) => sum + weight, 0),
      }).toMatchObject({ total: 100 });
      expect(
        lot.items.filter(({ unitCode }) => !/^(H87|MTK|MTR|KWT|KWH|TNE|HUR|DAY|SET|LS|E48)$/.test(unitCode)),
      ).toEqual([]);
      expect(twice(lot.requirements.map((requirement) => requirement.key))).toEqual([]);
      for (const requirement of lot.requirements) {
        const { mode, measure, threshold, parts = [] } = requirement;
        const { factKey, cpv, scheme, declaration, capacity } = measure;
        const means = [factKey ?? cpv, scheme, declaration, capacity].filter(Boolean);
        expect({ title: requirement.title, means: means.length }).toMatchObject({ means: 1 });
        const isCounted = (factKey ?? capacity) !== undefined && mode !== 'MAX_PER_CLASS';
        expect(threshold !== undefined).toBe(isCounted);
        expect(parts.length > 1).toBe(mode === 'MAX_PER_CLASS');
        expect(requirement.neededFromDays !== undefined).toBe(mode === 'CAPACITY');
        expect(capacity !== undefined).toBe(mode === 'CAPACITY');
        const adds = ['ANNUAL_TURNOVER', 'STAFF', 'EQUIPMENT'].includes(measure.factKey ?? '');
        expect({ title: requirement.title, adds }).toMatchObject({ adds: mode === 'SUM' });
        expect((measure.cpv?.length ?? 0) > 1).toBe(mode === 'UNION');
      }
    }
  });

  it('ask in every mode while they are open, the rarer ones in both currencies or kinds of room', () => {
    const open = lots.filter(({ tender }) => tender.phase === 'OPEN').flatMap(({ lot }) => lot.requirements);
    expect(Object.keys(countBy(open.map(({ mode }) => mode))).sort()).toEqual(
      ['ANY_ONE', 'CAPACITY', 'EACH', 'GROUP', 'LEAD', 'MAX_PER_CLASS', 'PERFORMER', 'SUM', 'UNION'].sort(),
    );
    expect(new Set(open.flatMap(({ measure }) => measure.capacity ?? []))).toEqual(new Set(['PERSON_WEEKS', 'MONEY']));
    expect(new Set(tenders.map(({ pack = 'private' }) => pack))).toEqual(new Set(['private', 'eu-2014-24']));
  });

  it('give a public body its legal ground, and a sealed public call a verified buyer', () => {
    for (const tender of tenders) {
      const buyer = firmOf.get(tender.buyer)!;
      expect(tender.legalGround !== undefined).toBe(buyer.kind === 'PUBLIC_BODY');
      const isOpenToAll = tender.procedure === 'SEALED' && tender.visibility === 'PUBLIC';
      expect({ buyer: buyer.key, may: buyer.verified || !isOpenToAll }).toMatchObject({ may: true });
      expect(tender.visibility === 'INVITED').toBe(tender.invited !== undefined);
    }
  });

  it('say in an addendum what now stands in the notice', () => {
    for (const tender of tenders)
      for (const { path, to, from } of tender.addenda.flatMap((addendum) => addendum.changes)) {
        expect(read(tender, path.split('/'))).toContain(to);
        expect(from).not.toBe(to);
      }
  });

  it('add up each bid from its lines, made by others than the buyer and its evaluators', () => {
    for (const { tender, bid, lot } of bids) {
      const sum = bid.lines.reduce(
        (total, line) => total + cents(line.unitPrice) * BigInt(lot.items[line.item]!.quantity),
        0n,
      );
      expect({ by: bid.by, total: cents(bid.total) }).toEqual({ by: bid.by, total: sum });
      expect(bid.lines.map((line) => line.item)).toEqual(lot.items.map((_, index) => index));
      expect(bid.currency).toBe(tender.priceTerms.currency);
      const judges = new Set([
        tender.buyer,
        ...tender.evaluators.flatMap((key) => personOf.get(key)!.roles.map((role) => role.firm)),
      ]);
      expect(biddersOf(bid).filter((firm) => judges.has(firm))).toEqual([]);
    }
  });

  it('award each decided lot to the bid with the highest published score, with a reason for everyone', () => {
    const decided = lots.filter(({ tender }) => tender.times.awardedAt !== undefined);
    expect(decided.length).toBeGreaterThanOrEqual(5);
    for (const { tender, lot } of decided) {
      const here = tender.bids.filter((bid) => bid.lot === lot.key);
      const lowest = Math.min(...here.map((bid) => Number(bid.total)));
      const ranked = here.toSorted((a, b) => scoreOf(lot, b, lowest) - scoreOf(lot, a, lowest));
      expect(ranked.map((bid) => bid.outcome)).toEqual(['WON', ...ranked.slice(1).map(() => 'LOST')]);
      expect(here.filter((bid) => !bid.reason)).toEqual([]);
    }
  });

  it('hold one that no firm covers alone: the school', () => {
    const school = lotOf(tenderOf.get('sdn-kinasih-refurbishment')!, 'building');
    const trades = school.requirements.find(({ mode }) => mode === 'UNION')!.measure.cpv!;
    expect(Math.min(...firms.map((firm) => tradesMissing(trades, [firm]).length))).toBeGreaterThanOrEqual(3);
    const helpers = lineUps.find(({ alliance }) => alliance.key === 'kongsi-kelas-teduh')!.members;
    expect(
      tradesMissing(
        trades,
        helpers.map((member) => firmOf.get(member.firm)),
      ),
    ).toEqual([]);
  });
});

function read(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>((at, step) => {
    if (Array.isArray(at)) return at.find((entry: { key?: string }) => entry.key === step) ?? at[Number(step)];
    return (at as Record<string, unknown>)[step];
  }, value);
}

/** Lowest price over price for PRICE, the evaluators' mean for the rest, each by its weight. */
function scoreOf(lot: DemoLot, bid: DemoBid, lowest: number): number {
  return lot.criteria.reduce((sum, { title, kind, weight }) => {
    if (kind === 'PRICE') return sum + (weight * lowest) / Number(bid.total);
    const given = bid.scores.filter((score) => score.criterion === title).map((score) => score.score);
    expect(given.length).toBeGreaterThanOrEqual(1);
    return sum + (weight * given.reduce((a, b) => a + b, 0)) / given.length / 100;
  }, 0);
}

describe('the alliances', () => {
  it('stand in every state an alliance can be in', () => {
    expect(Object.keys(countBy(alliances.map((alliance) => alliance.state))).sort()).toEqual(
      [
        'COMPLETE',
        'DECLINED_BY_ONE',
        'DISSOLVED',
        'LOST',
        'ONE_LEFT',
        'PARTLY_CONSENTED',
        'PROPOSED',
        'STANDING',
        'SUBMITTED',
        'WON',
      ].sort(),
    );
    for (const { key, state, lineUps: own } of alliances) {
      const states = new Set(own.flatMap(({ members }) => members.map((member) => member.state)));
      const isWhole = ['COMPLETE', 'STANDING', 'SUBMITTED', 'WON', 'LOST'].includes(state);
      expect({ key, whole: [...states].join() === 'CONSENTED' }).toEqual({ key, whole: isWhole });
      expect(states.has('DECLINED')).toBe(state === 'DECLINED_BY_ONE');
    }
  });

  it('have one lead per line-up, shares that total 10,000 where nobody went, and helper firms for something', () => {
    for (const { alliance, lot, members } of lineUps) {
      expect(members.filter((member) => member.roles.includes('LEAD'))).toHaveLength(1);
      expect(twice(members.map((member) => member.firm))).toEqual([]);
      const total = members.reduce((sum, member) => sum + member.shareBasisPoints, 0);
      expect({ alliance: alliance.key, total }).toEqual({ alliance: alliance.key, total: 10_000 });
      expect(stillIn(members).every((member) => member.shareBasisPoints > 0)).toBe(true);
      for (const member of members) {
        expect(member.reliedUponFor !== undefined).toBe(member.roles.includes('RELIED_UPON'));
        for (const key of member.reliedUponFor ?? [])
          expect(lotOf(tenderOf.get(alliance.tender!)!, lot).requirements.map((r) => r.key)).toContain(key);
        expect(member.respondedAt === undefined).toBe(member.state === 'INVITED');
      }
    }
  });

  it('divide the work among their own firms, for requirements that ask who does it, and follow more than one form', () => {
    const divided = lineUps.filter(({ packages }) => packages);
    expect(divided.length).toBeGreaterThanOrEqual(2);
    for (const { alliance, lot, members, packages } of divided)
      for (const { performer, provesFor } of packages!) {
        expect(members.map((member) => member.firm)).toContain(performer);
        const asked = lotOf(tenderOf.get(alliance.tender!)!, lot).requirements;
        expect(asked.filter(({ mode }) => mode === 'PERFORMER').map(({ key }) => key)).toEqual(
          expect.arrayContaining(provesFor),
        );
      }
    expect(new Set(alliances.map(({ formPack }) => formPack))).toEqual(new Set(['plain', 'id-kso']));
  });

  it('are proposed by one of their own, represented by one of the lead, and never hold the buyer', () => {
    for (const { alliance, members } of lineUps) {
      const own = alliance.lineUps.flatMap((lineUp) => lineUp.members.map((member) => member.firm));
      expect(own).toContain(alliance.proposer);
      const leads = alliance.lineUps.map((lineUp) => lineUp.members.find((m) => m.roles.includes('LEAD'))!.firm);
      expect(personOf.get(alliance.terms.representative)!.roles.some((role) => leads.includes(role.firm))).toBe(true);
      const buyer = tenderOf.get(alliance.tender ?? '')?.buyer;
      expect(members.filter((member) => member.firm === buyer)).toEqual([]);
    }
  });

  it('answer while the tender is open, agree before they send, and never twice for one lot', () => {
    for (const { alliance, members } of lineUps.filter((lineUp) => lineUp.lot !== null)) {
      const { times } = tenderOf.get(alliance.tender!)!;
      const moments = [alliance.proposedAt, ...members.flatMap((member) => member.respondedAt ?? [])];
      expect(Math.min(...moments)).toBeGreaterThan(times.publishedAt!);
      expect(Math.max(...moments)).toBeLessThan(Math.min(times.closesAt!, 0));
    }
    for (const { bid } of bids.filter((entry) => 'alliance' in entry.bid.by)) {
      const alliance = allianceOf.get((bid.by as { alliance: string }).alliance)!;
      expect(alliance.agreementSignedAt).toBeLessThan(bid.submittedAt);
      expect(['SUBMITTED', 'WON', 'LOST']).toContain(alliance.state);
    }
    const taken = lineUps.flatMap(({ alliance, lot, members }) =>
      alliance.tender && alliance.state !== 'DISSOLVED'
        ? stillIn(members)
            .filter((m) => m.roles.some((r) => r === 'LEAD' || r === 'PARTNER'))
            .map((m) => `${alliance.tender}/${lot}/${m.firm}`)
        : [],
    );
    const alone = bids.flatMap(({ tender, bid }) =>
      'firm' in bid.by ? [`${tender.key}/${bid.lot}/${bid.by.firm}`] : [],
    );
    expect(twice([...taken, ...alone])).toEqual([]);
  });
});
