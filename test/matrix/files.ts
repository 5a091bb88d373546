import type { Browser } from '../support/people.js';
import { type Asking, type Outcome, type Table, cell } from './table.js';

/** Path by which a file is fetched; `/files/<id>` wherever the API tells one. */
type Place = string;

/** Files of one kind, one for each column, and who is given their bytes: `#`, or `.` for what is not there. */
export interface FilesAsked {
  table: Table;
  places: Record<string, Place>;
}

export const filesAsked = (
  places: Record<string, Place>,
  columns: string,
  rows: Record<string, string>,
): FilesAsked => ({ places, table: cell('', columns, rows).table });

/** Asks for files as a browser does: `file EVIDENCE:private`. */
export const fileQuestion = (files: Record<string, FilesAsked>): Asking => ({
  cells: Object.fromEntries(Object.entries(files).map(([name, { table }]) => [`file ${name}`, { table }])),
  async answered(browser, column) {
    const asked = Object.entries(files).filter(([, { table }]) => table.columns.includes(column));
    const seen = asked.map(async ([name, { places }]) => [`file ${name}`, await fetched(browser, places[column])]);

    return Object.fromEntries(await Promise.all(seen)) as Record<string, Outcome>;
  },
});

export const placeOf = (fileId: string): Place => `/files/${fileId}`;

async function fetched({ kongsi, cookie }: Browser, place: Place | undefined): Promise<Outcome> {
  // A file that the world forgot to make would be missing for everybody, and look kept back.
  if (!place) return 'X no file was made';
  const response = await fetch(kongsi.url + place, { headers: cookie === undefined ? {} : { cookie } });
  const body = Buffer.from(await response.arrayBuffer());
  if (response.status === 200) return body.length > 0 ? '#' : 'X empty';

  return response.status === 404 && isNotFound(body) ? '.' : `X ${response.status}`;
}

function isNotFound(body: Buffer): boolean {
  const { errors } = JSON.parse(body.toString()) as { errors: { extensions: { code: string } }[] };

  return errors.length === 1 && errors[0]!.extensions.code === 'NOT_FOUND';
}
