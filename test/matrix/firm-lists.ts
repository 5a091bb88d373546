import { anyRole } from './expected-access.js';
import { type Cell, type Question, cell, shown } from './table.js';

const own = anyRole.join(' ');

interface Found {
  firms: { nodes: { id: string; capabilities: unknown[] }[] };
}
type Held = Record<'coverage' | 'myCoverage', { verdicts: { outcome: string }[] }>;

/** The order of the requirements that the lot makes: what the firms can do is seen by everybody, is only found, is private. */
const requirements = ['PUBLIC', 'FINDABLE', 'PRIVATE'] as const;

/** Where a firm turns up beside its page: searches, what one may follow, and what it is held against. */
export const firmLists = (ids: Record<string, string>, lotId: string): Question[] => [
  {
    text: '{ firms(text: "Halaman", first: 100) { nodes { id capabilities { id } } } }',
    variables: () => ({}),
    cells: {
      // A hidden page is not found, by nobody.
      'Query.firms': cell(({ firms }: Found, column) => shown(foundIn(firms, ids[column])), 'PH', everybody('#-')),
      'Firm.capabilities:found': rows(
        ({ firms }: Found, column) => {
          const found = foundIn(firms, ids[column]);

          return found ? String(found.capabilities.length) : '.';
        },
        { nobody: '2.', outside: '2.', operator: '2.', delegates: '3.' },
      ),
    },
  },
  {
    text: 'mutation ($input: WatchInput!) { watch(input: $input) { __typename } }',
    variables: (column) => ({ input: { subjectKind: 'FIRM', subjectId: ids[column] } }),
    cells: {
      // Who could follow a hidden firm would know that it is there.
      'Mutation.watch': rows('watch', { nobody: '??', outside: '#.', operator: '##', delegates: '##' }),
    },
  },
  {
    text: `query ($lotId: ID!, $lineUp: LineUpInput!) { coverage(lotId: $lotId, lineUp: $lineUp) { verdicts { outcome } } }`,
    variables: (column) => ({ lotId, lineUp: { entries: [{ firmId: ids[column], roles: ['LEAD'] }] } }),
    cells: {
      // That a trade is there counts, also where it is only found; what is private is for the firm alone to bring in.
      'Query.coverage:public': verdict('coverage', 'PUBLIC', {
        nobody: '??',
        outside: '#-',
        operator: '#-',
        delegates: '##',
      }),
      'Query.coverage:findable': verdict('coverage', 'FINDABLE', {
        nobody: '??',
        outside: '#-',
        operator: '#-',
        delegates: '##',
      }),
      'Query.coverage:private': verdict('coverage', 'PRIVATE', {
        nobody: '??',
        outside: '--',
        operator: '--',
        delegates: '##',
      }),
    },
  },
  {
    text: 'query ($lotId: ID!, $firmId: ID!) { myCoverage(lotId: $lotId, firmId: $firmId) { verdicts { outcome } } }',
    variables: (column) => ({ lotId, firmId: ids[column] }),
    cells: {
      'Query.myCoverage:private': verdict('myCoverage', 'PRIVATE', {
        nobody: '??',
        outside: '..',
        operator: '..',
        delegates: '##',
      }),
    },
  },
];

function verdict(field: keyof Held, requirement: (typeof requirements)[number], marks: Marks): Cell {
  return rows((held: Held) => {
    const { outcome } = held[field].verdicts[requirements.indexOf(requirement)]!;

    return { MET: '#', UNKNOWN: '-' }[outcome] ?? `X ${outcome}`;
  }, marks);
}

function foundIn({ nodes }: Found['firms'], id: string | undefined): Found['firms']['nodes'][number] | undefined {
  return nodes.find((node) => node.id === id);
}

type Marks = Record<'nobody' | 'outside' | 'operator' | 'delegates', string>;

function rows(read: Cell['read'], { nobody, outside, operator, delegates }: Marks): Cell {
  return cell(read, 'PH', { NOBODY: nobody, 'STRANGER OTHER': outside, OPERATOR: operator, [own]: delegates });
}

function everybody(marks: string): Record<string, string> {
  return { [`NOBODY STRANGER OTHER OPERATOR ${own}`]: marks };
}
