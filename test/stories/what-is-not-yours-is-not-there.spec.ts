import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Way, askBy, ways } from '../matrix/ways-in.js';
import { submitBid, verified } from '../support/bids.js';
import { aFirm } from '../support/firms.js';
import { type Kongsi, days, hours, startKongsi } from '../support/kongsi.js';
import { type NotaryActing, startNotary } from '../support/notary.js';
import { Browser, aPerson } from '../support/people.js';
import { aProject, kept } from '../support/showcase.js';
import { statementsOf } from '../support/sql-watch.js';
import { aDraft, aTender } from '../support/tenders.js';

/** What is there, and is not for everybody; each with what a page would ask of it. */
const pages = {
  'a sealed bid of somebody else before the opening':
    'query ($id: ID!) { bid(id: $id) { id leadFirm { name } total { amount } versions { receipt } } }',
  'a draft of a tender': 'query ($id: ID!) { tender(id: $id) { id title lots { id bidCount } documents { title } } }',
  'a tender for invited firms':
    'query ($id: ID!) { tender(id: $id) { id title lots { id bidCount } documents { title } } }',
  'a hidden firm': 'query ($id: ID!) { firm(id: $id) { id name legalIds { number } capabilities { cpv } } }',
  'a project that is not public':
    'query ($id: ID!) { project(id: $id) { id title { text } client { name } partners { firm { name } } } }',
};
type Thing = keyof typeof pages;
const outsiders = ['nobody', 'somebody without a firm', 'somebody of a firm that has nothing to do with it'] as const;
type Outsider = (typeof outsiders)[number];

const cases = (Object.keys(pages) as Thing[]).flatMap((thing) =>
  outsiders.flatMap((who) => ways.map((way): [Thing, Outsider, Way] => [thing, who, way])),
);

describe('what is not yours is not there', () => {
  let kongsi: Kongsi;
  let notary: NotaryActing;
  let ids: Record<Thing, string>;
  let readers: Record<Outsider, Browser>;
  /** Of each thing, somebody who sees it. */
  let insiders: Record<Thing, Browser>;

  beforeAll(async () => {
    kongsi = await startKongsi();
    notary = await startNotary(kongsi, { pool: 4 });
    const [buyer, bidder, partner, hidden, other] = [
      await verified(await aFirm(kongsi, { name: 'Sekolah Embun' })),
      await aFirm(kongsi, { name: 'Kusen Embun' }),
      await aFirm(kongsi, { name: 'Kaca Senja' }),
      await aFirm(kongsi, { name: 'Atap Layar' }),
      await aFirm(kongsi, { name: 'Toko Jauh' }),
    ];
    const { bidId } = await submitBid(bidder, await aTender(buyer, { procedure: 'SEALED', closesIn: hours(24) }));
    kept(await hidden.act('hideFirmPage'));
    const invitation = { visibility: 'INVITED', invitedFirmIds: [bidder.firmId] };
    ids = {
      'a sealed bid of somebody else before the opening': bidId,
      'a draft of a tender': (await aDraft(buyer)).id,
      'a tender for invited firms': (await aTender(buyer, { closesIn: days(5), ...invitation })).id,
      'a hidden firm': hidden.firmId,
      'a project that is not public': (await aProject(bidder, partner)).id,
    };
    insiders = {
      'a sealed bid of somebody else before the opening': bidder.person,
      'a draft of a tender': buyer.person,
      'a tender for invited firms': bidder.person,
      'a hidden firm': hidden.person,
      'a project that is not public': partner.person,
    };
    readers = {
      nobody: new Browser(kongsi),
      'somebody without a firm': await aPerson(kongsi),
      'somebody of a firm that has nothing to do with it': other.person,
    };
  }, 120_000);
  afterAll(async () => {
    await notary.stop();
    await kongsi.stop();
  });

  /** An answer to the byte, and what it cost in statements. */
  async function asking(
    way: Way,
    reader: Browser,
    thing: Thing,
    id: string,
  ): Promise<{ bytes: string; length: string | null; statements: string[] }> {
    let answered = { bytes: '', length: null as string | null };
    const statements = await statementsOf(async () => {
      const { data, errors, status, headers } = await askBy(way, reader, pages[thing], { id });
      answered = { bytes: JSON.stringify({ data, errors, status }), length: headers.get('content-length') };
    });

    return { ...answered, statements };
  }

  it.each(cases)('%s, to %s (%s): the same bytes after the same statements as for nothing', async (thing, who, way) => {
    const nothing = await asking(way, readers[who], thing, randomUUID());
    const withheld = await asking(way, readers[who], thing, ids[thing]);

    expect(withheld).toEqual(nothing);
    expect(withheld.bytes).toContain('NOT_FOUND');
    expect(withheld.length).toMatch(/^\d+$/);
    expect(withheld.statements.length).toBeGreaterThan(0);
  });

  it.each(Object.keys(pages) as Thing[])('%s is there for whose it is, and costs more to read', async (thing) => {
    const nothing = await asking('FREE', insiders[thing], thing, randomUUID());
    const own = await asking('FREE', insiders[thing], thing, ids[thing]);

    expect(own.bytes).toContain(ids[thing]);
    expect(own.bytes).not.toContain('NOT_FOUND');
    expect(own.statements.length).toBeGreaterThan(nothing.statements.length);
  });
});
