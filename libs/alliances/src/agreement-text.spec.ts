import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type AgreementRecord, agreementDigest, agreementText, canonicalText } from './agreement-text.js';

const record: AgreementRecord = {
  kind: 'AGREEMENT',
  version: 2,
  allianceName: 'Kongsi Jendela',
  liability: 'JOINT_AND_SEVERAL',
  statements: [],
  tender: {
    title: 'Windows for the village school',
    buyerName: 'SDN 3',
    id: 'T-1',
  },
  firms: [
    {
      name: 'Kaca Bening',
      publicId: 'K-BBBBBBBB',
      town: 'Muara',
      country: 'ID',
      legalIds: [],
    },
    {
      name: 'Kayu Teduh',
      publicId: 'K-AAAAAAAA',
      town: 'Sawah Embun',
      country: 'ID',
      legalIds: [
        {
          scheme: 'NIB',
          number: '9900100001179',
        },
      ],
    },
  ],
  lots: [
    {
      number: 1,
      title: null,
      places: [
        {
          firmName: 'Kayu Teduh',
          roles: ['LEAD'],
          shareBasisPoints: 6750,
          part: 'Frames',
          reliedUponFor: [],
        },
        {
          firmName: 'Kaca Bening',
          roles: ['PARTNER', 'RELIED_UPON'],
          shareBasisPoints: 3250,
          part: null,
          reliedUponFor: ['Glazier licence'],
        },
      ],
    },
  ],
  representativeName: 'Kayu Teduh',
  words: 'Pay within 14 days.\r\nTalk first.',
  proposedAt: new Date('2026-11-01T23:59:59Z'),
  changedAt: new Date('2026-11-03T00:00:00Z'),
};

describe('the text of an agreement', () => {
  const english = agreementText(record, 'en');
  const indonesian = agreementText(record, 'id');

  it('says all that the record holds, in both languages', () => {
    for (const fact of [
      'Kongsi Jendela',
      'Windows for the village school',
      'SDN 3',
      'T-1',
      'Kaca Bening',
      'K-BBBBBBBB',
    ])
      expect([english.includes(fact), indonesian.includes(fact)]).toEqual([true, true]);
    for (const fact of [
      'NIB 9900100001179',
      'Frames',
      'Glazier licence',
      'Pay within 14 days.',
      '2026-11-01',
      '2026-11-03',
    ])
      expect([english.includes(fact), indonesian.includes(fact)]).toEqual([true, true]);
    expect(english).toContain('performs 67.5 % of the contract value');
    expect(indonesian).toContain('mengerjakan 67,5 % dari nilai kontrak');
    expect(english).toContain('joint and several');
    expect(indonesian).toContain('tanggung renteng');
  });

  it('leaves no sentence untranslated and no fact unfilled', () => {
    expect(english).not.toMatch(/agreement\.|\{\{|undefined/);
    expect(indonesian).not.toMatch(/agreement\.|\{\{|undefined/);
    const shared = english.split('\n').filter((line) => indonesian.split('\n').includes(line) && line !== '');
    expect(shared).toEqual([
      '1. Kaca Bening, Muara (ID), K-BBBBBBBB',
      '2. Kayu Teduh, Sawah Embun (ID), K-AAAAAAAA, NIB 9900100001179',
      'Pay within 14 days.',
      'Talk first.',
    ]);
  });

  it('is digested in one form that anybody can compute', () => {
    const bytes = Buffer.from(canonicalText(english, indonesian), 'utf8');
    expect(agreementDigest(english, indonesian)).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
    expect(english).not.toContain('\r');
    const composed = agreementText({ ...record, words: 'caf\u00e9' }, 'en');
    expect(agreementText({ ...record, words: 'cafe\u0301' }, 'en')).toBe(composed);
  });

  it.each<[string, (it: AgreementRecord) => AgreementRecord]>([
    ['a share', (it) => ({ ...it, lots: [{ ...it.lots[0]!, places: it.lots[0]!.places.toReversed() }] })],
    ['liability', (it) => ({ ...it, liability: 'SEVERAL' })],
    ['what the group says of itself', (it) => ({ ...it, statements: ['LASTS_AS_LONG_AS_CONTRACT'] })],
    ['who speaks', (it) => ({ ...it, representativeName: 'Kaca Bening' })],
    ['words', (it) => ({ ...it, words: 'Always.' })],
    ['a legal id', (it) => ({ ...it, firms: it.firms.map((firm) => ({ ...firm, legalIds: [] })) })],
    ['its kind', (it) => ({ ...it, kind: 'COMMITMENT' })],
  ])('is another one when %s changes', (_, change) => {
    const changed = change(record);
    expect(agreementText(changed, 'en')).not.toBe(english);
    expect(agreementText(changed, 'id')).not.toBe(indonesian);
  });

  it('speaks of work apart from a tender for a standing alliance', () => {
    const standing = agreementText({ ...record, tender: null, lots: [{ ...record.lots[0]!, number: null }] }, 'id');
    expect(standing).toContain('di luar tender tertentu');
    expect(standing).toContain('Siapa mengerjakan apa:');
  });
});
