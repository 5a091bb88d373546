import type { ExternalNotice, Moment, Party } from './external-notice.js';

/**
 * A tender of Kongsi's own as it is told to the world: the neutral shape of a notice, with what a release cannot do
 * without. Codes (`status`, `tags`, …) are those of OCDS 1.1; every party, lot, item, bid and award has an id.
 */
export interface PublishedProcess extends Omit<ExternalNotice, keyof OnlyRead> {
  ocid: string;
  releaseId: string;
  date: Moment;
  buyer: Party;
  tenderId: string;
  title: string;
}

/** What only notices of others have. */
type OnlyRead = Pick<
  ExternalNotice,
  'publisher' | 'license' | 'titleIsDerived' | 'isPlanned' | 'conditions' | 'furtherValues'
>;

/** The process in a notice that Kongsi published itself and read back; null when it lacks what every process has. */
export function processOf(notice: ExternalNotice): PublishedProcess | null {
  const {
    publisher: _p,
    license: _l,
    titleIsDerived: _t,
    isPlanned: _i,
    conditions: _c,
    furtherValues: _f,
    ...rest
  } = notice;
  const { ocid, releaseId, date, buyer, tenderId, title } = rest;
  if (ocid === null || releaseId === null || date === null || buyer === null || tenderId === null || title === null)
    return null;

  return { ...rest, ocid, releaseId, date, buyer, tenderId, title };
}
