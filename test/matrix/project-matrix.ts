import { randomUUID } from 'node:crypto';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import type { Browser, PersonActing } from '../support/people.js';
import { aProject, confirmAsClient, confirmProject, kept, showcase } from '../support/showcase.js';
import { upload } from '../support/uploads.js';
import { fileQuestion, filesAsked, placeOf } from './files.js';
import { projectTwins } from './group-twins.js';
import type { Matrix } from './matrix.js';
import { type Asking, type Cell, type Question, cell, shown } from './table.js';
import type { TenderWorld } from './tender-world.js';

/** `d`: draft, its client not asked; `q`: the client is asked; `u`: public, the client stays unnamed; `n`: public with it; `w`: withdrawn. */
const columns = ['d', 'q', 'u', 'n', 'w'];
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 4 4 0l4 4z"/></svg>';
const outsiders = 'NOBODY STRANGER OTHER OPERATOR';

interface Seen {
  project: {
    coordinates: unknown;
    value: { amount: string };
    partners: { hasConfirmed: boolean | null }[];
    people: unknown[];
    missingConfirmations: number | null;
  };
}

/** Joint work, from the first telling to its withdrawal. Two people are named: one said yes, one did not answer. */
export async function projectMatrix({ readers, sides: { lead, partner } }: TenderWorld): Promise<Matrix> {
  const client = await aFirm(lead.kongsi, { name: 'SMK Bahari' });
  const named = await aDelegate(partner, 'VIEWER');
  const silent = await aDelegate(partner, 'VIEWER');
  const ids: Record<string, string> = {};
  const pictures: Record<string, string> = {};
  for (const column of columns) {
    const fileId = await upload(lead.person, 'SHOWCASE_PICTURE', Buffer.from(drawing), 'roof.svg');
    ids[column] = await aProjectStanding(column, fileId, [lead, partner, client], [named.person, silent.person]);
    pictures[column] = placeOf(fileId);
  }
  for (const person of [named, silent]) kept(await person.act('leaveFirm'));
  const own: Record<string, Browser> = {
    NOBODY: readers.NOBODY,
    STRANGER: readers.STRANGER,
    OTHER: readers.RIVAL,
    OPERATOR: readers.OPERATOR,
    DRAFTER: lead.person,
    PARTNER: partner.person,
    NAMED: named.person,
    SILENT: silent.person,
    CLIENT: client.person,
  };

  return {
    name: 'joint projects',
    columns,
    readers: own,
    questions: [
      projectCells(ids),
      projectSearch(ids),
      pictureQuestion(pictures),
      await projectTwins(readers.NOBODY, ids),
    ],
  };
}

async function aProjectStanding(
  column: string,
  fileId: string,
  [lead, partner, client]: [FirmActing, FirmActing, FirmActing],
  people: PersonActing[],
): Promise<string> {
  const { id } = await aProject(lead, partner, { clientFirmId: client.firmId });
  kept(await showcase(lead, 'addPicture', { projectId: id, fileId, alt: { en: 'A roof' } }));
  for (const { id: personId } of people)
    kept(await showcase(partner, 'namePerson', { projectId: id, personId, did: { en: 'Welded' } }));
  kept(await people[0]!.carryOut('confirmPerson', { projectId: id, idempotencyKey: randomUUID() }, ''));
  if (column === 'd') return id;
  for (const firm of [lead, partner]) kept(await confirmProject(firm, id));
  kept(await showcase(lead, 'askClient', { projectId: id }));
  if (column === 'q') return id;
  if (column === 'n') kept(await confirmAsClient(client, id, 'Dry feet at last.'));
  else kept(await showcase(client, 'refuseAsClient', { projectId: id }));
  kept(await showcase(lead, 'publishProject', { projectId: id }));
  if (column === 'w') kept(await showcase(partner, 'withdrawProject', { projectId: id }));

  return id;
}

export const projectCells = (ids: Record<string, string>): Question => ({
  text: `query ($id: ID!) { project(id: $id) { id myStanding coordinates { latitude } value { amount } client { id } clientWord clientAnswer
    clientThinksUntil missingConfirmations partners { firm { id } hasConfirmed } people { person { id } confirmedAt } } }`,
  variables: (column) => ({ id: ids[column] }),
  cells: {
    // Public only when everybody said yes; until then theirs who have to do with it. The client is none of them before it was asked.
    'Query.project': rows('project', { out: '..##.', firms: '#####', named: '#####', client: '.####' }),
    'Project.myStanding': rows('project.myStanding', { out: '..--.', firms: '#####', named: '#####', client: '.####' }),
    // Who the client is, and what would tell it.
    'Project.coordinates': rows('project.coordinates', {
      out: '..-#.',
      firms: '#####',
      named: '#####',
      client: '.####',
    }),
    'Project.client': rows('project.client', { out: '..-#.', firms: '#####', named: '#####', client: '.####' }),
    'Project.value': rows(({ project }) => (project.value.amount === '1234567890' ? '#' : '~'), {
      out: '..~#.',
      firms: '#####',
      named: '#####',
      client: '.####',
    }),
    'Project.clientWord': rows('project.clientWord', { out: '..-#.', firms: '---#-', named: '---#-', client: '.--#-' }),
    'Project.clientAnswer': rows('project.clientAnswer', {
      out: '..--.',
      firms: '#####',
      named: '-----',
      client: '.----',
    }),
    'Project.clientThinksUntil': rows('project.clientThinksUntil', {
      out: '..--.',
      firms: '-####',
      named: '-----',
      client: '.####',
    }),
    'Project.missingConfirmations': rows(({ project }) => (project.missingConfirmations === null ? '-' : '#'), {
      out: '..--.',
      firms: '#####',
      named: '-----',
      client: '.----',
    }),
    'ProjectPartner.hasConfirmed': rows(({ project }) => (project.partners[0]!.hasConfirmed === null ? '-' : '#'), {
      out: '..--.',
      firms: '#####',
      named: '#####',
      client: '.####',
    }),
    // A name shows with its person's own yes; before it the partner firms and the person see it.
    'Project.people': cell(({ project }: Seen) => String(project.people.length), columns.join(''), {
      [outsiders]: '..11.',
      'DRAFTER PARTNER': '22222',
      NAMED: '11111',
      SILENT: '22222',
      CLIENT: '.1111',
    }),
  },
});

interface Found {
  projects: { nodes: { id: string }[] };
}

/** What the showcase shows: to everybody the same, also to who did the work. */
const projectSearch = (ids: Record<string, string>): Question => ({
  text: '{ projects(first: 100) { nodes { id } } }',
  variables: () => ({}),
  cells: {
    'Query.projects': cell(
      ({ projects }: Found, column) => shown(projects.nodes.some(({ id }) => id === ids[column])),
      columns.join(''),
      { [`${outsiders} DRAFTER PARTNER NAMED SILENT CLIENT`]: '--##-' },
    ),
  },
});

const pictureQuestion = (pictures: Record<string, string>): Asking =>
  fileQuestion({
    SHOWCASE_PICTURE: filesAsked(pictures, columns.join(''), {
      [outsiders]: '..##.',
      'DRAFTER PARTNER NAMED SILENT': '#####',
      CLIENT: '.####',
    }),
  });

function rows(
  read: string | ((data: Seen) => string),
  { out, firms, named, client }: Record<'out' | 'firms' | 'named' | 'client', string>,
): Cell {
  return cell(read, columns.join(''), {
    [outsiders]: out,
    'DRAFTER PARTNER': firms,
    'NAMED SILENT': named,
    CLIENT: client,
  });
}
