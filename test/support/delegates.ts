import { randomUUID } from 'node:crypto';
import type { FirmActing } from './firms.js';
import { type Outcome, type PersonActing, aPerson } from './people.js';

/** One delegation as the firm's own people see it. */
export interface DelegateSeen {
  id: string;
  roles: string[];
  person: { id: string; name: string };
}

/** Asks a person by mail to act for the firm. */
export function invite(firm: FirmActing, email: string, roles: string[]): Promise<Outcome & { id: string }> {
  return firm.act<{ id: string }>('inviteDelegate', { email, roles }, '... on DelegateInvitation { id }');
}

/** Says yes with the newest token in the person's mailbox. */
export async function accept(person: PersonActing): Promise<Outcome & { id: string; roles: string[] }> {
  return person.carryOut<{ id: string; roles: string[] }>(
    'acceptDelegateInvitation',
    { token: await person.mailedToken(), idempotencyKey: randomUUID() },
    '... on Delegate { id roles }',
  );
}

/** A new person who acts for the firm: invited, and has said yes. */
export async function aDelegate(firm: FirmActing, ...roles: string[]): Promise<FirmActing & { delegateId: string }> {
  const person = await aPerson(firm.kongsi, { name: `Delegate ${roles.join(' ')}` });
  await invite(firm, person.email, roles);
  const { id } = await accept(person);

  return Object.assign(firm.by(person), { delegateId: id });
}

/** Everybody who acts for the firm. */
export async function delegatesOf(firm: FirmActing): Promise<DelegateSeen[]> {
  const data = await firm.get<{ delegates: { nodes: DelegateSeen[] } }>(
    'query ($firmId: ID!) { delegates(firmId: $firmId, first: 100) { nodes { id roles person { id name } } } }',
    { firmId: firm.firmId },
  );

  return data.delegates.nodes;
}
