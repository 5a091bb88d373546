import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Json, JsonObject } from './exact-json.js';
import type { ExternalNotice } from './external-notice.js';
import { fieldsLost, mappedFields, presentFields } from './field-accounting.js';
import { readRelease, type ReadingOptions } from './ocds-reading.js';

function read(release: object, options: ReadingOptions = {}): { notice: ExternalNotice; notes: string[] } {
  const { notice, findings } = readRelease(
    release as JsonObject,
    { package: { publisher: 'P', license: 'L' } },
    options,
  );

  return { notice, notes: findings.map(({ note }) => note) };
}

const tender = { id: 't', title: 'School', tenderPeriod: { endDate: '2026-01-01T00:00:00Z' } };
const whole = { ocid: 'o', id: 'r', date: '2025-01-01T00:00:00Z', tag: ['tender'], buyer: { name: 'City' }, tender };

describe('the buyer', () => {
  it('is completed from the parties', () => {
    const parties = [
      {
        id: '1',
        roles: ['buyer'],
        name: 'City of Bandung',
        identifier: { scheme: 'ID-NPWP', id: '01' },
        additionalIdentifiers: [{ id: '02' }],
        address: { countryName: 'ID' },
      },
    ];
    const { notice, notes } = read({ ...whole, buyer: { id: '1', name: 'City' }, parties });
    expect(notice.buyer).toMatchObject({
      name: 'City',
      legalIds: [
        { scheme: 'ID-NPWP', number: '01' },
        { scheme: null, number: '02' },
      ],
      address: { country: 'ID', street: null },
    });
    expect(notes).toEqual([]);
  });

  it.each<[string, object, string, string[]]>([
    ['the parties', { parties: [{ roles: ['buyer'], name: 'City' }] }, 'City', ['buyerFromParties']],
    [
      'the procuring entity',
      { tender: { ...tender, procuringEntity: { name: 'Works' } } },
      'Works',
      ['buyerFromProcuringEntity'],
    ],
    [
      'its registered name',
      { buyer: { name: '', identifier: { legalName: 'City Ltd' } } },
      'City Ltd',
      ['nameFromIdentifier'],
    ],
    ['its name in another language', { buyer: { name_fr: 'Ville', name_en: 'Town' } }, 'Town', ['fieldByOtherName']],
  ])('is found by %s', (_, change, name, expected) => {
    const { notice, notes } = read({ ...whole, buyer: null, ...change });
    expect([notice.buyer?.name, notes]).toEqual([name, expected]);
  });

  it('is said to be missing', () => {
    expect(read({ ...whole, buyer: {} })).toMatchObject({ notice: { buyer: null }, notes: ['buyerMissing'] });
  });
});

describe('the title', () => {
  const untitled = { ...tender, title: ' ' };
  it.each<[string, object, string | null]>([
    [
      'the description',
      { tender: { ...untitled, description: '<p>Paving of a road. Ten km.</p>' } },
      'Paving of a road.',
    ],
    [
      'the items',
      { tender: { ...untitled, items: ['a', 'b', 'b', 'c', 'd'].map((description) => ({ description })) } },
      'a; b; c; …',
    ],
    ['the awards', { tender: untitled, awards: [{ title: 'Pump' }] }, 'Pump'],
    [
      'the classes',
      { tender: { ...untitled, items: [{ classification: { id: '1', description: 'Roads' } }] } },
      'Roads',
    ],
    ['the plan', { tender: untitled, planning: { budget: { description: 'Bridge' } } }, 'Bridge'],
    ['nothing', { tender: untitled }, null],
  ])('is made from %s', (_, change, title) => {
    const { notice, notes } = read({ ...whole, ...change });
    expect([notice.title, notice.titleIsDerived]).toEqual([title, title !== null]);
    expect(notes).toEqual([title === null ? 'titleMissing' : 'titleDerived']);
  });
});

describe('what is strange', () => {
  it('is read all the same, and told', () => {
    const { notice, notes } = read({
      ...whole,
      tag: 'tender',
      tender: {
        ...tender,
        lots: [{ id: 'L1', items: ['i1'] }],
        items: [
          { id: 'i1', quantity: '10.50', classification: { schema: 'N5', id: 45 } },
          { id: 'i2', quantity: 'some', unit: { id: 'MTK', name_en: 'm2' } },
          {},
        ],
      },
      awards: [
        {
          id: 'a',
          relatedLots: [{ lotId: 'L1' }],
          suppliers: [{ name: 'UNION TEMPORAL VIAS' }],
          value: { amount: '9', currency: 'COP' },
        },
        { id: 'a', lotID: 'L9', suppliers: { name: 'One' } },
        { id: 'b', suppliers: [{ name: 'One' }, { name: 'Two' }] },
      ],
      contract: [{ id: 1, awardID: 'a' }],
    });
    expect(notice.tags).toEqual(['tender']);
    expect(notice.items).toMatchObject([
      { lot: 'L1', quantity: '10.5', classification: { scheme: 'N5', id: '45', name: null } },
      { lot: null, quantity: null, unit: { code: 'MTK', name: 'm2' } },
    ]);
    expect(notice.awards).toMatchObject([
      { lots: ['L1'], group: 'NAME', value: { amount: '9' } },
      { lots: ['L9'], group: null, suppliers: [{ name: 'One' }] },
      { group: 'SEVERAL' },
    ]);
    expect(notice.contracts).toMatchObject([{ ocdsId: '1', award: 'a' }]);
    expect([...new Set(notes)].toSorted()).toEqual(
      [
        'amountAsText',
        'awardTwice',
        'emptyEntry',
        'fieldByOtherName',
        'groupByName',
        'listExpected',
        'lotUnknown',
        'quantityUnreadable',
      ].toSorted(),
    );
  });

  it('takes a plan where there is no tender', () => {
    const { notice, notes } = read({
      ...whole,
      tag: ['planning'],
      tender: null,
      planning: { tender: { title: 'Later', items: [{ id: '1' }] } },
    });
    expect(notice).toMatchObject({ title: 'Later', isPlanned: true, items: [{ ocdsId: '1' }] });
    expect(notes).toEqual(['tenderFromPlan']);
  });

  it('keeps sums of money it has no field for, with their path', () => {
    const guarantee = { amount: 5, currency: 'EUR' };
    const { notice } = read({ ...whole, tender: { ...tender, value: { amount: 7, currency: 'EUR' }, guarantee } });
    expect(notice.furtherValues).toEqual([{ path: 'tender.guarantee', value: { amount: '5', currency: 'EUR' } }]);
  });

  it('tells like places once, with their number', () => {
    const items = [1, 2, 3].map((id) => ({ id, quantity: `${id} or so` }));
    const { findings } = readRelease({ ...whole, tender: { ...tender, items } }, { package: {} });
    expect(findings).toEqual([
      { kind: 'STRANGE', note: 'quantityUnreadable', path: 'tender.items[0].quantity', read: '1 or so', times: 3 },
    ]);
  });
});

describe('a group of firms', () => {
  it.each([
    ['UNIÓN TEMPORAL CALZADO 2019', 'NAME'],
    ['CONSORCIO SIEMENS - RIEDER - 500 KV', 'NAME'],
    ['Bietergemeinschaft Müller/Schmidt', 'NAME'],
    ['KSO Wijaya – Adhi', 'NAME'],
    ['Consorcio IUYET, S.A. de C.V.', null],
    ['Consorcio de Servicios Juridicos Monsalvo, S. C.', null],
    ['Argent Pty', null],
    ['ATI Systems', null],
  ])('shows in the name %s as %s', (name, group) => {
    expect(read({ ...whole, awards: [{ suppliers: [{ name }] }] }).notice.awards[0]?.group).toBe(group);
  });
});

describe('persons', () => {
  const contactPoint = { name: 'Ibu Sari', email: 'sari@example.org' };
  const release = {
    ...whole,
    buyer: { name: 'City', contactPoint },
    awards: [{ suppliers: [{ name: 'Firm', contactPoint }] }],
  };

  it('are dropped, and told by place only', () => {
    const { notice, findings } = readRelease(release, { package: {} });
    expect(JSON.stringify({ notice, findings })).not.toContain('ari');
    expect(findings.map(({ note, path }) => [note, path])).toEqual([
      ['contactDropped', 'buyer.contactPoint'],
      ['contactDropped', 'awards[0].suppliers[0].contactPoint'],
    ]);
  });

  it('are read when asked for', () => {
    const { notice, notes } = read(release, { keepContacts: true });
    expect(notice.buyer?.contact).toEqual({ name: 'Ibu Sari', email: 'sari@example.org', telephone: null });
    expect(notes).toEqual([]);
  });
});

describe('requirements and conditions', () => {
  it('are read from the extensions and from plain fields', () => {
    const { notice } = read({
      ...whole,
      tender: {
        ...tender,
        eligibilityCriteria: 'Registered firms',
        awardCriteria: 'ratedCriteria',
        selectionCriteria: { criteria: [{ type: 'economic', description: 'Turnover', minimum: '1m' }] },
        otherRequirements: { reservedParticipation: ['shelteredWorkshop'], requiresStaffNamesAndQualifications: true },
        criteria: [
          {
            id: 'c',
            title: 'Bond',
            requirementGroups: [{ id: 'g', requirements: [{ id: 'r', title: 'Percent', minValue: 5 }] }],
          },
        ],
        lots: [
          {
            id: 'L',
            awardCriteria: { criteria: [{ type: 'price', numbers: [{ number: 60, weight: 'percentageExact' }] }] },
          },
        ],
      },
    });
    expect(notice.requirements).toMatchObject([
      { ocdsId: 'r', group: 'g', minimum: '5', heading: { title: 'Bond', lots: [] }, mode: null },
    ]);
    expect(notice.conditions.map(({ kind, text, minimum }) => [kind, text, minimum])).toEqual([
      ['economic', 'Turnover', '1m'],
      ['eligibility', 'Registered firms', null],
      ['reservedParticipation', 'shelteredWorkshop', null],
      ['requiresStaffNamesAndQualifications', 'true', null],
    ]);
    expect(notice.criteria.map(({ lot, kind, weight }) => [lot, kind, weight])).toEqual([
      [null, 'ratedCriteria', null],
      ['L', 'price', '60'],
    ]);
  });
});

describe('any release', () => {
  const keys = [
    'tender',
    'items',
    'lots',
    'awards',
    'suppliers',
    'value',
    'amount',
    'id',
    'classification',
    'tenderPeriod',
    'endDate',
    'parties',
    'planning',
    'bids',
  ];
  const strange = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<Json>(null, true, 0, 1.5, '', 'x', '2026-01-01', '12'),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys), tie('json'), { maxKeys: 6 }),
    ),
  }));

  it('is read without crashing and without being changed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), strange.json), (release) => {
        const before = JSON.stringify(release);
        const { notice } = readRelease(release, { package: {} });
        expect(JSON.stringify(release)).toBe(before);
        expect(
          fieldsLost(presentFields(release), mappedFields(notice)).filter(
            (field) => field === 'awards' || field === 'lots',
          ),
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('is counted apart from the reading, so that a loss shows', () => {
    const release = {
      ...whole,
      tender: {
        ...tender,
        lots: [{ id: '1' }],
        items: [{ id: 'i', classification: { id: '45' } }],
        value: { amount: 1 },
      },
      awards: [{ id: 'a' }],
    };
    const { notice } = read(release);
    expect(presentFields(release)).toEqual({
      buyer: 1,
      texts: 1,
      lots: 1,
      items: 1,
      classes: 1,
      values: 1,
      deadlines: 1,
      awards: 1,
    });
    expect(mappedFields(notice)).toEqual(presentFields(release));
    const poorer = {
      ...notice,
      buyer: null,
      lots: [],
      items: [],
      value: null,
      tenderPeriod: null,
      awards: [],
      title: null,
    };
    expect(fieldsLost(presentFields(release), mappedFields(poorer))).toEqual([
      'buyer',
      'texts',
      'lots',
      'items',
      'classes',
      'values',
      'deadlines',
      'awards',
    ]);
  });
});
