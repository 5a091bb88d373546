import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { anAlliance, signAgreement } from '../support/alliances.js';
import { awardLot, quote } from '../support/awards.js';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, startKongsi } from '../support/kongsi.js';
import { Browser, type Outcome, type PersonActing } from '../support/people.js';
import {
  aProject,
  aPublicProject,
  aTelling,
  confirmProject,
  kept,
  projectSeenBy,
  projectsFound,
  showcase,
} from '../support/showcase.js';
import { aTender } from '../support/tenders.js';
import { upload } from '../support/uploads.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('people and pictures of joint work', () => {
  let kongsi: Kongsi;
  let steel: FirmActing;
  let sails: FirmActing;
  let outsider: FirmActing;
  let stranger: Browser;

  beforeAll(async () => {
    kongsi = await startKongsi();
    steel = await aFirm(kongsi, { name: 'Baja Bandar' });
    sails = await aFirm(kongsi, { name: 'Atap Layar' });
    outsider = await aFirm(kongsi, { name: 'Pihak Luar' });
    stranger = new Browser(kongsi);
  }, 90_000);
  afterAll(() => kongsi.stop());

  const own = (person: PersonActing, verb: 'confirmPerson' | 'withdrawPerson', projectId: string) =>
    person.carryOut<Outcome & { id?: string; projectId?: string }>(
      verb,
      { projectId, idempotencyKey: `${verb} ${projectId}` },
      verb === 'confirmPerson' ? '... on Project { id }' : '... on NameWithdrawn { projectId }',
    );

  async function publish(id: string): Promise<void> {
    for (const firm of [steel, sails]) kept(await confirmProject(firm, id));
    kept(await showcase(steel, 'publishProject', { projectId: id }));
  }

  async function peopleSeenBy(reader: Pick<Browser, 'ask'>, id: string): Promise<string[]> {
    return (await projectSeenBy(reader, id))!.people.map(({ person }) => person.name);
  }

  it('nobody is named without an own yes, and everybody can take it back', async () => {
    const rigger = await aDelegate(sails, 'VIEWER');
    const { id } = await aProject(steel, sails);
    const did = { en: 'Led the lifting' };
    expect(await showcase(steel, 'namePerson', { projectId: id, personId: rigger.person.id, did })).toMatchObject({
      code: 'PERSON_NOT_OF_FIRM',
    });
    kept(await showcase(sails, 'namePerson', { projectId: id, personId: rigger.person.id, did }));
    kept(await showcase(sails, 'namePerson', { projectId: id, personId: sails.person.id, did: { en: 'Drew it' } }));
    expect((await rigger.person.mails()).map(({ subject }) => subject)).toContain(
      'Atap Layar would like to name you in “A roof for the fish market”',
    );
    await publish(id);

    expect(await peopleSeenBy(stranger, id)).toEqual(['Sari Wijaya']);
    expect(await peopleSeenBy(steel, id)).toHaveLength(2);
    expect(await own(rigger.person, 'confirmPerson', id)).toMatchObject({ id });
    expect(await peopleSeenBy(stranger, id)).toContain('Delegate VIEWER');
    expect(await own(rigger.person, 'withdrawPerson', id)).toMatchObject({ projectId: id });
    expect(await peopleSeenBy(stranger, id)).not.toContain('Delegate VIEWER');
  });

  it('who is not named, or no longer, has nothing to say', async () => {
    const { id } = await aProject(steel, sails);
    for (const verb of ['confirmPerson', 'withdrawPerson'] as const) {
      const type = verb === 'confirmPerson' ? 'ConfirmPersonInput' : 'WithdrawPersonInput';
      const { errors } = await outsider.ask(`mutation ($input: ${type}!) { ${verb}(input: $input) { __typename } }`, {
        input: { projectId: id, idempotencyKey: `nobody ${verb}` },
      });
      expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
    kept(await showcase(steel, 'namePerson', { projectId: id, personId: steel.person.id, did: { en: 'Welded' } }));
    kept(await showcase(sails, 'withdrawProject', { projectId: id }));
    expect(await own(steel.person, 'confirmPerson', id)).toMatchObject({ code: 'PROJECT_WITHDRAWN' });
  });

  it('an erased person is on no page any more, and takes along where they were named', async () => {
    const welder = await aDelegate(steel, 'VIEWER');
    const { id } = await aProject(steel, sails);
    kept(await showcase(steel, 'namePerson', { projectId: id, personId: welder.person.id, did: { en: 'Welded' } }));
    kept(await own(welder.person, 'confirmPerson', id));
    const { exportMyData } = await welder.person.get<{ exportMyData: { json: string } }>(
      'mutation { exportMyData { ... on PersonalDataExport { json } } }',
    );
    expect(JSON.parse(exportMyData.json)).toMatchObject({
      showcase: { namedIn: [{ firm: steel.publicId, did: { en: 'Welded' }, confirmedAt: expect.any(String) }] },
    });
    await welder.person.carryOut('eraseMe', { email: welder.person.email }, '');

    expect(await peopleSeenBy(steel, id)).toEqual([]);
  });

  it('pictures are seen by those who see the project, a drawing as nothing but a drawing', async () => {
    const { id } = await aProject(steel, sails);
    const files = [
      await upload(steel.person, 'SHOWCASE_PICTURE', png, 'roof.png'),
      await upload(steel.person, 'SHOWCASE_PICTURE', readFileSync('demo/pictures/market-hall-roof.svg'), 'roof.svg'),
    ];
    for (const [at, fileId] of files.entries())
      kept(await showcase(steel, 'addPicture', { projectId: id, fileId, alt: { en: `Picture ${at + 1}` } }));
    const seen = (await projectSeenBy(steel, id))!;
    expect(seen).toMatchObject({ version: 3, pictures: [{ alt: { en: 'Picture 1' } }, { alt: { en: 'Picture 2' } }] });
    const first = seen.pictures[0]!;
    const second = seen.pictures[1]!;
    expect((await fetch(kongsi.url + second.url)).status).toBe(404);
    expect((await fetch(kongsi.url + second.url, { headers: { cookie: sails.person.cookie! } })).status).toBe(200);

    kept(await showcase(sails, 'orderPictures', { projectId: id, pictureIds: [second.id, first.id] }));
    await publish(id);
    expect((await projectSeenBy(stranger, id))!.pictures.map((picture) => picture.id)).toEqual([second.id, first.id]);
    const drawing = await fetch(kongsi.url + second.url);
    expect(drawing.status).toBe(200);
    expect(drawing.headers.get('content-type')).toContain('image/svg+xml');
    expect(drawing.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  it('a picture is taken out while nothing is public', async () => {
    const { id } = await aProject(steel, sails);
    const fileId = await upload(steel.person, 'SHOWCASE_PICTURE', png, 'roof.png');
    const { pictures } = kept(await showcase(steel, 'addPicture', { projectId: id, fileId, alt: { en: 'A roof' } }));
    const pictureId = pictures[0]!.id;
    expect(kept(await showcase(sails, 'removePicture', { projectId: id, pictureId })).pictures).toEqual([]);
    await publish(id);
    for (const [verb, input] of [
      ['addPicture', { fileId, alt: { en: 'A roof' } }],
      ['removePicture', { pictureId }],
      ['orderPictures', { pictureIds: [] }],
      ['namePerson', { personId: steel.person.id, did: { en: 'x' } }],
    ] as const)
      expect(await showcase(steel, verb, { projectId: id, ...input })).toMatchObject({ code: 'PROJECT_IS_PUBLIC' });
  });

  it('takes twenty pictures', async () => {
    const { id } = await aProject(steel, sails);
    const fileId = await upload(steel.person, 'SHOWCASE_PICTURE', png, 'roof.png');
    for (let count = 0; count < 20; count += 1)
      kept(await showcase(steel, 'addPicture', { projectId: id, fileId, alt: { en: 'A roof' } }));
    expect(await showcase(steel, 'addPicture', { projectId: id, fileId, alt: { en: 'A roof' } })).toMatchObject({
      code: 'PICTURES_FULL',
    });
  }, 60_000);

  it('a photo is shown upright and smaller, without the place and the camera it came from', async () => {
    const { id } = await aProject(steel, sails);
    const taken = await sharp({ create: { width: 3_000, height: 1_000, channels: 3, background: '#c63' } })
      .withExif({ IFD0: { Artist: 'Sri Handayani' }, IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '6/1 50/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(taken.includes('Sri Handayani')).toBe(true);
    const fileId = await upload(steel.person, 'SHOWCASE_PICTURE', taken, 'roof.jpg');
    kept(await showcase(steel, 'addPicture', { projectId: id, fileId, alt: { en: 'A roof' } }));
    const { url } = (await projectSeenBy(steel, id))!.pictures[0]!;
    const answer = await fetch(new URL(url, kongsi.url), { headers: { cookie: steel.person.cookie! } });
    const shown = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-length')).toBe(String(shown.length));
    expect(await sharp(shown).metadata()).toMatchObject({ format: 'jpeg', width: 683, height: 2_048 });
    expect((await sharp(shown).metadata()).exif).toBeUndefined();
    expect(shown.includes('Sri Handayani')).toBe(false);
  });

  it('a photo that is cut off in the middle is not taken, and it is said why', async () => {
    const photo = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#36c' } })
      .jpeg()
      .toBuffer();
    const half = photo.subarray(0, photo.length / 2);
    await expect(upload(steel.person, 'SHOWCASE_PICTURE', half, 'roof.jpg')).rejects.toThrow(/may be damaged/);
  });

  it.each([
    ['a drawing with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a page', '<!doctype html><html><body>hello</body></html>'],
    ['a PDF', '%PDF-1.4\n%%EOF\n'],
  ])('takes no %s', async (_, text) => {
    await expect(upload(steel.person, 'SHOWCASE_PICTURE', Buffer.from(text), 'x.svg')).rejects.toThrow(/not taken/);
  });

  it('is found by words with accents and slips, by town and place, page by page', async () => {
    const place = (town: string, latitude: number) => ({ place: { town, country: 'ID', latitude, longitude: 120 } });
    const solar = { clientUnnamed: { en: 'Rice farmers' }, story: { en: 'Buffalo pulled the panels up.' } };
    const client = await aFirm(kongsi, { name: 'Subak Hijau' });
    const pump = await aPublicProject(
      steel,
      sails,
      { ...solar, ...place('Pèngawan', -8), title: { en: 'Solar pumps on terraces' }, finishedOn: '2025-06-01' },
      client,
    );
    const shed = await aPublicProject(
      steel,
      sails,
      { ...place('Lirang', -9), title: { id: 'Bangsal perahu' }, finishedOn: '2025-07-01' },
      client,
    );
    const hidden = await aProject(steel, sails, { title: { en: 'Solar pumps nobody may see' } });

    expect(await projectsFound(stranger, { text: 'sólar pumps' })).toEqual([pump.id]);
    expect(await projectsFound(stranger, { text: 'teraces' })).toEqual([pump.id]);
    expect(await projectsFound(stranger, { text: 'buffalo' })).toEqual([pump.id]);
    expect(await projectsFound(stranger, { text: 'bangsal' })).toEqual([shed.id]);
    expect(await projectsFound(stranger, { text: 'subak hijau' })).toHaveLength(2);
    expect(await projectsFound(stranger, { town: 'PENGAWAN' })).toEqual([pump.id]);
    expect(await projectsFound(stranger, { near: { latitude: -9, longitude: 120, radiusKm: 50 } })).toEqual([shed.id]);
    const wide = { latitude: -9.1, longitude: 120, radiusKm: 500 };
    const nearest = await projectsFound(stranger, { near: wide, first: 1 });
    expect(nearest.slice(0, 2)).toEqual([shed.id, pump.id]);
    const all = await projectsFound(stranger, { first: 100 });
    expect(await projectsFound(stranger, { first: 2 })).toEqual(all);
    expect(await projectsFound(stranger, { first: 1, text: 'Baja' })).toEqual(
      await projectsFound(stranger, { text: 'Baja' }),
    );
    expect(all.slice(0, 2)).toEqual([shed.id, pump.id]);
    expect(all).not.toContain(hidden.id);
    const { myProjects } = await steel.get<{ myProjects: { nodes: { id: string }[] } }>(
      'query ($firmId: ID!) { myProjects(firmId: $firmId, first: 1) { nodes { id } } }',
      { firmId: steel.firmId },
    );
    expect(myProjects.nodes).toEqual([{ id: hidden.id }]);
    const { errors } = await stranger.ask('{ projects(sort: NEAREST) { nodes { id } } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'near' }] });
  });

  it('a firm that takes another name is found under it', async () => {
    const firm = await aFirm(kongsi, { name: 'Nama Lama' });
    const { id } = await aPublicProject(firm, sails);
    kept(await firm.act('identifyFirm', { kind: 'BUSINESS', name: 'Rimba Raya', legalIds: [] }, '... on Firm { id }'));

    expect(await projectsFound(stranger, { text: 'Rimba' })).toEqual([id]);
  });

  it('drafted from an award it knows its firms, shares, client, place and value', async () => {
    const buyer = await aFirm(kongsi, { name: 'Sekolah Embun' });
    const tender = await aTender(buyer, { closesIn: days(1) });
    const alliance = await anAlliance(steel, [sails], tender);
    for (const firm of [steel, sails]) kept(await signAgreement(firm, alliance.id));
    const { bidId } = await quote(steel, tender, { allianceId: alliance.id, unitPrice: '400000' });
    await kongsi.clock.pass(days(1));
    const lotId = tender.lots[0]!.id;
    const { id: awardId } = kept(await awardLot(buyer, { lotId, bidIds: [bidId] }, bidId));
    const finishedOn = (await kongsi.clock.now()).toISOString().slice(0, 10);
    const draft = (firm: FirmActing, more: Record<string, unknown> = {}) =>
      showcase(firm, 'draftProject', { awardId, finishedOn, ...more });

    expect(await draft(outsider)).toMatchObject({ code: 'AWARD_NOT_YOURS' });
    expect(await draft(steel, { partners: aTelling(steel, sails).partners })).toMatchObject({ code: 'FIXED_BY_AWARD' });
    expect(await draft(steel, { clientFirmId: outsider.firmId })).toMatchObject({ code: 'FIXED_BY_AWARD' });
    const project = kept(await draft(steel, { story: { en: 'Twelve windows, all of teak.' } }));
    expect(project).toMatchObject({
      isToldFreely: false,
      title: { en: 'Windows for the village school' },
      town: 'Sawah Embun',
      value: { amount: '4800000', currency: 'IDR' },
      client: { id: buyer.firmId },
      tender: { id: tender.id },
      partners: [
        { firm: { id: steel.firmId }, roles: ['LEAD'], shareBasisPoints: 5_000 },
        { firm: { id: sails.firmId }, roles: ['PARTNER'], shareBasisPoints: 5_000 },
      ],
    });
    expect(await showcase(sails, 'draftProject', { awardId, finishedOn })).toMatchObject({
      code: 'AWARD_ALREADY_SHOWN',
    });
    expect(
      await showcase(sails, 'reviseProject', { projectId: project.id, partners: aTelling(steel, sails).partners }),
    ).toMatchObject({
      code: 'FIXED_BY_AWARD',
    });

    kept(await showcase(steel, 'withdrawProject', { projectId: project.id }));
    expect(kept(await draft(sails)).id).not.toBe(project.id);
  });

  it('visits of others are counted, those of its own firms are not', async () => {
    const { id } = await aPublicProject(steel, sails);
    const device = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };
    for (const visitor of [stranger, steel.person])
      await visitor.ask('query ($id: ID!) { project(id: $id) { id } }', { id }, device);
    const { UseCounts } = await import('#libs/firms');
    await kongsi.app.get(UseCounts).flush();
    const { rows } = await kongsi.pool.query(
      `SELECT "count" FROM "dailyCount" WHERE "subjectId" = $1 AND "kind" = 'PAGE_VISIT'`,
      [id],
    );

    expect(rows).toEqual([{ count: 1 }]);
  });
});
