import {
  type ProfileEntry,
  canSeeLegalId,
  canSeeLegalIdSql,
  canSeePage,
  canSeePageSql,
  sightOf,
  sightSql,
} from '#libs/firms';
import type { Browser } from '../support/people.js';
import { anyRole } from './expected-access.js';
import type { Asking } from './table.js';
import { type Twins, rowsOf, table, twinsQuestion } from './twins.js';

const own = anyRole.join(' ');

interface FirmRow {
  id: string;
  hiddenAt: Date | null;
}
type Firms = { ids: Record<string, string>; rows: Record<string, FirmRow> };

/** The rules of a firm’s page and of its profile, each beside its twin. */
export async function firmTwins(reader: Browser, ids: Record<string, string>): Promise<Asking> {
  const firms = { ids, rows: await rowsOf<FirmRow>(reader, 'SELECT * FROM "firm" WHERE "id" = ANY ($1::uuid[])', ids) };

  return twinsQuestion([
    {
      name: 'canSeePage',
      table: marks('#-', '##', '##'),
      rule: (actor, column) => canSeePage(actor, firms.rows[column]!),
      sql: ({ firmIds, operator }, column) => [
        `SELECT ${canSeePageSql('firm', '$1', '$2')} FROM "firm" firm WHERE firm."id" = $3`,
        [firmIds, operator, ids[column]],
      ],
    },
    legalIdTwins(firms, 'NIB', marks('#-', '##', '##')),
    // It can be the number of a person.
    legalIdTwins(firms, 'NPWP', marks('--', '##', '##')),
    // What a hidden firm can do concerns no operator, its papers do.
    entryTwins(firms, { visibility: 'PUBLIC' }, marks('#-', '#-', '##')),
    entryTwins(firms, { visibility: 'FINDABLE' }, marks('~-', '~-', '##')),
    entryTwins(firms, { visibility: 'PRIVATE' }, marks('--', '--', '##')),
    entryTwins(firms, { visibility: 'PUBLIC', state: 'VERIFIED' }, marks('#-', '##', '##')),
    entryTwins(firms, { visibility: 'FINDABLE', state: 'VERIFIED' }, marks('~-', '##', '##')),
    entryTwins(firms, { visibility: 'PRIVATE', state: 'VERIFIED' }, marks('--', '##', '##')),
    entryTwins(firms, { visibility: 'PUBLIC', state: 'SUBMITTED' }, marks('#-', '##', '##')),
    entryTwins(firms, { visibility: 'PUBLIC', state: 'REJECTED' }, marks('--', '##', '##')),
    entryTwins(firms, { visibility: 'PUBLIC', state: 'DRAFT' }, marks('--', '--', '##')),
  ]);
}

function legalIdTwins({ ids, rows }: Firms, scheme: string, wanted: Twins['table']): Twins {
  return {
    name: `canSeeLegalId:${scheme}`,
    table: wanted,
    rule: (actor, column) => canSeeLegalId(actor, rows[column]!, { scheme }),
    sql: ({ firmIds, operator }, column) => [
      `SELECT ${canSeeLegalIdSql('firm', 'number', '$1', '$2')} FROM "firm" firm JOIN "firmLegalId" number ON number."firmId" = firm."id"
       WHERE firm."id" = $3 AND number."scheme" = $4`,
      [firmIds, operator, ids[column], scheme],
    ],
  };
}

function entryTwins({ ids, rows }: Firms, entry: ProfileEntry, wanted: Twins['table']): Twins {
  const isPaper = entry.state !== undefined;

  return {
    name: `sightOf ${isPaper ? 'evidence' : 'capability'}:${Object.values(entry).join(' ')}`,
    table: wanted,
    rule: (actor, column) => sightOf(actor, rows[column]!, entry),
    sql: ({ firmIds, operator }, column) => [
      // The operator is asked about papers alone; the value is there in any case.
      `SELECT ${sightSql('firm', 'entry', isPaper, '$1', '$2')} FROM "firm" firm JOIN "${isPaper ? 'evidence' : 'capability'}" entry
         ON entry."firmId" = firm."id" AND entry."visibility" = $4 ${isPaper ? 'AND entry."state" = $5' : ''}
       WHERE firm."id" = $3 AND $2::boolean IS NOT NULL`,
      [firmIds, operator, ids[column], ...Object.values(entry)],
    ],
  };
}

/** Outsiders, operators, and the firm's delegates. */
function marks(outside: string, operator: string, delegates: string): Twins['table'] {
  return table('PH', { 'NOBODY STRANGER OTHER': outside, OPERATOR: operator, [own]: delegates });
}
