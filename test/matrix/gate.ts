import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLSchema } from 'graphql';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import type { Kongsi } from '../support/kongsi.js';
import { anOperator } from '../support/operator.js';
import { Browser, type PersonActing, aPerson } from '../support/people.js';
import { dummyRequest } from './dummy-request.js';
import { type Who, anyRole } from './expected-access.js';
import { type Way, askBy } from './ways-in.js';

export type Kind = 'query' | 'mutation';
export type Answered = 'THROUGH' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND';

/** Who asks: nobody signed in, a person without a firm, one who runs this Kongsi, and a firm's delegates by their one role. */
export const callers = ['NOBODY', 'STRANGER', 'OPERATOR', ...anyRole] as const;
export type Caller = (typeof callers)[number];

/** They end the session they are called in, or the person: each gets a session of its own, and the last ends it all. */
export const endings = [
  'signIn',
  'signInWithCode',
  'signOut',
  'revokeSession',
  'revokeOtherSessions',
  'changeEmail',
  'setPassword',
  'leaveFirm',
  'eraseMe',
];

/** The gate before each root field: who is let through to what is behind it. */
export class Gate {
  private constructor(
    private readonly kongsi: Kongsi,
    private readonly schema: GraphQLSchema,
    private readonly firm: FirmActing,
    private readonly people: Record<string, PersonActing>,
  ) {}

  /** A firm with one delegate per role, and those who have nothing to do with it. */
  static async before(kongsi: Kongsi): Promise<Gate> {
    const firm = await aFirm(kongsi);
    const people: Record<string, PersonActing> = {
      STRANGER: await aPerson(kongsi),
      OPERATOR: await anOperator(kongsi),
    };
    for (const role of anyRole) people[role] = (await aDelegate(firm, role)).person;

    return new Gate(kongsi, kongsi.app.get(GraphQLSchemaHost).schema, firm, people);
  }

  fieldsOf(kind: Kind): string[] {
    return Object.keys((kind === 'query' ? this.schema.getQueryType()! : this.schema.getMutationType()!).getFields());
  }

  /** What the caller is answered at the gate of one root field. */
  async answered(way: Way, kind: Kind, name: string, caller: Caller): Promise<Answered> {
    const fields = (kind === 'query' ? this.schema.getQueryType()! : this.schema.getMutationType()!).getFields();
    const { query, variables } = dummyRequest(kind, fields[name]!, this.firm.firmId);
    const browser = await this.browserOf(caller, name);
    const { errors } = await askBy(way, browser, query, variables);
    const code = errors?.[0]?.extensions.code;
    if (code === 'GRAPHQL_VALIDATION_FAILED')
      throw new Error(`${name}: the matrix asks wrongly: ${errors![0]!.message}`);
    if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN') return code;
    // Behind the gate a thing that does not exist is not found either; only for who does not act for the firm is it the gate itself.
    const isGate = code === 'NOT_FOUND' && ['STRANGER', 'OPERATOR'].includes(caller) && this.isNamed(variables);

    return isGate ? 'NOT_FOUND' : 'THROUGH';
  }

  private isNamed(variables: { firmId?: unknown; input?: { actingFor?: unknown } }): boolean {
    return [variables.firmId, variables.input?.actingFor].includes(this.firm.firmId);
  }

  private async browserOf(caller: Caller, name: string): Promise<Browser> {
    if (caller === 'NOBODY') return new Browser(this.kongsi);

    return endings.includes(name) ? this.people[caller]!.elsewhere() : this.people[caller]!;
  }
}

/** What the hand-written line says of a caller. */
export function wantedOf(who: Who, caller: Caller): Answered {
  if (who === 'EVERYBODY') return 'THROUGH';
  if (caller === 'NOBODY') return 'UNAUTHENTICATED';
  if (who === 'SIGNED_IN') return 'THROUGH';
  if (who === 'OPERATOR') return caller === 'OPERATOR' ? 'THROUGH' : 'FORBIDDEN';
  if (caller === 'STRANGER' || caller === 'OPERATOR') return 'NOT_FOUND';

  return who.includes(caller) ? 'THROUGH' : 'FORBIDDEN';
}
