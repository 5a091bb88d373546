import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Db } from '#libs/platform';
import { type Wrong, isWrong } from './flippable-policies.js';
import type { Part } from './matrix.js';
import type { MatrixName } from './world.js';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** A rule that a service or resolver keeps by itself: how it is wrong, and the cells that must tell. */
export interface MethodFlip {
  file: string;
  method: string;
  matrix: MatrixName;
  wrong: Record<Wrong, (real: Method) => Method>;
  seen: Record<Wrong, Part>;
}

const at = (column: string, ...readers: string[]): Part => ({ columns: [column], readers, ways: ['FREE'] });
const always = (answer: unknown) => (): Method => () => answer;
/** Asks as if the reader acted for every firm, or for none. The context is the last argument; an actor the first. */
const acting =
  (isEverybody: boolean) =>
  (real: Method): Method =>
    function (...args) {
      const changed = args.map((value) => {
        const held = (value ?? {}) as { actor?: object; actsFor?: unknown };
        if (held.actor) return { ...held, actor: pretending(held.actor, isEverybody) };

        return typeof held.actsFor === 'function' ? pretending(held, isEverybody) : value;
      });

      return real.apply(this, changed);
    };

function pretending(actor: object, isEverybody: boolean): object {
  return Object.create(actor, { actsFor: { value: () => isEverybody } }) as object;
}

/** All drafts for the lot, whoever wrote them and for whom. */
const everyDraft = (): Method =>
  function (_actor, _firmId, which) {
    const { lotId } = which as { lotId: string };

    return (this as { db: Db }).db.sql('SELECT * FROM "bidDraft" WHERE "lotId" = $1', [lotId]);
  };

/** For a firm that nothing has. */
const asNoFirm = (real: Method): Method =>
  function (_firmId, ...rest) {
    return real.call(this, randomUUID(), ...rest);
  };

const byActing = { OPEN: acting(true), SHUT: acting(false) };
const byAnswer = { OPEN: always(Promise.resolve(true)), SHUT: always(Promise.resolve(false)) };
const asStanding =
  (standing: string | null) =>
  (real: Method): Method =>
    function (seen, ...rest) {
      return real.call(this, { ...(seen as object), standing }, ...rest);
    };
const byStanding = { OPEN: asStanding('PARTNER'), SHUT: asStanding(null) };

/** By hand: every method outside of the policies that decides who sees what. */
export const methodFlips: MethodFlip[] = [
  {
    file: 'tenders/src/questions.service.ts',
    method: 'Questions.of',
    matrix: 'tenders',
    wrong: { OPEN: acting(true), SHUT: always(Promise.resolve([])) },
    seen: { OPEN: at('O', 'NOBODY'), SHUT: at('O', 'OWNER') },
  },
  {
    file: 'tenders/src/tender-documents.service.ts',
    method: 'TenderDocuments.accesses',
    matrix: 'tenders',
    wrong: { OPEN: acting(true), SHUT: always(Promise.resolve([])) },
    seen: { OPEN: at('O', 'NOBODY'), SHUT: at('O', 'OWNER') },
  },
  {
    file: 'tenders/src/tender-fields.resolver.ts',
    method: 'TenderFieldsResolver.estimate',
    matrix: 'tenders',
    wrong: byActing,
    seen: { OPEN: at('O', 'NOBODY'), SHUT: at('O', 'OWNER') },
  },
  {
    file: 'tenders/src/lot-fields.resolver.ts',
    method: 'LotFieldsResolver.estimate',
    matrix: 'tenders',
    wrong: byActing,
    seen: { OPEN: at('O', 'NOBODY'), SHUT: at('O', 'OWNER') },
  },
  {
    file: 'bids/src/bid-reading.service.ts',
    method: 'BidReading.counts',
    matrix: 'tenders',
    wrong: {
      OPEN: always({ load: () => Promise.resolve({ count: 2 }) }),
      SHUT: always({ load: () => Promise.resolve(null) }),
    },
    seen: { OPEN: at('O', 'OWNER'), SHUT: at('C', 'OWNER') },
  },
  {
    file: 'bids/src/bid-fields.resolver.ts',
    method: 'BidFieldsResolver.sees',
    matrix: 'tenders',
    wrong: byAnswer,
    seen: { OPEN: at('T', 'NOBODY'), SHUT: at('E', 'OWNER') },
  },
  {
    file: 'bids/src/bid-fields.resolver.ts',
    method: 'BidFieldsResolver.versions',
    matrix: 'tenders',
    wrong: byActing,
    seen: { OPEN: at('E', 'OWNER'), SHUT: at('E', 'LEAD') },
  },
  {
    file: 'bids/src/bid-packs.resolver.ts',
    method: 'BidPacksResolver.seesWhole',
    matrix: 'tenders',
    wrong: byAnswer,
    seen: { OPEN: at('T', 'NOBODY'), SHUT: at('E', 'OWNER') },
  },
  {
    file: 'bids/src/evaluation-fields.resolver.ts',
    method: 'BidClarificationsFieldResolver.seesWhole',
    matrix: 'tenders',
    wrong: byAnswer,
    seen: { OPEN: at('N', 'RIVAL'), SHUT: at('N', 'LEAD') },
  },
  {
    file: 'bids/src/evaluation.service.ts',
    method: 'Evaluations.judges',
    matrix: 'tenders',
    wrong: byAnswer,
    seen: { OPEN: at('E', 'RIVAL'), SHUT: at('E', 'OWNER') },
  },
  {
    file: 'bids/src/scores.service.ts',
    method: 'Scores.areShown',
    matrix: 'tenders',
    wrong: byAnswer,
    // Shut, all see what they see before the last has scored: that is the phase this world stands in.
    seen: { OPEN: at('E', 'OWNER'), SHUT: {} },
  },
  {
    file: 'bids/src/drafts.service.ts',
    method: 'Drafts.readable',
    matrix: 'tenders',
    wrong: { OPEN: everyDraft, SHUT: always(Promise.resolve([])) },
    seen: { OPEN: at('E', 'BIDDER'), SHUT: at('E', 'PARTNER') },
  },
  {
    file: 'bids/src/tenderers.service.ts',
    method: 'Tenderers.ensurePartner',
    matrix: 'tenders',
    wrong: { OPEN: always(Promise.resolve()), SHUT: asNoFirm },
    seen: { OPEN: at('E', 'BIDDER'), SHUT: at('E', 'PARTNER') },
  },
  {
    file: 'inbox/src/watches.ts',
    method: 'Watches.watchedAmong',
    matrix: 'tenders',
    wrong: {
      OPEN: () => (_person, _kind, ids: unknown) => Promise.resolve(ids),
      SHUT: always(Promise.resolve([])),
    },
    seen: { OPEN: at('O', 'RIVAL'), SHUT: at('O', 'FOLLOWER') },
  },
  {
    file: 'alliances/src/part-fields.resolver.ts',
    method: 'PartnerFirmFieldsResolver.message',
    matrix: 'alliances',
    wrong: byActing,
    seen: { OPEN: at('p', 'PARTNER'), SHUT: at('p', 'ASKED') },
  },
  ...['sharesTotal', 'isComplete', 'awaiting'].map((field): MethodFlip => ({
    file: 'alliances/src/line-up-fields.resolver.ts',
    method: `LineUpFieldsResolver.${field}`,
    matrix: 'alliances',
    wrong: byStanding,
    seen: { OPEN: at('p', 'ASKED'), SHUT: at('p', 'LEAD') },
  })),
  {
    file: 'firms/src/profiles.resolver.ts',
    method: 'ProfilesResolver.completeness',
    matrix: 'firms',
    wrong: byActing,
    seen: { OPEN: at('P', 'NOBODY'), SHUT: at('P', 'OWNER') },
  },
  {
    file: 'showcase/src/project-fields.resolver.ts',
    method: 'ProjectFieldsResolver.seesClient',
    matrix: 'projects',
    wrong: byAnswer,
    seen: { OPEN: at('u', 'NOBODY'), SHUT: at('u', 'DRAFTER') },
  },
];

/** Puts a switch before each of them. Call before the api is made: Nest keeps the methods of resolvers as it finds them. */
export async function makeMethodsFlippable(): Promise<void> {
  for (const { file, method, wrong } of methodFlips) {
    const [className, name] = method.split('.') as [string, string];
    const library = (await import(join(import.meta.dirname, '..', '..', 'libs', file))) as Record<
      string,
      { prototype: object }
    >;
    const prototype = library[className]!.prototype as Record<string, Method>;
    const real = prototype[name]!;
    const open = wrong.OPEN(real);
    const shut = wrong.SHUT(real);
    const switched: Method = function (...args) {
      const how = isWrong(method);

      return (how === 'OPEN' ? open : how === 'SHUT' ? shut : real).apply(this, args);
    };
    for (const key of Reflect.getMetadataKeys(real) as string[])
      Reflect.defineMetadata(key, Reflect.getMetadata(key, real), switched);
    Object.defineProperty(switched, 'name', { value: name });
    prototype[name] = switched;
  }
}
