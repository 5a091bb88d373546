import { describe, expect, it } from '@jest/globals';
import { countBy, demo, firmOf, lotOf, tenderOf, twice } from './look-up.js';

const { board, outside } = demo.partners;
const forLots = board.filter(({ tender }) => tender !== undefined);
const forDays = board.filter(({ tender }) => tender === undefined);

describe('what firms look for beside the search', () => {
  it('has one key each, and names firms and parts of tenders that exist', () => {
    expect(twice([...board, ...outside].map(({ key }) => key))).toEqual([]);
    const firms = [...board, ...outside].map(({ firm }) => firm);
    const answering = board.flatMap(({ answers }) => answers.map(({ firm }) => firm));
    expect([...firms, ...answering].filter((key) => !firmOf.has(key))).toEqual([]);
    for (const { tender, lot } of outside) expect(lotOf(tenderOf.get(tender)!, lot)).toBeDefined();
  });

  it('stands on the board for a part of an open tender or for days ahead, on both sides and of every kind', () => {
    for (const { key, tender, fromDays, kind, cpv } of board) {
      expect({ key, forLot: tender !== undefined }).toEqual({ key, forLot: fromDays === undefined });
      expect({ key, named: kind !== 'TRADE' || cpv !== undefined }).toEqual({ key, named: true });
    }
    for (const { fromDays, untilDays } of forDays) {
      expect(untilDays! - fromDays!).toBeLessThanOrEqual(400);
      expect(fromDays).toBeGreaterThan(0);
    }
    for (const { key, tender, lot, firm, at } of forLots) {
      const call = tenderOf.get(tender!)!;
      expect(lotOf(call, lot!)).toBeDefined();
      expect({ key, phase: call.phase, isBuyer: call.buyer === firm }).toEqual({ key, phase: 'OPEN', isBuyer: false });
      expect(at).toBeGreaterThan(call.times.publishedAt!);
    }
    expect(Object.keys(countBy(board.map(({ side, kind }) => `${side} ${kind}`))).length).toBeGreaterThanOrEqual(6);
    expect(new Set(board.map(({ kind }) => kind))).toEqual(new Set(['TRADE', 'PERSON', 'MACHINE', 'ROOM']));
  });

  it('was said before the start, in order, and nobody answers itself', () => {
    for (const { at, firm, answers } of board)
      for (const answer of answers) {
        expect(answer.at).toBeGreaterThan(at);
        expect(answer.at).toBeLessThan(0);
        expect(answer.firm).not.toBe(firm);
      }
  });

  it('asks firms that are not here: one waits for its answer by mail, one answered by its link', () => {
    expect(outside.map(({ channel, answer }) => [channel, answer !== undefined])).toEqual([
      ['MAIL', false],
      ['LINK', true],
    ]);
    for (const { firmName, channel, address, at, answer } of outside) {
      expect([...firmOf.values()].filter(({ name }) => name === firmName)).toEqual([]);
      expect(address?.endsWith('.example')).toBe(channel === 'MAIL' ? true : undefined);
      expect(answer?.at ?? 0).toBeGreaterThan(at);
    }
  });
});

describe('free capacity', () => {
  it('is stated in people or in money for days that reach ahead, and less of it is taken than there is', () => {
    const stating = demo.firms.filter(({ capacity }) => capacity);
    expect(stating.length).toBeGreaterThanOrEqual(15);
    for (const { key, capacity = [], outsideWork = [] } of demo.firms) {
      for (const { peoplePerWeek, limit, fromDays, untilDays } of capacity) {
        expect({ key, ways: [peoplePerWeek, limit].filter(Boolean).length }).toEqual({ key, ways: 1 });
        expect(untilDays).toBeGreaterThan(Math.max(fromDays, 180));
      }
      const people = capacity.reduce((sum, { peoplePerWeek = '0' }) => sum + Number(peoplePerWeek), 0);
      const money = capacity.reduce((sum, { limit }) => sum + Number(limit?.amount ?? 0), 0);
      for (const { peoplePerWeek = '0', amount } of outsideWork) {
        expect(Number(peoplePerWeek)).toBeLessThanOrEqual(people);
        expect(Number(amount?.amount ?? 0)).toBeLessThanOrEqual(money);
      }
    }
  });
});
