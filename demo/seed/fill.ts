import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { People } from '#libs/people';
import { Db, projectRoot } from '#libs/platform';
import { type Demo, readDemo } from '../read-demo.js';
import { alliances } from './alliances.js';
import { bids } from './bids.js';
import { evaluations } from './evaluations.js';
import { FileHandIn } from './files.js';
import { inboxes } from './inboxes.js';
import { DemoNotary } from './notary.js';
import { OfferWriter } from './offer.js';
import { partners } from './partners.js';
import { peopleAndFirms } from './people-and-firms.js';
import { profiles } from './profiles.js';
import { projects } from './projects.js';
import { Teller } from './teller.js';
import { tenders } from './tenders.js';
import { Timeline } from './timeline.js';

/** What became of the wish to fill the demo region. */
export type Filled =
  /** It is done. */
  | { outcome: 'FILLED' }
  /** All of it is there already. */
  | { outcome: 'THERE' }
  /** An earlier filling was cut short, and nobody has used what is there: it can be thrown away for a new one. */
  | { outcome: 'CUT_SHORT' }
  /** Somebody's own marketplace: it is left alone. */
  | { outcome: 'NOT_EMPTY'; firms: number; people: number };

/**
 * Fills an empty Kongsi with the demo region, through GraphQL in this process, and leaves the clock in the present.
 *
 * @param say is told what comes next, for people who wait
 * @throws NotTold when the product refuses something: a defect of the demo region
 */
export async function fillDemo(app: INestApplicationContext, say: (line: string) => void): Promise<Filled> {
  const demo = readDemo(join(projectRoot, 'demo'));
  const present = await presentState(app, demo);
  if (present) return present;
  say(
    `${demo.people.length} people, ${demo.firms.length} firms, ${demo.tenders.length} tenders, ${demo.alliances.length} alliances, ${demo.partners.board.length} entries on the board, ${demo.projects.length} joint projects…`,
  );
  await DemoNotary.beside(app, (notary) =>
    Timeline.from(app, async (time) => {
      const teller = new Teller(app);
      const files = new FileHandIn(app, teller);
      const writer = new OfferWriter(demo, teller);
      await time.carryOut([
        ...peopleAndFirms(demo, teller, time),
        ...profiles(demo, teller, time),
        ...tenders(demo, teller, time, notary),
        ...alliances(demo, teller),
        ...partners(demo, teller, time),
        ...bids(demo, writer, files, teller, { time, notary }),
        ...evaluations(demo, writer, teller),
        ...projects(demo, files, teller, time),
        ...inboxes(demo, teller, time),
      ]);
    }),
  );
  // Made at the end, the operator is also the sign that nothing is missing.
  await app.get(People).makeOperator(operatorOf(demo));

  return { outcome: 'FILLED' };
}

/** What hinders a filling; `undefined` when nothing does. */
async function presentState(app: INestApplicationContext, demo: Demo): Promise<Filled | undefined> {
  if ((await app.get(People).byEmail(operatorOf(demo)))?.operator) return { outcome: 'THERE' };
  const [there] = await app.get(Db).sql<{ firms: number; people: number; used: boolean }>(
    `SELECT (SELECT count(*)::integer FROM "firm") AS "firms", (SELECT count(*)::integer FROM "person") AS "people",
       EXISTS (SELECT 1 FROM "session") OR EXISTS (SELECT 1 FROM "person" WHERE "email" <> ALL ($1)) AS "used"`,
    [demo.people.map(({ email }) => email)],
  );
  const { firms, people, used } = there!;
  if (firms + people === 0) return undefined;

  return used ? { outcome: 'NOT_EMPTY', firms, people } : { outcome: 'CUT_SHORT' };
}

function operatorOf({ people }: Demo): string {
  return people.find((person) => person.operator)!.email;
}
