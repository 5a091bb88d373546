import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLSchema } from 'graphql';
import { dummyRequest } from '../matrix/dummy-request.js';
import { type Roles, type Who, expectedMutations, expectedQueries } from '../matrix/expected-access.js';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { anOperator } from '../support/operator.js';
import { Browser, type PersonActing, aPerson } from '../support/people.js';

type Answered = 'THROUGH' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND';

const roles: Roles[] = ['OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER'];
/** They end the session they are called in, or the person: each gets a session of its own, and the last ends it all. */
const endings = [
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

describe('who may call what', () => {
  let kongsi: Kongsi;
  let schema: GraphQLSchema;
  let firm: FirmActing;
  let people: Record<string, PersonActing>;

  beforeAll(async () => {
    kongsi = await startKongsi({ RATE_SIGN_IN_PER_QUARTER_HOUR: '100000' });
    schema = kongsi.app.get(GraphQLSchemaHost).schema;
    firm = await aFirm(kongsi);
    people = { STRANGER: await aPerson(kongsi), OPERATOR: await anOperator(kongsi) };
    for (const role of roles) people[role] = (await aDelegate(firm, role)).person;
  });
  afterAll(() => kongsi.stop());

  for (const [kind, expected] of [
    ['query', expectedQueries],
    ['mutation', expectedMutations],
  ] as const) {
    const fieldsOf = (): Record<string, unknown> =>
      (kind === 'query' ? schema.getQueryType()! : schema.getMutationType()!).getFields();

    it(`has a hand-written line for every ${kind}, and none for what is not there`, () => {
      expect(Object.keys(expected).sort()).toEqual(Object.keys(fieldsOf()).sort());
    });

    for (const caller of ['NOBODY', 'STRANGER', 'OPERATOR', ...roles]) {
      it(`lets ${caller} through each ${kind} as the table says`, async () => {
        const seen: Record<string, Answered> = {};
        const wanted: Record<string, Answered> = {};
        const inOrder = Object.entries(expected).sort(([a], [b]) => endings.indexOf(a) - endings.indexOf(b));
        for (const [name, who] of inOrder) {
          if (!(name in fieldsOf())) continue;
          seen[name] = await answered(kind, name, caller);
          wanted[name] = wantedOf(who, caller);
        }

        expect(seen).toEqual(wanted);
      });
    }
  }

  async function answered(kind: 'query' | 'mutation', name: string, caller: string): Promise<Answered> {
    const fields = (kind === 'query' ? schema.getQueryType()! : schema.getMutationType()!).getFields();
    const { query, variables } = dummyRequest(kind, fields[name]!, firm.firmId);
    const browser = await browserOf(caller, name);
    const { errors } = await browser.ask(query, variables);
    const code = errors?.[0]?.extensions.code;
    if (code === 'GRAPHQL_VALIDATION_FAILED')
      throw new Error(`${name}: the matrix asks wrongly: ${errors![0]!.message}`);
    if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN') return code;
    // Behind the gate a thing that does not exist is not found either; only for who does not act for the firm is it the gate itself.
    const isGate = code === 'NOT_FOUND' && ['STRANGER', 'OPERATOR'].includes(caller) && namesTheFirm(variables);

    return isGate ? 'NOT_FOUND' : 'THROUGH';
  }

  function namesTheFirm(variables: { firmId?: unknown; input?: { actingFor?: unknown } }): boolean {
    return [variables.firmId, variables.input?.actingFor].includes(firm.firmId);
  }

  async function browserOf(caller: string, name: string): Promise<Browser> {
    if (caller === 'NOBODY') return new Browser(kongsi);

    return endings.includes(name) ? people[caller]!.elsewhere() : people[caller]!;
  }

  function wantedOf(who: Who, caller: string): Answered {
    if (who === 'EVERYBODY') return 'THROUGH';
    if (caller === 'NOBODY') return 'UNAUTHENTICATED';
    if (who === 'SIGNED_IN') return 'THROUGH';
    if (who === 'OPERATOR') return caller === 'OPERATOR' ? 'THROUGH' : 'FORBIDDEN';
    if (caller === 'STRANGER' || caller === 'OPERATOR') return 'NOT_FOUND';

    return who.includes(caller as Roles) ? 'THROUGH' : 'FORBIDDEN';
  }
});
