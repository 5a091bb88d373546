import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readAnswers } from './answers.js';
import { utf8 } from './bytes.js';
import { verifyHead } from './head.js';
import { readManifest } from './manifest.js';
import { readPriceSchedule } from './price-schedule.js';
import { verifyReceipt } from './receipt.js';
import { schemas } from './schemas.js';
import { type Schema, read } from './shape.js';
import { verifyFile } from './verify-file.js';

const digest = `sha256:${'a'.repeat(64)}`;
const part = { id: 'prices', authorFirmId: 'f1', envelope: 'BID', kind: 'PRICE_SCHEDULE', size: 10, digest };
const manifest = {
  format: 'kongsi-bid-manifest/1',
  tenderId: 't1',
  lotId: 'l1',
  tendererId: 'a1',
  bidId: 'b1',
  version: 1,
  addendum: 0,
  parts: [part],
};
const schedule = {
  format: 'kongsi-price-schedule/1',
  currency: 'IDR',
  lines: [{ itemId: 'i1', unitPrice: '1250000', quantity: '2.5' }],
  total: '3125000',
  vat: { status: 'EXEMPT' },
};
const answers = {
  format: 'kongsi-answers/1',
  answers: [{ about: 'REQUIREMENT', id: 'r1', reply: 'YES', text: 'ISO 9001,\nuntil 2028.', documents: ['iso'] }],
};
const key = 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=';

const readers: [string, object, (value: unknown) => { ok: boolean }][] = [
  ['readManifest', manifest, readManifest],
  ['readPriceSchedule', schedule, readPriceSchedule],
  ['readAnswers', answers, readAnswers],
];

/** A value with one thing in it replaced by anything: what a slip or an attacker makes of a good file. */
const spoilt = (value: object): fc.Arbitrary<unknown> =>
  fc.tuple(fc.nat(), fc.anything()).map(([where, what]) => {
    const copy = structuredClone(value);
    const places: [Record<string, unknown>, string][] = [];
    const collect = (inner: unknown): void => {
      if (typeof inner !== 'object' || inner === null) return;
      for (const key of Object.keys(inner)) {
        places.push([inner as Record<string, unknown>, key]);
        collect((inner as Record<string, unknown>)[key]);
      }
    };
    collect(copy);
    const place = places[where % places.length];
    if (place) place[0][place[1]] = what;

    return copy;
  });

describe.each(readers)('%s', (_, good, reader) => {
  it('accepts a good value, parsed or as bytes', () => {
    expect(reader(good)).toMatchObject({ ok: true });
    expect(reader(utf8(JSON.stringify(good, null, 2)))).toEqual(reader(good));
  });

  it('never throws, and tells at least one problem of what it refuses', () => {
    const input = fc.oneof(
      fc.anything({ withNullPrototype: true, withSparseArray: true }),
      spoilt(good),
      fc.uint8Array(),
    );
    fc.assert(
      fc.property(input, (value) => {
        const result = reader(value) as { ok: boolean; problems?: { path: string; read: string; allowed: string }[] };
        if (result.ok) return;
        expect(result.problems?.length).toBeGreaterThan(0);
        for (const { path, read: found, allowed } of result.problems ?? []) {
          expect([path, found, allowed].every((text) => typeof text === 'string' && text.length > 0)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a value whose fields throw when read', () => {
    const trap = new Proxy(good, {
      get: () => {
        throw new Error('trap');
      },
    });
    expect(reader(trap)).toMatchObject({ ok: false });
  });
});

describe('the verifiers of signed files', () => {
  it('never throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.constantFrom(...Object.keys(schemas)), async (value, format) => {
        const named = typeof value === 'object' && value !== null ? { ...value, format } : value;
        expect(await verifyReceipt(named, key)).toMatchObject({ ok: false, code: 'MALFORMED' });
        expect(await verifyHead(named, key)).toMatchObject({ ok: false, code: 'MALFORMED' });
        expect(await verifyFile(named, { publicKeys: [key] })).toMatchObject({ ok: false });
      }),
    );
  });
});

describe('problems', () => {
  it('say where, what was read and what is allowed', () => {
    const bad = { ...manifest, version: 0, parts: [{ ...part, envelope: 'SECRET', size: 'ten' }], extra: 1 };
    expect(readManifest(bad)).toEqual({
      ok: false,
      problems: [
        { path: 'version', read: '0', allowed: 'a whole number from 1 to 1000000' },
        { path: 'parts[0].envelope', read: '"SECRET"', allowed: 'one of BID, QUALIFICATION, TECHNICAL, PRICE' },
        { path: 'parts[0].size', read: '"ten"', allowed: `a whole number from 1 to ${Number.MAX_SAFE_INTEGER}` },
        { path: 'extra', read: 'an unknown field', allowed: expect.stringContaining('tenderId') },
      ],
    });
  });

  it.each([
    ['two parts of one id', [part, { ...part, kind: 'DOCUMENT' }], 'parts[1].id'],
    ['two price schedules of one author', [part, { ...part, id: 'again' }], 'parts[1].kind'],
    [
      'an envelope beside BID',
      [part, { ...part, id: 'cv', kind: 'DOCUMENT', envelope: 'TECHNICAL' }],
      'parts[1].envelope',
    ],
    ['prices in the technical envelope', [{ ...part, envelope: 'TECHNICAL' }], 'parts[0].envelope'],
  ])('name %s', (_, parts, path) => {
    expect(readManifest({ ...manifest, parts })).toMatchObject({ ok: false, problems: [{ path }] });
  });

  it.each([
    ['a rate without VAT', { vat: { status: 'EXEMPT', ratePercent: '11' } }, 'vat.ratePercent'],
    ['VAT without a rate', { vat: { status: 'CHARGED' } }, 'vat.ratePercent'],
    ['an item twice', { lines: [...schedule.lines, ...schedule.lines] }, 'lines[1].itemId'],
    ['a price with a comma', { total: '3,5' }, 'total'],
    ['a negative price', { total: '-1' }, 'total'],
  ])('name %s', (_, change, path) => {
    expect(readPriceSchedule({ ...schedule, ...change })).toMatchObject({ ok: false, problems: [{ path }] });
  });

  it('name an answer that says nothing', () => {
    const empty = { ...answers, answers: [{ about: 'CRITERION', id: 'c1', unit: 'kg' }] };
    expect(readAnswers(empty)).toMatchObject({ problems: [{ path: 'answers[0]' }, { path: 'answers[0].unit' }] });
  });
});

describe('the published schemas', () => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });

  it.each(Object.keys(schemas))('%s is published as it runs', (format) => {
    const file = new URL(`../schema/${format.replace('/', '-')}.json`, import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(schemas[format]);
  });

  it.each([
    ['kongsi-bid-manifest/1', manifest],
    ['kongsi-price-schedule/1', schedule],
    ['kongsi-answers/1', answers],
  ])('%s: an independent validator decides as ours does', (format, good) => {
    const schema = schemas[format];
    if (!schema) throw new Error(format);
    const validate = ajv.compile(schema);
    fc.assert(
      fc.property(spoilt(good), (value) => {
        const json: unknown = jsonOf(value);
        expect(read(schema as Schema, json).ok).toBe(validate(json));
      }),
      { numRuns: 300 },
    );
    expect(validate(good)).toBe(true);
  });
});

/** Only what JSON can carry: a validator of JSON Schema is asked nothing else. */
function jsonOf(value: unknown): unknown {
  try {
    return JSON.parse(
      JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)),
    );
  } catch {
    return null;
  }
}
