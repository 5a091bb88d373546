import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { JsonObject } from './exact-json.js';
import { latestOfVersions, latestState } from './ocds-merging.js';

const early = {
  ocid: 'o',
  id: '1',
  date: '2026-01-01T00:00:00Z',
  tag: ['tender'],
  tender: { title: 'Old', value: { amount: 1, currency: 'EUR' } },
};

describe('the latest state of a process', () => {
  it('takes the later value and keeps what is not repeated, whatever the order given', () => {
    const late = {
      ocid: 'o',
      id: '2',
      date: '2026-01-02T00:00:00+02:00',
      tag: ['award'],
      tender: { title: 'New' },
      awards: [{ id: 'a' }],
    };
    const merged = {
      ...late,
      tag: ['tender', 'award'],
      tender: { title: 'New', value: { amount: 1, currency: 'EUR' } },
    };
    expect(latestState([early, late])).toEqual(merged);
    expect(latestState([late, early])).toEqual(merged);
  });

  it('orders by instant, not by text, and keeps the order given where dates are equal or missing', () => {
    const states = (dates: (string | undefined)[]): unknown =>
      latestState(dates.map((date, at) => ({ at, ...(date && { date }) })))['at'];
    expect(states(['2026-01-01T10:00:00+07:00', '2026-01-01T04:00:00Z'])).toBe(1);
    expect(states(['2026-01-01T04:00:00Z', '2026-01-01T10:00:00+07:00'])).toBe(0);
    expect(states([undefined, undefined])).toBe(1);
  });

  it('merges entries by id, and replaces lists whose entries have none', () => {
    const one = {
      date: '2026-01-01T00:00:00Z',
      tender: { lots: [{ id: '1', title: 'a', x: 1 }, { id: '2' }], submissionMethod: ['written'] },
      parties: [{ name: 'A' }],
    };
    const two = {
      date: '2026-01-02T00:00:00Z',
      tender: { lots: [{ id: 3 }, { id: '1', title: 'b' }], submissionMethod: ['inPerson'] },
      parties: [{ name: 'B' }],
    };
    expect(latestState([one, two] as unknown as JsonObject[])).toMatchObject({
      tender: { lots: [{ id: '1', title: 'b', x: 1 }, { id: '2' }, { id: 3 }], submissionMethod: ['inPerson'] },
      parties: [{ name: 'B' }],
    });
  });

  it('takes away what a later release says is null', () => {
    expect(latestState([early, { date: '2026-02-01T00:00:00Z', tender: { value: null } }])['tender']).toEqual({
      title: 'Old',
    });
  });

  it('of one release is that release without nulls, and nothing given is changed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('tender', 'x', 'items'), fc.jsonValue()), (release) => {
        const given = JSON.stringify(release);
        const once = latestState([release as JsonObject]);
        expect(latestState([once])).toEqual(once);
        expect(latestState([release as JsonObject, release as JsonObject])).toEqual(once);
        expect(JSON.stringify(release)).toBe(given);
      }),
    );
  });
});

describe('a versioned release', () => {
  it('amounts to the last value of each field', () => {
    const version = (value: unknown): object => ({ releaseID: 'r', releaseDate: 'd', releaseTag: ['tender'], value });
    expect(
      latestOfVersions({
        ocid: 'o',
        tender: { id: 't', title: [version('a'), version('b')], items: [{ id: 'i', quantity: [version(1)] }] },
      } as unknown as JsonObject),
    ).toEqual({ ocid: 'o', tender: { id: 't', title: 'b', items: [{ id: 'i', quantity: 1 }] } });
  });

  it('is told apart from a release', () => {
    expect(latestOfVersions(early)).toBe(early);
  });
});
