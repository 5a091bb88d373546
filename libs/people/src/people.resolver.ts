import { Query, Resolver, ResolveField, Root } from '@nestjs/graphql';
import { Acting, type Actor, Public, say } from '#libs/platform';
import { People } from './people.js';
import type { Person } from './person.entity.js';
import { MeType, PersonType } from './person.graphql.js';
import { SecondFactors } from './second-factors.js';

/** The signed-in person. */
@Resolver(() => MeType)
export class MeResolver {
  constructor(
    private readonly people: People,
    private readonly secondFactors: SecondFactors,
  ) {}

  @Public()
  @Query(() => MeType, { nullable: true, description: 'Who is signed in; null for a visitor.' })
  me(@Acting() actor: Actor): Promise<Person> | null {
    return actor.personId === null ? null : this.people.get(actor.personId);
  }

  @ResolveField()
  hasPassword(@Root() person: Person): boolean {
    return person.passwordHash !== null;
  }

  @ResolveField()
  hasSecondFactor(@Root() person: Person): Promise<boolean> {
    return this.secondFactors.isOn(person.id);
  }

  @ResolveField()
  recoveryCodesLeft(@Root() person: Person): Promise<number> {
    return this.secondFactors.recoveryCodesLeft(person.id);
  }

  @ResolveField()
  seenByOthers(@Root() person: Person): Person {
    return person;
  }
}

/** People as others see them. */
@Resolver(() => PersonType)
export class PersonResolver {
  @ResolveField()
  name(@Root() person: Person): string {
    return person.name ?? say('people:erasedPerson');
  }
}
