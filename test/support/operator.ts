import { People } from '#libs/people';
import type { Kongsi } from './kongsi.js';
import { type PersonActing, aPerson } from './people.js';

/** One of those who run this Kongsi: made such as the command line does it, then signed in again. */
export async function anOperator(kongsi: Kongsi): Promise<PersonActing> {
  const person = await aPerson(kongsi, { name: 'Kamar Dagang' });
  await kongsi.app.get(People).makeOperator(person.email);
  await person.signIn(person.email, person.password);

  return person;
}
