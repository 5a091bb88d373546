import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { projectRoot } from '#libs/platform';
import type { Demo } from '../read-demo.js';
import type { DemoPerson, DemoProject, Town } from '../shapes.js';
import type { FileHandIn } from './files.js';
import { founding } from './people-and-firms.js';
import type { Teller, Voice } from './teller.js';
import type { Step, Timeline } from './timeline.js';

const dayHours = 24;
/** Days from the end of the work, or from the first weeks of the market place for what was finished before. */
const toldAfter = 10;

/** Partners tell joint work: a draft with pictures and people, a yes from each, from the client, and then everybody sees it. */
export function projects(
  { projects: all, people, region }: Demo,
  files: FileHandIn,
  teller: Teller,
  time: Timeline,
): Step[] {
  return all.flatMap((project, place) => {
    const told = new ProjectTelling(project, people, region.towns, { files, teller, time });
    const first = founding / dayHours + toldAfter + place;
    const at = (days: number): number => (Math.max(first, project.period.untilDays + toldAfter) + days) * dayHours + 2;

    return [
      { at: at(0), carryOut: () => told.draft() },
      { at: at(1), carryOut: () => told.agreeToBeNamed() },
      { at: at(2), carryOut: () => told.confirm() },
      { at: at(3), carryOut: () => told.askClient() },
      { at: at(5), carryOut: () => told.confirmAsClient() },
      { at: at(6), carryOut: () => told.publish() },
    ];
  });
}

class ProjectTelling {
  constructor(
    private readonly project: DemoProject,
    private readonly people: DemoPerson[],
    private readonly towns: Town[],
    private readonly by: { files: FileHandIn; teller: Teller; time: Timeline },
  ) {}

  async draft(): Promise<void> {
    const { key, title, story, outcome, period, value, pictures } = this.project;
    const { time, files, teller } = this.by;
    const { id } = await this.#teller.carryOut(
      'draftProject',
      {
        title,
        story,
        outcome,
        value,
        place: this.#place(),
        partners: this.#partners(),
        ...this.#source(),
        startedOn: time.day(period.fromDays),
        finishedOn: time.day(period.untilDays),
      },
      '... on Project { id }',
    );
    teller.remember('project', key, id);
    for (const { file, alt } of pictures) {
      const drawing = await readFile(join(projectRoot, 'demo', file));
      const fileId = await files.put(drawing, 'SHOWCASE_PICTURE', basename(file), this.#teller.personKey);
      await this.#act(this.#teller, 'addPicture', { fileId, alt });
    }
    for (const { person, what: did } of this.project.people)
      await this.#act(teller.ownerOf(this.#firmOf(person)), 'namePerson', { personId: teller.personId(person), did });
  }

  /** Each says yes to being named; who owns the firm said so by naming itself. */
  async agreeToBeNamed(): Promise<void> {
    const { teller } = this.by;
    for (const { person, confirmed } of this.project.people)
      if (confirmed && teller.ownerOf(this.#firmOf(person)).personKey !== person)
        await this.#act(teller.as(person), 'confirmPerson');
  }

  async confirm(): Promise<void> {
    for (const { firm, confirmed } of this.project.partners) {
      const voice = this.by.teller.ownerOf(firm);
      if (confirmed) await this.#act(voice, 'confirmProject', { version: await this.#version(voice) });
    }
  }

  async askClient(): Promise<void> {
    if (this.project.client.firm && this.project.state !== 'DRAFT') await this.#act(this.#teller, 'askClient');
  }

  async confirmAsClient(): Promise<void> {
    const { firm, confirmed } = this.project.client;
    if (!firm || !confirmed) return;
    const voice = this.by.teller.ownerOf(firm);
    await this.#act(voice, 'confirmAsClient', { version: await this.#version(voice) });
  }

  async publish(): Promise<void> {
    if (this.project.state === 'PUBLIC') await this.#act(this.#teller, 'publishProject');
  }

  /** Partners, client and award, where there is one: what is fixed by an award is not told again. */
  #source(): Record<string, unknown> {
    const { teller } = this.by;
    const { fromTender, client } = this.project;
    if (fromTender) return { awardId: teller.idOf('award', fromTender) };

    return client.firm ? { clientFirmId: teller.idOf('firm', client.firm) } : { clientUnnamed: client.unnamed };
  }

  #partners(): object[] {
    return this.project.partners.map(({ firm, roles, shareBasisPoints, part }) => ({
      firmId: this.by.teller.idOf('firm', firm),
      roles,
      shareBasisPoints,
      part,
    }));
  }

  #place(): object {
    const { name: town, country, latitude, longitude } = this.towns.find(({ key }) => key === this.project.town)!;

    return { town, country, latitude, longitude };
  }

  /** The partner for which the person did the work. */
  #firmOf(person: string): string {
    const { roles } = this.people.find(({ key }) => key === person)!;

    return this.project.partners.find(({ firm }) => roles.some((held) => held.firm === firm))!.firm;
  }

  /** Who tells the project: the lead. */
  get #teller(): Voice {
    return this.by.teller.ownerOf(this.project.partners.find(({ roles }) => roles.includes('LEAD'))!.firm);
  }

  async #version(voice: Voice): Promise<number> {
    const read = await voice.ask<{ project: { version: number } }>(
      'query ($id: ID!) { project(id: $id) { version } }',
      {
        id: this.#id,
      },
    );

    return read.project.version;
  }

  async #act(voice: Voice, verb: string, input: Record<string, unknown> = {}): Promise<void> {
    await voice.carryOut(verb, { projectId: this.#id, ...input });
  }

  get #id(): string {
    return this.by.teller.idOf('project', this.project.key);
  }
}
