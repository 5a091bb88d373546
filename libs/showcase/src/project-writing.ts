import { type LocalText, type LocalTextInput, keepLocalText } from '#libs/firms';
import { BadUserInput, type InputProblem, Money, say } from '#libs/platform';
import type { Project } from './project.entity.js';
import { NotJoint, SharesBeyondWhole } from './project.refusals.js';
import type { DraftProjectInput, ProjectPartnerInput, ReviseProjectInput } from './project-verbs.graphql.js';

/** Characters per language. */
const limits = { title: 160, story: 5_000, outcome: 1_000, clientUnnamed: 160, part: 300, alt: 300, did: 200 };

type Told = Omit<DraftProjectInput, 'actingFor' | 'idempotencyKey' | 'awardId'> | ReviseProjectInput;

/** A text as it is kept. @throws BadUserInput where it is too long, or empty though it must say something */
export function textOf(
  input: LocalTextInput | null | undefined,
  kind: keyof typeof limits,
  path: string,
  options: { mayBeEmpty?: boolean } = {},
): LocalText {
  const text = keepLocalText(input);
  const limit = limits[kind];
  const problems: InputProblem[] = Object.entries(text)
    .filter(([, words]) => words.length > limit)
    .map(([language]) => ({ path: `${path}.${language}`, message: say('showcase:tooLong', { limit }) }));
  if (!options.mayBeEmpty && Object.keys(text).length === 0)
    problems.push({ path, message: say('showcase:wordsWanted') });
  if (problems.length > 0) throw new BadUserInput(problems);

  return text;
}

/** Writes into the project what was told of texts, place, time and value; what was left out stays. @throws BadUserInput */
export function writeTelling(project: Project, told: Told): void {
  if (told.title) project.title = textOf(told.title, 'title', 'input.title');
  if (told.story) project.story = textOf(told.story, 'story', 'input.story', { mayBeEmpty: true });
  if (told.outcome) project.outcome = textOf(told.outcome, 'outcome', 'input.outcome', { mayBeEmpty: true });
  if (told.clientUnnamed !== undefined) project.clientUnnamed = unnamedOf(told.clientUnnamed);
  if (told.place) {
    const { town, region, country, latitude, longitude } = told.place;
    Object.assign(project, { town: town.trim(), region: region?.trim() || null, country });
    Object.assign(project, { latitude: latitude ?? null, longitude: longitude ?? null });
  }
  if (told.startedOn) project.startedOn = told.startedOn;
  if (told.finishedOn) project.finishedOn = told.finishedOn;
  if (told.value !== undefined) {
    const value = told.value && Money.read(told.value, 'input.value');
    Object.assign(project, { valueMinor: value?.minor ?? null, valueCurrency: value?.currency ?? null });
  }
}

function unnamedOf(told: LocalTextInput | null): LocalText | null {
  const words = textOf(told, 'clientUnnamed', 'input.clientUnnamed', { mayBeEmpty: true });

  return Object.keys(words).length === 0 ? null : words;
}

/** What every project must say, drafts included. @throws BadUserInput naming all that is missing */
export function ensureWhole(project: Project): void {
  const wrong: [boolean, string, string][] = [
    [Object.keys(project.title ?? {}).length === 0, 'title', 'wordsWanted'],
    [!project.town, 'place', 'placeWanted'],
    [!project.startedOn, 'startedOn', 'dayWanted'],
    [!project.finishedOn, 'finishedOn', 'dayWanted'],
    [Boolean(project.startedOn) && project.finishedOn < project.startedOn, 'finishedOn', 'daysReversed'],
    [project.clientFirmId === null && project.clientUnnamed === null, 'clientUnnamed', 'clientWanted'],
  ];
  const problems = wrong
    .filter(([isWrong]) => isWrong)
    .map(([, field, sentence]): InputProblem => ({ path: `input.${field}`, message: say(`showcase:${sentence}`) }));
  if (problems.length > 0) throw new BadUserInput(problems);
}

/** @throws NotJoint, SharesBeyondWhole, BadUserInput */
export function ensureFitTogether(
  partners: readonly Pick<ProjectPartnerInput, 'firmId' | 'roles' | 'shareBasisPoints'>[],
  ownFirmId: string,
  clientFirmId: string | null,
): void {
  const firmIds = partners.map(({ firmId }) => firmId);
  const leads = partners.filter(({ roles }) => roles.includes('LEAD')).length;
  const wrong: [boolean, string][] = [
    [new Set(firmIds).size < firmIds.length, 'partnersOnce'],
    [!firmIds.includes(ownFirmId), 'partnersOwn'],
    [leads > 1, 'partnersLead'],
    [clientFirmId !== null && firmIds.includes(clientFirmId), 'partnersClient'],
  ];
  const problems = wrong
    .filter(([isWrong]) => isWrong)
    .map(([, sentence]): InputProblem => ({ path: 'input.partners', message: say(`showcase:${sentence}`) }));
  if (problems.length > 0) throw new BadUserInput(problems);
  if (partners.length < 2) throw new NotJoint();
  const total = partners.reduce((sum, { shareBasisPoints }) => sum + shareBasisPoints, 0);
  if (total > 10_000) throw new SharesBeyondWhole(total);
}

/** Where a project whose client stays unnamed says its name all the same, written in whatever case and with whatever accents. */
export function fieldsNaming(
  clientName: string,
  texts: readonly (readonly [string, LocalText | string | null])[],
): string[] {
  const name = bare(clientName);
  if (name.length < 3) return [];

  return texts
    .filter(([, text]) => {
      const words = typeof text === 'string' ? [text] : Object.values(text ?? {});

      return words.some((said) => ` ${bare(said)} `.includes(` ${name} `));
    })
    .map(([field]) => field);
}

/** Letters and digits alone, small, one space between words. */
function bare(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
