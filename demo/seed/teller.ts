import type { INestApplicationContext } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { type DocumentNode, type GraphQLSchema, execute, parse, validate } from 'graphql';
import { People } from '#libs/people';
import { Actor, Db, Identity, type Language, contextFor, newId, speaking } from '#libs/platform';
import type { DemoPerson } from '../shapes.js';

/** How much is told at the same time: more than this the two processors of a small machine do not carry. */
const lanes = 4;

/** The demo region was refused something: a defect of its data or of its telling. */
export class NotTold extends Error {}

/** Tells the demo region through the product's own door, GraphQL: guards, refusals and notices are those everybody meets. */
export class Teller {
  readonly #schema: GraphQLSchema;
  readonly #people: People;
  readonly #identity: Identity;
  readonly #db: Db;
  readonly #documents = new Map<string, DocumentNode>();
  readonly #persons = new Map<string, DemoPerson & { id: string }>();
  readonly #actors = new Map<string, Promise<Actor>>();
  readonly #ids = new Map<string, string>();

  constructor(app: INestApplicationContext) {
    this.#schema = app.get(GraphQLSchemaHost).schema;
    this.#people = app.get(People);
    this.#identity = app.get(Identity);
    this.#db = app.get(Db);
  }

  /** What belongs together is written to disk once: the verbs join the one transaction. */
  together(work: () => Promise<void>): Promise<void> {
    return this.#db.transaction(work);
  }

  /** Does the work for each item, several items at a time, each in a transaction of its own; the first failure ends it. */
  async each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
    const waiting = items.values();
    const lane = async (): Promise<void> => {
      for (const item of waiting) await this.together(() => work(item));
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }

  /** Enrols a person; the address needs no proof, for nobody reads mail at `.example`. */
  async enrol(person: DemoPerson, password: string): Promise<void> {
    const { email, name, language, timeZone } = person;
    const { id } = await this.#people.enrol({ email, name, language, timeZone, password });
    this.#persons.set(person.key, { ...person, id });
  }

  /** The person, who can then act. */
  as(personKey: string): Voice {
    const person = this.#persons.get(personKey);
    if (!person) throw new NotTold(`Nobody is called ${personKey}`);

    return new Voice(this, personKey);
  }

  /** The owner of a firm, acting for it: a founder holds every role. */
  ownerOf(firmKey: string): Voice {
    for (const { key, roles } of this.#persons.values())
      if (roles.some(({ firm, roles: held }) => firm === firmKey && held.includes('OWNER')))
        return this.as(key).for(firmKey);
    throw new NotTold(`Nobody owns ${firmKey}`);
  }

  /** Remembers the id something got: `remember('firm', 'kusen-embun', id)`. */
  remember(kind: string, key: string, id: string): void {
    this.#ids.set(`${kind} ${key}`, id);
  }

  /** @throws NotTold when nothing of that kind and key was remembered */
  idOf(kind: string, key: string): string {
    const id = this.#ids.get(`${kind} ${key}`);
    if (!id) throw new NotTold(`There is no ${kind} ${key} yet`);

    return id;
  }

  personId(personKey: string): string {
    return this.#persons.get(personKey)!.id;
  }

  /** Carries out a document with the person's rights. @throws NotTold with what was answered instead of data */
  async execute<Data>(personKey: string, text: string, variableValues: Record<string, unknown>): Promise<Data> {
    const actor = await this.#actor(personKey);
    const document = this.#document(text);
    const answer = await speaking(actor.language as Language, async () =>
      execute({ schema: this.#schema, document, variableValues, contextValue: contextFor(actor) }),
    );
    const [error] = answer.errors ?? [];
    if (error)
      throw new NotTold(
        `${personKey} was not answered: ${error.message} ${JSON.stringify(error.extensions)}\n${text}\n${JSON.stringify(variableValues)}`,
        { cause: error.originalError },
      );

    return answer.data as Data;
  }

  /** What the person may do has changed: it is read anew. */
  forget(personKey: string): void {
    this.#actors.delete(personKey);
  }

  async #actor(personKey: string): Promise<Actor> {
    const known = this.#actors.get(personKey);
    if (known) return known;
    const { id, language, timeZone, operator = false } = this.#persons.get(personKey)!;
    const actor = this.#identity
      .ofPerson(id)
      .then(({ personId, firms }) => new Actor({ personId, firms, language, timeZone, operator }));
    this.#actors.set(personKey, actor);

    return actor;
  }

  #document(text: string): DocumentNode {
    const known = this.#documents.get(text);
    if (known) return known;
    const document = parse(text);
    const problems = validate(this.#schema, document);
    if (problems.length > 0) throw new NotTold(`${problems.map(({ message }) => message).join('; ')}\n${text}`);
    this.#documents.set(text, document);

    return document;
  }
}

/** One person of the demo region, acting for nobody or for a firm. */
export class Voice {
  constructor(
    readonly teller: Teller,
    readonly personKey: string,
    readonly firmId?: string,
  ) {}

  /** The same person, acting for one of their firms. */
  for(firmKey: string): Voice {
    return new Voice(this.teller, this.personKey, this.teller.idOf('firm', firmKey));
  }

  /**
   * Carries out one mutation, with an idempotency key and the firm acted for.
   *
   * @param selection of the success type: `... on Firm { id }`
   * @throws NotTold with the code and the sentence of a refusal
   */
  async carryOut<Result = { id: string }>(
    mutation: string,
    input: Record<string, unknown>,
    selection = '',
  ): Promise<Result> {
    const inputType = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const data = await this.teller.execute<Record<string, Result & { code?: string; message?: string }>>(
      this.personKey,
      `mutation ($input: ${inputType}!) { ${mutation}(input: $input) { __typename ... on Refusal { code message } ${selection} } }`,
      { input: { ...(this.firmId && { actingFor: this.firmId }), idempotencyKey: newId(), ...input } },
    );
    const result = data[mutation]!;
    if (result.code)
      throw new NotTold(
        `${this.personKey} was refused ${mutation}: ${result.code}: ${result.message}\n${JSON.stringify(input)}`,
      );

    return result;
  }

  /** Asks a query. */
  ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    return this.teller.execute<Data>(this.personKey, query, variables);
  }
}
