import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PersonalDataRegistry } from '#libs/platform';
import { inviteFirm, propose } from '../support/alliances.js';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm, foundingInput } from '../support/firms.js';
import { type Kongsi, days, hours, startKongsi } from '../support/kongsi.js';
import {
  answerByLink,
  inviteOutside,
  onInvitation,
  outsideInvitationsOf,
  seenByLink,
  tokenOf,
} from '../support/partners.js';
import { Browser, type Outcome, type PersonActing, aPerson } from '../support/people.js';
import { kept } from '../support/showcase.js';
import { aTender } from '../support/tenders.js';

describe('a firm that is not here answers by a link', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let joiner: FirmActing;
  let stranger: FirmActing;
  let painter: Browser;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [buyer, joiner, stranger] = (await Promise.all(
      ['SDN 3', 'Kayu Teduh', 'Orang Lain'].map((name) => aFirm(kongsi, { name })),
    )) as [FirmActing, FirmActing, FirmActing];
    painter = new Browser(kongsi);
  }, 90_000);
  afterAll(() => kongsi.stop());
  // The stories pass weeks, and sessions end meanwhile.
  beforeEach(() => Promise.all([buyer, joiner, stranger].map((firm) => firm.person.signInAgain())));

  async function claim(person: PersonActing, token: string): Promise<Outcome & { id: string; name: string }> {
    const { name: _, sectors: __, ...founding } = await foundingInput(kongsi);

    return person.carryOut(
      'claimFirmPage',
      { ...founding, token },
      '... on Firm { id name publicId sectors address { town } }',
    );
  }

  it('sees who asks and for what, says interested, and comes: from a WhatsApp message to a place in the alliance', async () => {
    const tender = await aTender(buyer, { title: 'Windows and paint for the school', closesIn: days(10) });
    const asked = kept(await inviteOutside(joiner, { tenderId: tender.id, lotId: tender.lots[0]!.id }));
    expect(asked).toMatchObject({
      standing: 'OPEN',
      answer: null,
      expiresAt: tender.closesAt,
      contact: null,
      firm: null,
    });
    expect(asked.link).toMatch(/^http:\/\/localhost:3000\/id\/invitation\/[\w-]{43}$/);
    const text = new URL(asked.whatsAppLink!).searchParams.get('text')!;
    expect(text).toContain('Halo Cat Pak Made, ini Kayu Teduh.');
    expect(text.endsWith(asked.link!)).toBe(true);

    const token = tokenOf(asked);
    expect(await seenByLink(painter, token)).toEqual({
      standing: 'OPEN',
      firmName: 'Cat Pak Made',
      expiresAt: tender.closesAt,
      askedBy: { id: joiner.firmId, name: 'Kayu Teduh' },
      work: {
        tenderId: tender.id,
        title: 'Windows and paint for the school',
        town: 'Sawah Embun',
        closesAt: tender.closesAt,
      },
      role: 'PARTNER',
      shareBasisPoints: 1_500,
      part: 'All painting',
      answer: null,
      draft: null,
    });
    const answered = kept(await answerByLink(painter, token));
    expect(answered).toMatchObject({
      standing: 'ANSWERED',
      answer: 'INTERESTED',
      draft: { firmName: 'Cat Pak Made', town: 'Muara Senja', trades: ['kusen pintu'], sectors: [expect.any(String)] },
    });
    const mail = (await joiner.person.mails()).at(-1)!;
    expect(mail.subject).toBe('Cat Pak Made is interested');
    expect(mail.body).toContain('Call Made Suarta: +62 812 5550 1234.');
    expect((await outsideInvitationsOf(joiner))[0]).toMatchObject({
      standing: 'ANSWERED',
      answer: 'INTERESTED',
      contact: { contactName: 'Made Suarta', phone: '+62 812 5550 1234', town: 'Muara Senja' },
      firm: null,
    });

    // Nothing finds or shows the draft, and there is nobody to invite.
    const { firms } = await stranger.get<{ firms: { nodes: unknown[] } }>(
      '{ firms(text: "Cat Pak Made") { nodes { id } } }',
    );
    expect(firms.nodes).toEqual([]);

    const made = await aPerson(kongsi, { name: 'Made Suarta' });
    const firm = kept(await claim(made, token));
    expect(firm).toMatchObject({ name: 'Cat Pak Made', sectors: answered.draft!.sectors });
    expect((await outsideInvitationsOf(joiner))[0]!.firm).toEqual({ id: firm.id });
    expect((await joiner.person.mails()).at(-1)!.subject).toBe('Cat Pak Made is on Kongsi now');
    expect(await claim(made, token)).toMatchObject({ code: 'PAGE_CLAIMED' });

    const alliance = kept(await propose(joiner, tender));
    const lotId = tender.lots[0]!.id;
    const place = { lotId, roles: ['PARTNER' as const], shareBasisPoints: 1_500 };
    const invited = kept(await inviteFirm(joiner, alliance.id, { firmId: firm.id }, [place]));
    // The interest was no yes: that comes signed in.
    expect(invited.partners).toContainEqual({ firm: { id: firm.id }, state: 'INVITED' });
  });

  it('one answer counts: the same again changes nothing, another is refused', async () => {
    const token = tokenOf(kept(await inviteOutside(joiner)));
    kept(await answerByLink(painter, token, { firmName: 'Cat Warna' }));
    expect(await answerByLink(painter, token, { firmName: 'Cat Lain', phone: '0361 5550 99' })).toMatchObject({
      answer: 'INTERESTED',
      draft: { firmName: 'Cat Warna' },
    });
    expect(await answerByLink(painter, token, { answer: 'NOT' })).toMatchObject({ code: 'INVITATION_ANSWERED' });
    expect((await outsideInvitationsOf(joiner))[0]!.contact).toMatchObject({ phone: '+62 812 5550 1234' });
  });

  it('two who answer at once leave one answer', async () => {
    const token = tokenOf(kept(await inviteOutside(joiner)));
    const both = await Promise.all([
      answerByLink(painter, token),
      answerByLink(new Browser(kongsi), token, { answer: 'NOT' }),
    ]);
    expect(both.map(({ code }) => code ?? 'OK').sort()).toEqual(['INVITATION_ANSWERED', 'OK']);
  });

  it('a no needs no name; a yes needs one and a number', async () => {
    const token = tokenOf(kept(await inviteOutside(joiner)));
    const { errors } = await painter.ask(
      'mutation ($input: AnswerOutsideInvitationInput!) { answerOutsideInvitation(input: $input) { __typename } }',
      { input: { token, answer: 'INTERESTED', phone: 'soon' } },
    );
    expect(errors![0]!.extensions.problems!.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['input.contactName', 'input.phone']),
    );
    const nothing = { contactName: null, phone: null, trades: null, town: null };
    expect(await answerByLink(painter, token, { answer: 'NOT', ...nothing })).toMatchObject({
      answer: 'NOT',
      draft: null,
    });
    expect((await joiner.person.mails()).at(-1)!.subject).toBe('Cat Pak Made said no this time');
    expect(await claim(await aPerson(kongsi), token)).toMatchObject({ code: 'NOTHING_TO_CLAIM' });
  });

  it('unknown, revoked, replaced and expired links say what to do', async () => {
    const unknown = 'a'.repeat(43);
    expect(await seenByLink(painter, unknown)).toBeNull();
    expect(await answerByLink(painter, unknown)).toMatchObject({
      code: 'INVITATION_LINK_UNKNOWN',
      message: expect.stringContaining('ask the firm that wrote to you'),
    });
    expect(await claim(await aPerson(kongsi), unknown)).toMatchObject({ code: 'INVITATION_LINK_UNKNOWN' });

    const first = kept(await inviteOutside(joiner));
    const second = kept(await onInvitation(joiner, 'resendOutsideInvitation', first.id));
    expect(second.link).not.toBe(first.link);
    expect(await answerByLink(painter, tokenOf(first))).toMatchObject({ code: 'INVITATION_LINK_UNKNOWN' });
    kept(await onInvitation(joiner, 'revokeOutsideInvitation', first.id));
    expect(await answerByLink(painter, tokenOf(second))).toMatchObject({ code: 'INVITATION_REVOKED' });
    expect(await seenByLink(painter, tokenOf(second))).toMatchObject({
      standing: 'REVOKED',
      work: null,
      role: null,
      part: null,
      shareBasisPoints: null,
    });
    expect(await onInvitation(joiner, 'resendOutsideInvitation', first.id)).toMatchObject({
      code: 'INVITATION_REVOKED',
    });
    expect(await onInvitation(joiner, 'revokeOutsideInvitation', first.id)).toMatchObject({
      code: 'INVITATION_REVOKED',
    });

    const tender = await aTender(buyer, { closesIn: hours(2) });
    const forTender = kept(await inviteOutside(joiner, { tenderId: tender.id }));
    const answered = kept(await inviteOutside(joiner));
    kept(await answerByLink(painter, tokenOf(answered), { answer: 'NOT' }));
    expect(await onInvitation(joiner, 'resendOutsideInvitation', answered.id)).toMatchObject({
      code: 'INVITATION_ANSWERED',
    });
    expect(await onInvitation(joiner, 'revokeOutsideInvitation', answered.id)).toMatchObject({
      code: 'INVITATION_ANSWERED',
    });
    await kongsi.clock.pass(hours(3));
    expect(await answerByLink(painter, tokenOf(forTender))).toMatchObject({
      code: 'INVITATION_EXPIRED',
      expiredAt: tender.closesAt,
    });
    expect(await seenByLink(painter, tokenOf(forTender))).toMatchObject({ standing: 'EXPIRED', work: null });
    expect(await onInvitation(joiner, 'resendOutsideInvitation', forTender.id)).toMatchObject({
      code: 'TENDER_NOT_OPEN',
    });
    expect(await inviteOutside(joiner, { tenderId: tender.id })).toMatchObject({ code: 'TENDER_NOT_OPEN' });
  });

  it('without a tender a link lives thirty days; a resend begins them anew', async () => {
    const roofer = await aFirm(kongsi, { name: 'Atap Layar' });
    const asked = kept(await inviteOutside(roofer));
    await kongsi.clock.pass(days(29));
    await roofer.person.signInAgain();
    const again = kept(await onInvitation(roofer, 'resendOutsideInvitation', asked.id));
    await kongsi.clock.pass(days(29));
    expect(await seenByLink(painter, tokenOf(again))).toMatchObject({ standing: 'OPEN' });
    await kongsi.clock.pass(days(1));
    expect(await answerByLink(painter, tokenOf(again))).toMatchObject({ code: 'INVITATION_EXPIRED' });
  });

  it('for a tender by invitation, whoever holds the link sees the job, not the notice', async () => {
    const closed = await aTender(buyer, {
      visibility: 'INVITED',
      invitedFirmIds: [joiner.firmId],
      title: 'A quiet roof',
    });
    const token = tokenOf(kept(await inviteOutside(joiner, { tenderId: closed.id })));
    expect((await seenByLink(painter, token))!.work).toMatchObject({ tenderId: null, title: 'A quiet roof' });
    await expect(inviteOutside(stranger, { tenderId: closed.id })).rejects.toThrow('NOT_FOUND');
    await expect(inviteOutside(stranger, { lotId: closed.lots[0]!.id })).rejects.toThrow('NOT_FOUND');
    // What the asking firm sees no more, its links show no more.
    await kongsi.pool.query('DELETE FROM "tenderInvitation" WHERE "tenderId" = $1', [closed.id]);
    expect(await seenByLink(painter, token)).toMatchObject({ standing: 'OPEN', work: null });
    expect(await inviteOutside(buyer, { tenderId: closed.id })).toMatchObject({ code: 'NOT_FOR_THE_BUYER' });
    const other = await aTender(buyer);
    await expect(inviteOutside(joiner, { tenderId: other.id, lotId: closed.lots[0]!.id })).rejects.toThrow('NOT_FOUND');
  });

  it('a retry brings no second invitation, and no second look at the link', async () => {
    const idempotencyKey = randomUUID();
    const first = kept(await inviteOutside(joiner, { idempotencyKey }));
    const again = kept(await inviteOutside(joiner, { idempotencyKey }));
    expect(again.id).toBe(first.id);
    expect([first.link !== null, again.link, again.whatsAppLink]).toEqual([true, null, null]);
    const { rows } = await kongsi.pool.query<{ kept: string }>(
      'SELECT to_jsonb(it)::text AS "kept" FROM "idempotencyKey" it UNION ALL SELECT to_jsonb(it)::text FROM "outsideInvitation" it',
    );
    expect(rows.filter((row) => row.kept.includes(tokenOf(first)))).toEqual([]);
  });

  it('twenty a day, resends included, are the most', async () => {
    const eager = await aFirm(kongsi, { name: 'Terlalu Rajin' });
    const first = kept(await inviteOutside(eager));
    for (let count = 1; count < 19; count++) kept(await inviteOutside(eager));
    kept(await onInvitation(eager, 'resendOutsideInvitation', first.id));
    expect(await inviteOutside(eager)).toMatchObject({ code: 'OUTSIDE_INVITATIONS_USED_UP', limit: 20 });
    expect(await onInvitation(eager, 'resendOutsideInvitation', first.id)).toMatchObject({
      code: 'OUTSIDE_INVITATIONS_USED_UP',
    });
    await kongsi.clock.pass(days(1));
    kept(await inviteOutside(eager));
  }, 60_000);

  it('other firms neither see nor touch it; who may not bid may not ask', async () => {
    const { id } = kept(await inviteOutside(joiner));
    await expect(onInvitation(stranger, 'revokeOutsideInvitation', id)).rejects.toThrow('NOT_FOUND');
    await expect(onInvitation(stranger, 'resendOutsideInvitation', id)).rejects.toThrow('NOT_FOUND');
    await expect(outsideInvitationsOf(joiner.by(stranger.person))).rejects.toThrow('NOT_FOUND');
    await expect(inviteOutside(await aDelegate(joiner, 'EDITOR'))).rejects.toThrow('FORBIDDEN');
    expect((await outsideInvitationsOf(stranger)).map((it) => it.id)).not.toContain(id);
  });

  it('what was said is gone ninety days after, from the notices too', async () => {
    const token = tokenOf(kept(await inviteOutside(joiner, { firmName: 'Cat Sementara' })));
    kept(await answerByLink(painter, token, { contactName: 'Komang Sementara' }));
    await kongsi.clock.pass(days(89));
    const sweep = async (): Promise<void> => {
      await kongsi.pool.query(`SELECT graphile_worker.add_job('sweep-outside-answers', '{}'::json)`);
      await kongsi.settle();
    };
    await sweep();
    expect((await seenByLink(painter, token))!.draft).toMatchObject({ firmName: 'Cat Sementara' });
    await kongsi.clock.pass(days(2));
    await sweep();
    expect(await seenByLink(painter, token)).toMatchObject({ answer: 'INTERESTED', draft: null });
    await joiner.person.signInAgain();
    expect((await outsideInvitationsOf(joiner))[0]).toMatchObject({ answer: 'INTERESTED', contact: null });
    for (const table of ['notice', 'mail', 'unclaimedPage', 'outsideInvitation', 'outsideInvitationEvent'])
      expect(
        (await kongsi.pool.query(`SELECT 1 FROM "${table}" it WHERE to_jsonb(it)::text LIKE '%Komang Sementara%'`))
          .rows,
      ).toEqual([]);
    expect(await claim(await aPerson(kongsi), token)).toMatchObject({ code: 'NOTHING_TO_CLAIM' });
  });

  it('a person who claimed takes it along, and erases it', async () => {
    const token = tokenOf(kept(await inviteOutside(joiner)));
    kept(await answerByLink(painter, token, { contactName: 'Wayan Hapus' }));
    const wayan = await aPerson(kongsi, { name: 'Wayan' });
    kept(await claim(wayan, token));
    const part = kongsi.app.get(PersonalDataRegistry).parts.find(({ name }) => name === 'partners')!;
    expect(await part.export(wayan.id)).toMatchObject({
      outsideAnswers: [{ askedBy: joiner.publicId, answer: 'INTERESTED', contactName: 'Wayan Hapus' }],
    });
    expect(await part.export(joiner.person.id)).toMatchObject({
      askedOutside: expect.arrayContaining([expect.objectContaining({ firmName: 'Cat Pak Made' })]),
    });
    await part.erase(wayan.id, await kongsi.clock.now());
    expect(await part.export(wayan.id)).toMatchObject({ outsideAnswers: [{ contactName: null, phone: null }] });
    expect((await outsideInvitationsOf(joiner))[0]!.contact).toBeNull();
    expect((await kongsi.pool.query(`SELECT 1 FROM "notice" WHERE "facts"::text LIKE '%Wayan Hapus%'`)).rows).toEqual(
      [],
    );
  });
});
