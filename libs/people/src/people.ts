import { Injectable } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { In } from 'typeorm';
import { Db, NotFound, type RequestContext, loading, speak } from '#libs/platform';
import type { NewProfile } from './address-proof.entity.js';
import { Person } from './person.entity.js';
import { type NewPerson, Registrations } from './registrations.js';
import { Sessions } from './sessions.js';

/** People as the other libraries know them: by id. */
@Injectable()
export class People {
  constructor(
    private readonly db: Db,
    private readonly registrations: Registrations,
    private readonly sessions: Sessions,
  ) {}

  /** With a lock, the person stays locked until the transaction ends. @throws NotFound */
  async get(personId: string, lock?: 'FOR UPDATE' | 'FOR SHARE'): Promise<Person> {
    return this.db.get(Person, personId, lock);
  }

  async byIds(personIds: readonly string[]): Promise<Person[]> {
    return this.db.of(Person).findBy({ id: In([...personIds]) });
  }

  /** What others read of the person, and in which language and zone Kongsi speaks to them. */
  async changeProfile(personId: string, profile: NewProfile): Promise<Person> {
    const { name, language, timeZone } = profile;
    await this.db.of(Person).update({ id: personId }, { name, language, timeZone });
    speak(language);

    return this.get(personId);
  }

  /** Whom an address belongs to. For the inside only: no answer to the outside may depend on it. */
  async byEmail(email: string): Promise<Person | null> {
    return this.db.of(Person).findOneBy({ email });
  }

  /** The loader behind each field that leads to a person. */
  loader(context: RequestContext): DataLoader<string, Person | null> {
    return loading(context, 'person', (ids) => this.byIds(ids));
  }

  /** A person whose address needs no proof: demo data, the command line. @throws LinkNoLongerValid when it is taken */
  async enrol(person: NewPerson): Promise<Person> {
    return this.db.transaction(() => this.registrations.enrol(person));
  }

  /** Makes the person one of those who run this Kongsi; they sign in again to act as such. @throws NotFound */
  async makeOperator(email: string): Promise<Person> {
    return this.db.transaction(async () => {
      const person = await this.byEmail(email);
      if (!person) throw new NotFound();
      await this.db.of(Person).update({ id: person.id }, { operator: true });
      await this.sessions.endOthers(person.id, null);

      return Object.assign(person, { operator: true });
    });
  }
}
