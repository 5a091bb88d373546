import type { Demo } from '../read-demo.js';
import type { Teller } from './teller.js';
import type { Step, Timeline } from './timeline.js';

/** Three days before the start: what came before has been read. */
const lastRead = -72.5;

/** People read what they were told; what comes after waits for them in their inboxes and goes out by mail. */
export function inboxes({ people }: Demo, teller: Teller, time: Timeline): Step[] {
  return [
    {
      at: lastRead,
      apart: true,
      async carryOut() {
        await teller.each(people, async ({ key }) => {
          await teller.as(key).ask('mutation { markAllNoticesRead { __typename } }');
        });
        await time.deliverMail();
      },
    },
  ];
}
