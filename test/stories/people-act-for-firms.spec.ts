import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accept, aDelegate, delegatesOf, invite } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, startKongsi } from '../support/kongsi.js';
import { PersonActing, aPerson, anAddress } from '../support/people.js';

describe('people act for firms', () => {
  let kongsi: Kongsi;
  let firm: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    firm = await aFirm(kongsi, { name: 'Kusen Embun' });
  }, 60_000);
  afterAll(() => kongsi.stop());

  describe('by invitation', () => {
    it('reaches somebody new, who reads it, registers with the address, and says yes', async () => {
      const person = new PersonActing(kongsi, anAddress(), 'Dewi Lestari');
      await invite(firm, person.email, ['EDITOR', 'BIDDER']);
      const token = await person.mailedToken();
      const read = await kongsi.ask<{ delegateInvitation: object }>(
        `{ delegateInvitation(token: "${token}") { email roles answer firm { name } invitedBy { id } } }`,
      );
      expect(read.data.delegateInvitation).toEqual({
        email: person.email,
        roles: ['BIDDER', 'EDITOR'],
        answer: null,
        firm: { name: 'Kusen Embun' },
        invitedBy: { id: firm.person.id },
      });

      await person.join();
      const mine = await person.get<{ myDelegateInvitations: { id: string }[] }>('{ myDelegateInvitations { id } }');
      expect(mine.myDelegateInvitations).toHaveLength(1);
      const delegate = await person.carryOut<{ roles: string[] }>(
        'acceptDelegateInvitation',
        { invitationId: mine.myDelegateInvitations[0]!.id, idempotencyKey: randomUUID() },
        '... on Delegate { roles }',
      );

      expect(delegate.roles).toEqual(['BIDDER', 'EDITOR']);
      expect((await firm.by(person).act('describeFirm', { staff: 9 })).__typename).toBe('Firm');
      expect((await firm.person.mails()).at(-1)?.subject).toBe('Somebody new acts for Kusen Embun');
    });

    it('can be declined without an account, once', async () => {
      const email = anAddress();
      await invite(firm, email, ['VIEWER']);
      const token = await new PersonActing(kongsi, email, 'Nobody').mailedToken();
      const no = `mutation { declineDelegateInvitation(input: { token: "${token}", idempotencyKey: "${randomUUID()}" }) {
        __typename ... on DelegateInvitation { answer } } }`;

      const first = await kongsi.ask<{ declineDelegateInvitation: object }>(no);
      expect(first.data.declineDelegateInvitation).toEqual({ __typename: 'DelegateInvitation', answer: 'DECLINED' });
      const second = await kongsi.ask<{ declineDelegateInvitation: object }>(no);
      expect(second.data.declineDelegateInvitation).toEqual({ __typename: 'InvitationClosed' });
    });

    it('counts no more once taken back, and again only when sent anew', async () => {
      const person = await aPerson(kongsi);
      const { id } = await invite(firm, person.email, ['VIEWER']);
      expect((await invite(firm, person.email.toUpperCase(), ['EDITOR'])).code).toBe('ALREADY_INVITED');
      await firm.act('takeBackDelegateInvitation', { invitationId: id });
      expect((await accept(person)).code).toBe('INVITATION_CLOSED');
      expect((await firm.act('takeBackDelegateInvitation', { invitationId: id })).code).toBe('INVITATION_CLOSED');

      await invite(firm, person.email, ['EDITOR']);
      expect((await accept(person)).roles).toEqual(['EDITOR']);
      expect((await invite(firm, person.email, ['VIEWER'])).code).toBe('ALREADY_DELEGATE');
    });

    it('ends after fourteen days', async () => {
      const person = await aPerson(kongsi);
      await invite(firm, person.email, ['VIEWER']);
      await kongsi.clock.pass(days(14));
      expect((await accept(person)).code).toBe('INVITATION_CLOSED');
      expect((await invite(firm, person.email, ['VIEWER'])).code).toBeUndefined();
    });

    it('serves only who reads the invited mailbox', async () => {
      const invited = await aPerson(kongsi);
      const other = await aPerson(kongsi);
      const { id } = await invite(firm, invited.email, ['OWNER']);
      const input = { token: await invited.mailedToken(), idempotencyKey: randomUUID() };
      expect((await other.carryOut('acceptDelegateInvitation', input, '')).code).toBe('INVITED_ANOTHER_ADDRESS');
      const byId = { invitationId: id, idempotencyKey: randomUUID() };
      await expect(other.carryOut('acceptDelegateInvitation', byId, '')).rejects.toThrow('NOT_FOUND');
      await expect(other.carryOut('declineDelegateInvitation', byId, '')).rejects.toThrow('NOT_FOUND');
      const wrong = await kongsi.ask('{ delegateInvitation(token: "not-a-token") { id } }');
      expect(wrong.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    });

    it('is an owner’s to send, list and take back', async () => {
      const editor = await aDelegate(firm, 'EDITOR');
      const stranger = firm.by(await aPerson(kongsi));
      const { id } = await invite(firm, anAddress(), ['VIEWER']);
      const list = `{ delegateInvitations(firmId: "${firm.firmId}") { nodes { id } } }`;
      for (const [who, code] of [
        [editor, 'FORBIDDEN'],
        [stranger, 'NOT_FOUND'],
      ] as const) {
        await expect(invite(who, anAddress(), ['OWNER'])).rejects.toThrow(code);
        await expect(who.act('takeBackDelegateInvitation', { invitationId: id })).rejects.toThrow(code);
        await expect(who.get(list)).rejects.toThrow(code);
      }
      const another = await aFirm(kongsi);
      await expect(another.act('takeBackDelegateInvitation', { invitationId: id })).rejects.toThrow('NOT_FOUND');
      expect(
        (await firm.get<{ delegateInvitations: { nodes: { id: string }[] } }>(list)).delegateInvitations.nodes[0],
      ).toEqual({ id });
    });
  });

  describe('by asking', () => {
    const ask = async (person: PersonActing, firmId = firm.firmId): Promise<{ id: string; code?: string }> =>
      person.carryOut<{ id: string }>(
        'requestToJoin',
        { firmId, message: 'I run the workshop.', idempotencyKey: randomUUID() },
        '... on JoinRequest { id }',
      );

    it('tells the owners, one of whom says yes', async () => {
      const person = await aPerson(kongsi, { name: 'Made Artha' });
      const { id } = await ask(person);
      expect((await ask(person)).code).toBe('ALREADY_ASKED');
      expect((await firm.person.mails()).at(-1)?.subject).toContain('Kusen Embun');
      const seen = await firm.get<{ joinRequests: { nodes: object[] } }>(
        `{ joinRequests(firmId: "${firm.firmId}", first: 1) { nodes { id message answer person { name } firm { id } } } }`,
      );
      expect(seen.joinRequests.nodes).toEqual([
        { id, message: 'I run the workshop.', answer: null, person: { name: 'Made Artha' }, firm: { id: firm.firmId } },
      ]);

      await firm.act('acceptJoinRequest', { joinRequestId: id, roles: ['VIEWER'] });
      const mine = await person.get<object>('{ myFirms { name myRoles } myJoinRequests { answer } }');
      expect(mine).toEqual({
        myFirms: [{ name: 'Kusen Embun', myRoles: ['VIEWER'] }],
        myJoinRequests: [{ answer: 'ACCEPTED' }],
      });
      expect((await person.mails()).at(-1)?.subject).toBe('You can now act for Kusen Embun');
      expect((await ask(person)).code).toBe('ALREADY_DELEGATE');
    });

    it('may end with a no, or be taken back, once', async () => {
      const person = await aPerson(kongsi);
      const declined = await ask(person);
      await firm.act('declineJoinRequest', { joinRequestId: declined.id });
      const again = { joinRequestId: declined.id, roles: ['VIEWER'] };
      expect((await firm.act('acceptJoinRequest', again)).code).toBe('JOIN_REQUEST_CLOSED');
      expect((await firm.act('declineJoinRequest', { joinRequestId: declined.id })).code).toBe('JOIN_REQUEST_CLOSED');

      const { id } = await ask(person);
      const takeBack = (who: PersonActing): Promise<{ code?: string }> =>
        who.carryOut('takeBackJoinRequest', { joinRequestId: id, idempotencyKey: randomUUID() }, '');
      await expect(takeBack(firm.person)).rejects.toThrow('NOT_FOUND');
      expect((await takeBack(person)).code).toBeUndefined();
      expect((await takeBack(person)).code).toBe('JOIN_REQUEST_CLOSED');
    });

    it('is decided by owners of the same firm, and not possible where the page is hidden', async () => {
      const { id } = await ask(await aPerson(kongsi));
      const [viewer, other] = [await aDelegate(firm, 'VIEWER'), await aFirm(kongsi)];
      for (const verb of ['acceptJoinRequest', 'declineJoinRequest']) {
        const input = { joinRequestId: id, ...(verb === 'acceptJoinRequest' && { roles: ['OWNER'] }) };
        await expect(viewer.act(verb, input)).rejects.toThrow('FORBIDDEN');
        await expect(other.act(verb, input)).rejects.toThrow('NOT_FOUND');
        await expect(firm.by(other.person).act(verb, input)).rejects.toThrow('NOT_FOUND');
      }
      await other.act('hideFirmPage');
      await expect(ask(await aPerson(kongsi), other.firmId)).rejects.toThrow('NOT_FOUND');
    });
  });

  it('change roles under an owner, never to nothing, and are told', async () => {
    const editor = await aDelegate(firm, 'EDITOR');
    await firm.act('changeRoles', { delegateId: editor.delegateId, roles: ['VIEWER', 'BIDDER', 'VIEWER'] });
    const seen = (await delegatesOf(editor)).find((delegate) => delegate.id === editor.delegateId);
    expect(seen?.roles).toEqual(['BIDDER', 'VIEWER']);
    expect((await editor.person.mails()).at(-1)?.subject).toBe('Your roles at Kusen Embun have changed');
    await expect(editor.act('describeFirm', { staff: 1 })).rejects.toThrow('FORBIDDEN');
    await expect(firm.act('changeRoles', { delegateId: editor.delegateId, roles: [] })).rejects.toThrow(
      'BAD_USER_INPUT',
    );
    await expect(editor.act('changeRoles', { delegateId: editor.delegateId, roles: ['OWNER'] })).rejects.toThrow(
      'FORBIDDEN',
    );
    const stranger = await aFirm(kongsi);
    await expect(stranger.act('changeRoles', { delegateId: editor.delegateId, roles: ['OWNER'] })).rejects.toThrow(
      'NOT_FOUND',
    );
  });

  it('leave, or are removed, and then see nothing of the inside', async () => {
    const [leaving, removed] = [await aDelegate(firm, 'VIEWER'), await aDelegate(firm, 'EDITOR')];
    await expect(removed.act('removeDelegate', { delegateId: leaving.delegateId })).rejects.toThrow('FORBIDDEN');
    const idempotencyKey = randomUUID();
    expect((await leaving.act('leaveFirm', { idempotencyKey })).__typename).toBe('Firm');
    expect((await leaving.act('leaveFirm', { idempotencyKey })).__typename).toBe('Firm');
    await expect(leaving.act('leaveFirm')).rejects.toThrow('NOT_FOUND');
    await firm.act('removeDelegate', { delegateId: removed.delegateId });

    for (const gone of [leaving, removed]) await expect(delegatesOf(gone)).rejects.toThrow('NOT_FOUND');
    expect((await removed.person.mails()).at(-1)?.subject).toBe('You no longer act for Kusen Embun');
    const stranger = await aFirm(kongsi);
    await expect(stranger.act('removeDelegate', { delegateId: leaving.delegateId })).rejects.toThrow('NOT_FOUND');
  });

  it('hand the ownership over, keeping their other roles', async () => {
    const own = await aFirm(kongsi);
    const next = await aDelegate(own, 'VIEWER');
    await expect(next.act('handOverOwnership', { delegateId: next.delegateId })).rejects.toThrow('FORBIDDEN');
    const stranger = own.by(await aPerson(kongsi));
    await expect(stranger.act('handOverOwnership', { delegateId: next.delegateId })).rejects.toThrow('NOT_FOUND');
    await own.act('handOverOwnership', { delegateId: next.delegateId });

    const roles = new Map((await delegatesOf(next)).map((delegate) => [delegate.person.id, delegate.roles]));
    expect(roles.get(next.person.id)).toEqual(['OWNER', 'VIEWER']);
    expect(roles.get(own.person.id)).toEqual(['SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER']);
    await expect(own.act('hideFirmPage')).rejects.toThrow('FORBIDDEN');
  });
});
