import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aFirm, foundFirm, foundingInput } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { aPerson } from '../support/people.js';

const page = `query ($id: ID, $publicId: String) { firm(id: $id, publicId: $publicId) {
  id publicId name kind isHidden verifiedAt housePolicyVersion myRoles
  tagline { text language } story { en id text language } address { lines town country latitude } legalIds { scheme number verifiedAt }
} }`;

interface Page {
  firm: Record<string, unknown> & { legalIds: { scheme: string; number: string }[]; myRoles: string[] };
}

describe('a firm opens its page', () => {
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi();
  });
  afterAll(() => kongsi.stop());

  it('founds the firm, which everybody then sees as not verified', async () => {
    const firm = await aFirm(kongsi, {
      legalIds: [
        { scheme: 'NIB', number: '9900 1000 01179' },
        { scheme: 'NPWP', number: '99.071.271.7-999.000' },
      ],
    });
    const { data } = await kongsi.ask<Page>(page, { publicId: firm.publicId.toLowerCase().replace('k-', 'k ') });

    expect(data.firm).toMatchObject({
      id: firm.firmId,
      publicId: firm.publicId,
      name: 'Kusen Embun',
      isHidden: false,
      verifiedAt: null,
      legalIds: [{ scheme: 'NIB', number: '9900100001179', verifiedAt: null }],
      myRoles: [],
    });
    const own = await firm.get<Page>(page, { id: firm.firmId });
    expect(own.firm.legalIds.map((legalId) => legalId.scheme)).toEqual(['NIB', 'NPWP']);
    expect(own.firm.myRoles).toEqual(['OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER']);
    const mine = await firm.get<{ myFirms: { id: string }[] }>('{ myFirms { id } }');
    expect(mine.myFirms).toEqual([{ id: firm.firmId }]);
  });

  it('founds one firm however often the request is repeated', async () => {
    const person = await aPerson(kongsi);
    const input = await foundingInput(kongsi);
    const [first, second] = await Promise.all([foundFirm(person, input), foundFirm(person, input)]);

    expect(second).toEqual(first);
    expect((await person.get<{ myFirms: unknown[] }>('{ myFirms { id } }')).myFirms).toHaveLength(1);
  });

  it('must accept the house policy in its present version', async () => {
    const person = await aPerson(kongsi);
    const input = { ...(await foundingInput(kongsi)), housePolicyVersion: '0.9' };
    const answer = await foundFirm<{ currentVersion: string }>(
      person,
      input,
      '... on HousePolicyChanged { currentVersion }',
    );

    expect(answer).toMatchObject({ code: 'HOUSE_POLICY_CHANGED', currentVersion: '1.0' });
    expect(answer.message).toContain('1.0');
    expect((await person.get<{ myFirms: unknown[] }>('{ myFirms { id } }')).myFirms).toEqual([]);
  });

  it('names every number that does not have the form of its register', async () => {
    const person = await aPerson(kongsi);
    const legalIds = [
      { scheme: 'NIB', number: '12345' },
      { scheme: 'EU_VAT', number: 'IE9906165PH' },
      { scheme: 'LEI', number: '506700GE1G29325QX364' },
    ];
    const answer = await person.ask('mutation ($input: FoundFirmInput!) { foundFirm(input: $input) { __typename } }', {
      input: await foundingInput(kongsi, { legalIds }),
    });

    expect(answer.errors?.[0]?.extensions.problems?.map((problem) => problem.path)).toEqual([
      'input.legalIds.0.number',
      'input.legalIds.2.number',
    ]);
  });

  it('is refused to somebody who is not signed in', async () => {
    const answer = await kongsi.ask('mutation ($input: FoundFirmInput!) { foundFirm(input: $input) { __typename } }', {
      input: await foundingInput(kongsi),
    });

    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('tells its story in the languages it has, and readers see the one there is', async () => {
    const firm = await aFirm(kongsi);
    const told = { tagline: { id: 'Kusen untuk lereng berangin' }, story: { en: 'Wind.', id: 'Angin.' }, staff: 14 };
    const answer = await firm.act('describeFirm', told, '... on Firm { staff tagline { en id text language } }');

    expect(answer).toMatchObject({
      staff: 14,
      tagline: { en: null, id: told.tagline.id, text: told.tagline.id, language: 'ID' },
    });
    const { data } = await kongsi.ask<Page>(page, { id: firm.firmId }, { 'accept-language': 'id' });
    expect(data.firm.story).toEqual({ en: 'Wind.', id: 'Angin.', text: 'Angin.', language: 'ID' });
    await firm.act('describeFirm', { staff: null });
    const later = await firm.get<{ firm: object }>(`{ firm(id: "${firm.firmId}") { staff story { en } } }`);
    expect(later.firm).toEqual({ staff: null, story: { en: 'Wind.' } });
  });

  it('hides its page from outsiders, who are then told nothing, and shows it again', async () => {
    const firm = await aFirm(kongsi);
    await firm.act('hideFirmPage');

    const hidden = await kongsi.ask(page, { id: firm.firmId });
    const absent = await kongsi.ask(page, { id: '01900000-0000-7000-8000-000000000000' });
    expect(hidden.errors).toEqual(absent.errors);
    expect(hidden.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await firm.get<Page>(page, { id: firm.firmId })).firm.isHidden).toBe(true);

    await firm.act('publishFirmPage');
    expect((await kongsi.ask<Page>(page, { id: firm.firmId })).data.firm.isHidden).toBe(false);
  });

  it.each(['describeFirm', 'identifyFirm', 'hideFirmPage', 'publishFirmPage'])('a stranger cannot %s', async (verb) => {
    const firm = await aFirm(kongsi);
    const stranger = firm.by(await aPerson(kongsi));
    const input = { describeFirm: { staff: 2 }, identifyFirm: { kind: 'BUSINESS', name: 'Mine', legalIds: [] } }[verb];

    await expect(stranger.act(verb, input)).rejects.toThrow('NOT_FOUND');
  });

  it('asks for one of the two ids, and takes no id that was misread', async () => {
    const neither = await kongsi.ask(page);
    expect(neither.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const misread = await kongsi.ask(page, { publicId: 'K-12345678' });
    expect(misread.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
