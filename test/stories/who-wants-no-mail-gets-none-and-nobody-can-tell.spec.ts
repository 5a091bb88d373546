import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import {
  type OutsideKnown,
  answerByLink,
  inviteOutside,
  onInvitation,
  outsideInvitationsOf,
  seenByLink,
  tokenOf,
} from '../support/partners.js';
import { Browser, anAddress } from '../support/people.js';
import { kept } from '../support/showcase.js';
import { statementsOf } from '../support/sql-watch.js';

describe('who wants no mail gets none, and nobody can tell', () => {
  let kongsi: Kongsi;
  let asker: FirmActing;
  let stranger: FirmActing;
  let painter: Browser;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [asker, stranger] = [await aFirm(kongsi, { name: 'Rangka Bambu' }), await aFirm(kongsi, { name: 'Orang Lain' })];
    painter = new Browser(kongsi);
  });
  afterAll(() => kongsi.stop());

  const byMail = async (firm: FirmActing, address: string): Promise<OutsideKnown> =>
    kept(await inviteOutside(firm, { channel: 'MAIL', address }));
  const tokenMailed = async (address: string): Promise<string> =>
    /invitation\/([\w-]{43})/.exec((await kongsi.mailsTo(address)).at(-1)!.body)![1]!;

  it('the mail alone holds the link, in the language of whoever is asked, with the way to stop', async () => {
    const address = anAddress();
    expect(await byMail(asker, address)).toMatchObject({ link: null, whatsAppLink: null, standing: 'OPEN' });
    const [mail] = await kongsi.mailsTo(address);
    expect(mail!.subject).toBe('Rangka Bambu ingin bekerja sama dengan Anda');
    expect(mail!.body).toContain('ketuk “Jangan lagi”');
    expect(await seenByLink(painter, await tokenMailed(address))).toMatchObject({
      askedBy: { name: 'Rangka Bambu' },
    });
  });

  it('after “never again” nothing is mailed, by nobody, and nobody who asks can tell', async () => {
    const [said, other] = [anAddress(), anAddress()];
    const first = await byMail(asker, said);
    kept(await answerByLink(painter, await tokenMailed(said), { answer: 'NEVER_AGAIN' }));
    // To the firm that asked it is a no like another.
    expect((await outsideInvitationsOf(asker))[0]).toMatchObject({ id: first.id, answer: 'NOT' });
    expect((await asker.person.mails()).at(-1)!.subject).toBe('Cat Pak Made said no this time');

    const probing = async (address: string): Promise<{ answer: unknown; statements: string[] }> => {
      let answer: OutsideKnown | undefined;
      const statements = await statementsOf(async () => {
        answer = await byMail(stranger, address);
      });
      const { id: _, expiresAt: __, ...rest } = answer!;

      return { answer: rest, statements };
    };
    // Once, so that what the process remembers is the same for both.
    await probing(anAddress());
    const [optedOut, fresh] = [await probing(said.toUpperCase()), await probing(other)];
    expect(optedOut).toEqual(fresh);
    await kongsi.settle();
    expect(await kongsi.mailsTo(other)).toHaveLength(1);
    expect(await kongsi.mailsTo(said)).toHaveLength(1);
    expect(await kongsi.mailsTo(said.toUpperCase())).toEqual([]);
    const [seenFresh, seenOptedOut] = (await outsideInvitationsOf(stranger)).map((it) => ({
      ...it,
      id: null,
      expiresAt: null,
    }));
    expect(seenOptedOut).toEqual(seenFresh);
  });

  it('a link that somebody handed on speaks for no address', async () => {
    const { rows } = await kongsi.pool.query<{ count: number }>(
      'SELECT count(*)::integer AS "count" FROM "outsideOptOut"',
    );
    kept(await answerByLink(painter, tokenOf(kept(await inviteOutside(asker))), { answer: 'NEVER_AGAIN' }));
    expect((await kongsi.pool.query('SELECT count(*)::integer AS "count" FROM "outsideOptOut"')).rows).toEqual(rows);
  });

  it('one address gets three such mails in thirty days, whoever asks', async () => {
    const address = anAddress();
    for (let count = 0; count < 4; count++) await byMail(asker, address);
    expect(await kongsi.mailsTo(address)).toHaveLength(3);
  });

  it('a resend mails a new link; the job done twice mails once', async () => {
    const address = anAddress();
    const { id } = await byMail(asker, address);
    const first = await tokenMailed(address);
    kept(await onInvitation(asker, 'resendOutsideInvitation', id));
    const second = await tokenMailed(address);
    expect(second).not.toBe(first);
    expect(await seenByLink(painter, first)).toBeNull();
    await kongsi.pool.query(`SELECT graphile_worker.add_job('mail-outside-invitation', $1::json)`, [
      JSON.stringify({ invitationId: id }),
    ]);
    await kongsi.settle();
    expect(await kongsi.mailsTo(address)).toHaveLength(2);
    expect(await seenByLink(painter, second)).toMatchObject({ standing: 'OPEN' });
  });

  it.each([
    ['a mail without an address', { channel: 'MAIL' }],
    ['a link with one', { channel: 'LINK', address: 'made@example.org' }],
  ])('does not take %s', async (_, facts) => {
    await expect(inviteOutside(asker, facts)).rejects.toThrow('input.address');
  });
});
