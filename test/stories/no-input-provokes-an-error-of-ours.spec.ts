import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import { anAlliance } from '../support/alliances.js';
import { submitBid, verified } from '../support/bids.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { type NotaryActing, startNotary } from '../support/notary.js';
import { anOperator } from '../support/operator.js';
import { inviteOutside, putOnBoard } from '../support/partners.js';
import { type PersonActing, aPerson } from '../support/people.js';
import { aLot, aRequirement, aTender } from '../support/tenders.js';
import { type KnownIds, wildRequests } from '../support/wild-requests.js';

/** Requests per root field and caller; `SEED` chooses others. */
const runs = 6;
const seed = Number(process.env.SEED ?? 20_261_122);
/** What ends the caller itself. */
const endings = ['signOut', 'eraseMe', 'leaveFirm'];
/** Codes that nobody outside may provoke; the second would be a mistake of this story. */
const ours = ['INTERNAL', 'GRAPHQL_VALIDATION_FAILED'];

describe('no input provokes an error of ours', () => {
  let kongsi: Kongsi;
  let notary: NotaryActing;
  let schema: GraphQLSchema;
  let firm: FirmActing;
  let operator: PersonActing;
  let ids: KnownIds;

  beforeAll(async () => {
    kongsi = await startKongsi({
      DATABASE_POOL: '8',
      GRAPHQL_MAX_COST: '1000000',
      GRAPHQL_MAX_DEPTH: '20',
      BODY_LIMIT_KB: '2000',
    });
    notary = await startNotary(kongsi);
    ({ schema } = kongsi.app.get(GraphQLSchemaHost));
    firm = await verified(await aFirm(kongsi, { name: 'Bengkel Badai' }));
    operator = await anOperator(kongsi);
    ids = await thingsThatExist();
  });
  afterAll(async () => {
    await notary.stop();
    await kongsi.stop();
  });

  it('as an owner, with every verb and every question', async () => {
    const { failures, share } = await askWildly((query, variables) => firm.person.ask(query, variables));
    expect(failures).toEqual([]);
    // Else the requests would prove no more than that the door is shut.
    expect(share).toBeGreaterThan(0.25);
  }, 300_000);

  it('as an operator', async () => {
    expect((await askWildly((query, variables) => operator.ask(query, variables))).failures).toEqual([]);
  }, 300_000);

  it('as nobody', async () => {
    expect((await askWildly((query, variables) => kongsi.ask(query, variables))).failures).toEqual([]);
  }, 300_000);

  /** One thing of each kind at least, in the middle of its life. */
  async function thingsThatExist(): Promise<KnownIds> {
    const partner = await aFirm(kongsi, { name: 'Bengkel Reda' });
    const buyer = await verified(await aFirm(kongsi, { name: 'Sekolah Angin' }));
    const quote = await aTender(buyer, { lots: [aLot({ requirements: [aRequirement()] })] });
    const sealed = await aTender(buyer, { procedure: 'SEALED' });
    const own = await aTender(firm);
    const { id: allianceId } = await anAlliance(firm, [partner], sealed);
    const { bidId } = await submitBid(firm, sealed, { allianceId });
    const stranger = await aPerson(kongsi);
    const entries = [await putOnBoard(firm, 'offerOnBoard'), await putOnBoard(partner, 'seekOnBoard')];
    const invitations = [await inviteOutside(firm), await inviteOutside(partner)];
    const tenders = [quote, sealed, own];
    const lots = tenders.flatMap((tender) => tender.lots);

    return {
      actingFor: [firm.firmId],
      firmId: [firm.firmId, partner.firmId],
      tenderId: tenders.map(({ id }) => id),
      lotId: lots.map(({ id }) => id),
      itemId: lots.flatMap(({ items }) => items.map(({ id }) => id)),
      requirementId: lots.flatMap(({ requirements }) => requirements.map(({ id }) => id)),
      allianceId: [allianceId],
      bidId: [bidId],
      entryId: entries.map(({ id }) => id),
      invitationId: invitations.map(({ id }) => id),
      personId: [stranger.id, firm.person.id],
    };
  }

  /**
   * Asks every root field in many wild ways.
   *
   * @returns what was answered with an error of ours, and the share of requests that no error met
   */
  async function askWildly(ask: Kongsi['ask']): Promise<{ failures: string[]; share: number }> {
    const types = { query: schema.getQueryType()!, mutation: schema.getMutationType()! };
    const failures = new Set<string>();
    let through = 0;
    let all = 0;
    for (const kind of ['query', 'mutation'] as const) {
      for (const field of Object.values(types[kind].getFields()).filter(({ name }) => !endings.includes(name))) {
        for (const { query, variables } of fc.sample(wildRequests(kind, field, ids), { numRuns: runs, seed })) {
          const { status, errors } = await ask(query, variables);
          const codes = errors?.map(({ extensions }) => extensions.code) ?? [];
          all += 1;
          through += errors ? 0 : 1;
          if (status >= 500 || codes.some((code) => ours.includes(code)))
            failures.add(`${field.name} ${codes.join()} ${JSON.stringify(variables).slice(0, 500)}`);
        }
      }
    }

    return { failures: [...failures], share: through / all };
  }
});
