import { describe, expect, it } from '@jest/globals';
import draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import * as fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from './exact-json.js';
import type { GroupMember, Item, Lot, Moment, Money, Party, Requirement } from './external-notice.js';
import { readRelease } from './ocds-reading.js';
import { releaseOf, releasePackage } from './ocds-writing.js';
import { processOf, type PublishedProcess } from './published-process.js';
import { momentOf } from './reading-dates.js';
import { isGroupName } from './reading-parties.js';
import { strictReport } from './strict-report.js';

/** A text as people write it: never blank, no space around it. */
const text = fc
  .string({
    unit: fc.constantFrom('a', 'B', ' ', 'é', 'ñ', '漢', '"', '<', '0', '.', '-'),
    minLength: 1,
    maxLength: 12,
  })
  .map((one) => one.trim() || 'x');
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { nil: null });
const few = <T>(one: fc.Arbitrary<T>, max = 3): fc.Arbitrary<T[]> => fc.array(one, { maxLength: max });
const decimal = fc.tuple(fc.nat(999_999_999), fc.nat(99)).map(([whole, cents]) => String(whole + cents / 100));
const moment = fc
  .tuple(
    fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
    fc.constantFrom('Z', '+07:00', '-03:30'),
  )
  .map(([date, zone]) => momentOf(`${date.toISOString().slice(0, 19)}${zone}`) as Moment);
const money: fc.Arbitrary<Money> = fc.record({ amount: decimal, currency: fc.constantFrom('IDR', 'EUR') });
const ends = fc.record({ from: maybe(moment), until: moment, days: maybe(fc.nat(999)) });
const classification = fc.record({
  scheme: fc.constantFrom('CPV', 'UNSPSC'),
  id: fc.stringMatching(/^\d{8}$/),
  name: maybe(text),
});
const status = fc.constantFrom('planned', 'active', 'cancelled', 'unsuccessful', 'complete');

const item = (id: string, lots: string[]): fc.Arbitrary<Item> =>
  fc.record({
    ocdsId: fc.constant(id),
    lot: lots.length > 0 ? maybe(fc.constantFrom(...lots)) : fc.constant(null),
    description: text,
    quantity: maybe(decimal),
    unit: maybe(
      fc.record({
        scheme: fc.constant('UNCEFACT'),
        code: fc.constantFrom('MTK', 'H87'),
        name: text,
        value: maybe(money),
      }),
    ),
    classification: maybe(classification),
    furtherClassifications: few(classification),
  });

const items = (lots: string[]): fc.Arbitrary<Item[]> =>
  fc.nat(3).chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => item(`item-${at}`, lots))));

const lot = (id: string): fc.Arbitrary<Lot> =>
  fc.record({
    ocdsId: fc.constant(id),
    title: text,
    description: maybe(text),
    status: maybe(status),
    value: maybe(money),
    minValue: maybe(money),
    tenderPeriod: maybe(ends),
    contractPeriod: maybe(ends),
    classifications: few(classification),
  });

const party = (id: string): fc.Arbitrary<Party> =>
  fc.record({
    ocdsId: fc.constant(id),
    name: text.filter((name) => !isGroupName(name)),
    legalIds: fc.uniqueArray(
      fc.record({ scheme: fc.constantFrom('ID-NIB', 'EU-VAT'), number: fc.stringMatching(/^\d{4,9}$/) }),
      {
        maxLength: 3,
        selector: ({ scheme, number }) => scheme + number,
      },
    ),
    address: maybe(
      fc.record({ street: text, town: text, region: maybe(text), postalCode: maybe(text), country: maybe(text) }),
    ),
    scale: maybe(fc.constantFrom('micro', 'small', 'large')),
    contact: fc.constant(null),
  });

const members = (firms: Party[]): fc.Arbitrary<GroupMember[]> =>
  fc
    .subarray(firms, { minLength: 1 })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((firm) =>
          fc
            .record({ roles: fc.subarray(['LEAD', 'PARTNER', 'RELIED_UPON']), shareBasisPoints: maybe(fc.nat(10_000)) })
            .map((inGroup) => ({ ...firm, ...inGroup })),
        ),
      ),
    );

/** Requirements as they come out of the release: heading by heading, group by group. */
const requirements: fc.Arbitrary<Requirement[]> = fc
  .nat(2)
  .chain((headings) =>
    fc.tuple(...Array.from({ length: headings }, (_, at) => requirementsOf(`heading-${at}`))).map((all) => all.flat()),
  );

function requirementsOf(heading: string): fc.Arbitrary<Requirement[]> {
  const headed = fc.record({
    ocdsId: fc.constant(heading),
    title: text,
    description: maybe(text),
    source: maybe(fc.constantFrom('tenderer', 'buyer')),
    relatesTo: maybe(fc.constantFrom('tenderer', 'item')),
    relatedItem: fc.constant(null),
    lots: fc.subarray(['lot-0', 'lot-1']),
  });
  const one = (at: number): fc.Arbitrary<Omit<Requirement, 'heading'>> =>
    fc.record({
      ocdsId: fc.constant(`${heading}-${at}`),
      group: fc.constant(`${heading}-group-${at}`),
      title: text,
      description: maybe(text),
      dataType: fc.constant('number'),
      expected: maybe(decimal),
      minimum: maybe(decimal),
      maximum: maybe(decimal),
      mode: maybe(fc.constantFrom('EACH', 'SUM', 'UNION')),
      isEssential: maybe(fc.boolean()),
    });

  return fc
    .tuple(headed, fc.tuple(one(0), one(1)))
    .map(([own, all]) => all.map((requirement) => ({ ...requirement, heading: own })));
}

const anyProcess: fc.Arbitrary<PublishedProcess> = fc
  .record({
    lots: fc.nat(2),
    firms: fc.tuple(party('firm-0'), party('firm-1'), party('firm-2')),
    buyer: party('buyer'),
  })
  .chain(({ lots: count, firms, buyer }) => {
    const lots = Array.from({ length: count + 1 }, (_, at) => `lot-${at}`);
    const someLots = fc.subarray(lots);
    const document = fc.record({
      ocdsId: fc.constant('document-1'),
      type: fc.constantFrom('tenderNotice', 'technicalSpecifications'),
      title: text,
      url: fc.constant('https://kongsi.example/files/1'),
      format: maybe(fc.constant('application/pdf')),
      language: maybe(fc.constantFrom('id', 'en')),
      publishedAt: maybe(moment),
      lots: someLots,
    });
    const criterion = fc.record({
      lot: fc.constant('lot-0'),
      kind: fc.constantFrom('price', 'quality', 'cost'),
      name: maybe(text),
      description: maybe(text),
      weight: maybe(fc.nat(100).map(String)),
    });
    const award = fc
      .record({
        ocdsId: fc.constant('award-1'),
        title: maybe(text),
        description: maybe(text),
        status: fc.constantFrom('pending', 'active', 'cancelled'),
        date: maybe(moment),
        value: maybe(money),
        lots: someLots,
        bid: fc.constant('bid-1'),
        reason: maybe(text),
        suppliers: members(firms),
        contractPeriod: maybe(ends),
        items: items(lots),
        documents: few(document, 1),
      })
      .map((made) => ({ ...made, group: made.suppliers.length > 1 ? ('SEVERAL' as const) : null }));

    return fc.record({
      ocid: fc.constant('ocds-kongsi-K-1234'),
      releaseId: text,
      date: moment,
      tags: fc.constantFrom(['tender'], ['award', 'contract']),
      language: maybe(fc.constantFrom('id', 'en')),
      buyer: fc.constant(buyer),
      procuringEntity: fc.constantFrom(null, buyer),
      tenderId: text,
      title: text,
      description: maybe(text),
      status: maybe(status),
      procurementMethod: maybe(fc.constantFrom('open', 'selective')),
      procurementMethodDetails: maybe(text),
      mainProcurementCategory: maybe(fc.constantFrom('works', 'goods', 'services')),
      value: maybe(money),
      minValue: maybe(money),
      budget: maybe(money),
      classifications: few(classification),
      enquiryPeriod: maybe(ends),
      tenderPeriod: maybe(ends),
      contractPeriod: maybe(ends),
      openingAt: maybe(moment),
      lots: fc.tuple(...lots.map(lot)),
      items: items(lots),
      documents: few(document, 1),
      requirements,
      criteria: few(criterion),
      tenderers: fc.oneof(fc.constant<GroupMember[]>([]), members(firms)),
      awards: few(award, 1),
      contracts: few(
        fc.record({
          ocdsId: fc.constant('contract-1'),
          award: fc.constant('award-1'),
          title: maybe(text),
          description: maybe(text),
          status: fc.constantFrom('pending', 'active', 'terminated'),
          signedAt: maybe(moment),
          period: maybe(ends),
          value: maybe(money),
          items: items(lots),
        }),
        1,
      ),
      bids: few(
        fc.record({
          ocdsId: fc.constant('bid-1'),
          date: maybe(moment),
          status: fc.constantFrom('valid', 'disqualified', 'withdrawn'),
          value: maybe(money),
          lots: someLots,
          tenderers: members(firms),
        }),
        1,
      ),
      bidStatistics: few(
        fc.record({
          ocdsId: fc.constant('statistic-1'),
          measure: fc.constant('bids'),
          value: fc.nat(20).map(String),
          currency: fc.constant(null),
          lot: fc.constantFrom(null, 'lot-0'),
        }),
        1,
      ),
    });
  });

const details = {
  uri: 'https://kongsi.example/ocds/releases.json?after=0',
  publishedAt: '2026-01-31T00:00:00Z',
  publisher: { name: 'Kongsi', uri: 'https://kongsi.example' },
  license: 'https://creativecommons.org/licenses/by/4.0/',
  links: { next: 'https://kongsi.example/ocds/releases.json?after=100' },
};

/** Processes are large, so forty of them say enough. */
function forAnyProcess(check: (original: PublishedProcess) => void): void {
  fc.assert(fc.property(anyProcess, check), { numRuns: 40 });
}

describe('writing OCDS', () => {
  it('reads back what it wrote', () => {
    forAnyProcess((original) => {
      const written = JSON.parse(JSON.stringify(releaseOf(original, { isOpened: true }))) as ReturnType<
        typeof releaseOf
      >;
      expect(processOf(readRelease(written, { package: {} }).notice)).toEqual(original);
    });
  });

  it('lets nothing of bids out before the opening', () => {
    forAnyProcess((original) => {
      const sealed = releaseOf({ ...original, awards: [], contracts: [] }, { isOpened: false });
      expect(sealed).toEqual(
        releaseOf(
          { ...original, awards: [], contracts: [], bids: [], tenderers: [], bidStatistics: [] },
          { isOpened: true },
        ),
      );
      expect(JSON.stringify(sealed)).not.toContain('firm-');
    });
  });

  it('refuses to round an amount', () => {
    const [original] = fc.sample(anyProcess, 1) as [PublishedProcess];
    const value = { amount: '12345678901234567.89', currency: 'IDR' };
    expect(() => releaseOf({ ...original, value }, { isOpened: true })).toThrow(RangeError);
  });

  it('deviates from the standard in nothing the strict report knows', () => {
    forAnyProcess((original) => expect(strictReport(releaseOf(original, { isOpened: true }))).toEqual([]));
  });
});

// oxlint-disable-next-line node/no-process-env -- where the real data lies is the tester's choice, not configuration
const data = process.env['KONGSI_REAL_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const profile = join(data, 'ocds/eu-profile/patched');
const withSchema = existsSync(profile) ? describe : describe.skip;
const skipped = existsSync(profile) ? '' : ` (SKIPPED: no folder ${profile}; set KONGSI_REAL_DATA)`;

withSchema(`the OCDS schema${skipped}`, () => {
  type Schema = { definitions: Record<string, object>; [key: string]: unknown };
  const schema = (...path: string[]): Schema => JSON.parse(readFileSync(join(data, 'ocds', ...path), 'utf8')) as Schema;

  /** The release schema of the profile, with the requirements extension merged in (RFC 7386), which the profile leaves out. */
  const patched = (): Schema =>
    merged(
      schema('eu-profile/patched/release-schema.json'),
      schema('extensions/requirements/release-schema.json'),
    ) as Schema;
  const merged = (target: unknown, patch: unknown): unknown => {
    if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
    const result = { ...(target as object) } as Record<string, unknown>;
    for (const [key, value] of Object.entries(patch)) result[key] = merged(result[key], value);
    return result;
  };
  const validator = (): ReturnType<draft04.default['compile']> => {
    const ajv = new draft04.default({ strict: false, allErrors: true });
    formats.default(ajv);
    ajv.addSchema(patched());
    return ajv.compile(schema('eu-profile/patched/release-package-schema.json'));
  };

  it('finds every package of ours valid', () => {
    const validate = validator();
    forAnyProcess((original) => {
      const isValid = validate(releasePackage(details, [releaseOf(original, { isOpened: true })]));
      expect(isValid === true ? [] : validate.errors).toEqual([]);
    });
  }, 60_000);

  it('would find a package that is not', () => {
    const validate = validator();
    const [original] = fc.sample(anyProcess, 1) as [PublishedProcess];
    const release = releaseOf(original, { isOpened: true });
    const broken: object[] = [
      { ...release, ocid: 7 },
      { ...release, tag: ['bid'] },
      { ...release, tender: { ...(release['tender'] as object), status: 'Open' } },
      {
        ...release,
        tender: {
          ...(release['tender'] as object),
          criteria: [{ id: '1', requirementGroups: [{ requirements: [] }] }],
        },
      },
      { ...release, bids: { details: [{ id: '1', status: 'won' }] } },
    ];
    expect(broken.map((one) => validate(releasePackage(details, [one as JsonObject])))).toEqual(
      broken.map(() => false),
    );
  });
});
