import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { aPerson } from '../support/people.js';

describe('a person', () => {
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi();
  });
  afterAll(() => kongsi.stop());

  it('joins by the link of a mail and is signed in', async () => {
    const sari = await aPerson(kongsi, { name: 'Sari Wijaya', language: 'ID', timeZone: 'Asia/Makassar' });
    const { me } = await sari.get<{ me: Record<string, unknown> }>(
      '{ me { id name email language timeZone operator hasPassword } }',
    );

    expect(me).toEqual({
      id: sari.id,
      name: 'Sari Wijaya',
      email: sari.email,
      language: 'ID',
      timeZone: 'Asia/Makassar',
      operator: false,
      hasPassword: true,
    });
  });

  it('signs in with the password on another device, and out again', async () => {
    const sari = await aPerson(kongsi);
    const phone = await sari.elsewhere();
    expect(await phone.get('{ me { id } }')).toEqual({ me: { id: sari.id } });

    await phone.get('mutation { signOut }');
    expect(await phone.get('{ me { id } }')).toEqual({ me: null });
    expect(await sari.get('{ me { id } }')).toEqual({ me: { id: sari.id } });
  });
});
