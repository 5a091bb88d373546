import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { type ActingFirm, Actor, type ActorFacts } from './actor.js';

type WhoAsks = (req: Request) => Promise<ActorFacts | null>;
type ActsFor = (personId: string) => Promise<ActingFirm[]>;

/** Who is asking: `people` says which person a request belongs to, `firms` which firms that person may act for. */
@Injectable()
export class Identity {
  #whoAsks: WhoAsks = async () => null;
  #actsFor: ActsFor = async () => [];

  peopleAre(whoAsks: WhoAsks): void {
    this.#whoAsks = whoAsks;
  }

  firmsAre(actsFor: ActsFor): void {
    this.#actsFor = actsFor;
  }

  async of(req: Request): Promise<Actor> {
    const facts = await this.#whoAsks(req);
    if (!facts?.personId) return Actor.nobody;

    return new Actor({ ...facts, firms: await this.#actsFor(facts.personId) });
  }

  /** The actor a person is when no request speaks for them: jobs, seeding, the command line. */
  async ofPerson(personId: string): Promise<Actor> {
    return new Actor({ personId, firms: await this.#actsFor(personId) });
  }
}
