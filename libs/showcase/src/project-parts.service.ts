import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FirmPeople } from '#libs/firms';
import { type Actor, BadUserInput, Clock, Db, Events, Files, NotFound, firmRoles, newId, say } from '#libs/platform';
import { makePlain } from './plain-photo.js';
import { isSafeSvg, svgType } from './plain-svg.js';
import { Project } from './project.entity.js';
import { ProjectPerson, ProjectPicture } from './project-parts.entity.js';
import { PersonNotOfFirm, PicturesFull } from './project.refusals.js';
import { NameWithdrawn } from './project.graphql.js';
import { ProjectReading } from './project-reading.service.js';
import { type LockedProject, ProjectRecords } from './project-records.js';
import { textOf } from './project-writing.js';
import type {
  AddPictureInput,
  ConfirmPersonInput,
  NamePersonInput,
  OrderPicturesInput,
  RemovePictureInput,
  WithdrawPersonInput,
} from './project-verbs.graphql.js';
import { ShowcaseNews } from './showcase-news.js';

export const picturePurpose = 'SHOWCASE_PICTURE';
const largestPicture = 10_000_000;
const mostPictures = 20;

/** Pictures of the work, and the people who did it. */
@Injectable()
export class ProjectPartsService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly files: Files,
    private readonly people: FirmPeople,
    private readonly reading: ProjectReading,
    private readonly records: ProjectRecords,
    private readonly news: ShowcaseNews,
  ) {}

  onModuleInit(): void {
    this.files.register({
      name: picturePurpose,
      maxBytes: largestPicture,
      mediaTypes: ['image/png', 'image/jpeg', 'image/webp', svgType],
      vouchFor: async (bytes) => (isSafeSvg(bytes) ? svgType : null),
      prepare: async (path, mediaType) => mediaType === svgType || makePlain(path),
      mayRead: async (actor, file) => {
        const pictures = await this.db.of(ProjectPicture).findBy({ fileId: file.id });
        const seen = await this.reading.visibleIds(
          actor,
          pictures.map(({ projectId }) => projectId),
        );

        return seen.length > 0;
      },
    });
  }

  /** @throws NotFound, ProjectWithdrawn, ProjectIsPublic, PicturesFull, BadUserInput */
  async addPicture(actor: Actor, input: AddPictureInput): Promise<Project> {
    return this.change(actor, input.projectId, 'PICTURE_ADDED', async ({ project, now }) => {
      const pictures = await this.picturesOf(project.id);
      if (pictures.length >= mostPictures) throw new PicturesFull(mostPictures);
      const alt = textOf(input.alt, 'alt', 'input.alt');
      await this.files.attach(input.fileId, picturePurpose, actor, now);
      const { fileId } = input;
      const place = (pictures.at(-1)?.place ?? 0) + 1;
      await this.db.of(ProjectPicture).insert({ id: newId(), projectId: project.id, place, fileId, alt });
    });
  }

  /** @throws NotFound, ProjectWithdrawn, ProjectIsPublic */
  async removePicture(actor: Actor, { projectId, pictureId }: RemovePictureInput): Promise<Project> {
    return this.change(actor, projectId, 'PICTURE_REMOVED', async () => {
      const { affected } = await this.db.of(ProjectPicture).delete({ id: pictureId, projectId });
      if (affected === 0) throw new NotFound();
    });
  }

  /** @throws NotFound, ProjectWithdrawn, ProjectIsPublic, BadUserInput unless each picture is named once */
  async orderPictures(actor: Actor, { projectId, pictureIds }: OrderPicturesInput): Promise<Project> {
    return this.change(actor, projectId, 'PICTURES_ORDERED', async () => {
      const pictures = await this.picturesOf(projectId);
      const isOrder = pictures.length === pictureIds.length && pictures.every(({ id }) => pictureIds.includes(id));
      if (!isOrder) throw new BadUserInput([{ path: 'input.pictureIds', message: say('showcase:picturesOnce') }]);
      await this.db
        .of(ProjectPicture)
        .save(pictures.map((picture) => Object.assign(picture, { place: pictureIds.indexOf(picture.id) + 1 })));
    });
  }

  /**
   * Names somebody of the own firm; naming again says anew what they did, and asks anew. Who names themselves has said yes by it.
   *
   * @throws NotFound, ProjectWithdrawn, ProjectIsPublic, PersonNotOfFirm, BadUserInput
   */
  async namePerson(actor: Actor, { projectId, personId, did }: NamePersonInput): Promise<Project> {
    return this.change(actor, projectId, 'PERSON_NAMED', async ({ project, now }) => {
      const ofFirm = await this.people.ids(actor.firm, ...firmRoles);
      if (!ofFirm.includes(personId)) throw new PersonNotOfFirm();
      const own = personId === actor.personId;
      const told = { firmId: actor.firm, did: textOf(did, 'did', 'input.did') };
      const confirmedAt = own ? now : null;
      await this.db.of(ProjectPerson).save({ projectId, personId, namedAt: now, confirmedAt, ...told });
      const occasion = now.toISOString();
      const tidings = { kind: 'PROJECT_PERSON_NAMED', occasion, byFirmId: actor.firm } as const;
      if (!own) await this.news.tellPerson(project, personId, tidings);
    });
  }

  /** A person's own yes to being named. @throws NotFound, ProjectWithdrawn */
  async confirmPerson(actor: Actor, { projectId }: ConfirmPersonInput): Promise<Project> {
    const project = await this.db.get(Project, projectId, 'FOR UPDATE');
    const named = await this.db.of(ProjectPerson).findOneBy({ projectId, personId: actor.person });
    if (!named) throw new NotFound();
    project.ensureLives();
    if (named.confirmedAt) return project;
    const now = await this.clock.now();
    await this.db.of(ProjectPerson).save(Object.assign(named, { confirmedAt: now }));
    await this.events.record('project', projectId, actor, { kind: 'PERSON_CONFIRMED', at: now });

    return project;
  }

  /** Takes the own name out, whenever, also where nobody asks the others. @throws NotFound */
  async withdrawPerson(actor: Actor, { projectId }: WithdrawPersonInput): Promise<NameWithdrawn> {
    await this.db.get(Project, projectId, 'FOR UPDATE');
    const { affected } = await this.db.of(ProjectPerson).delete({ projectId, personId: actor.person });
    if (affected === 0) throw new NotFound();
    await this.events.record('project', projectId, actor, { kind: 'PERSON_WITHDRAWN', at: await this.clock.now() });

    return Object.assign(new NameWithdrawn(), { projectId });
  }

  private async change(
    actor: Actor,
    projectId: string,
    kind: string,
    work: (locked: LockedProject) => Promise<void>,
  ): Promise<Project> {
    const locked = await this.records.lockAsPartner(actor, projectId);
    locked.project.ensureChangeable();
    await work(locked);

    return this.records.keepChanged(actor, locked, kind);
  }

  private picturesOf(projectId: string): Promise<ProjectPicture[]> {
    return this.db.of(ProjectPicture).find({ where: { projectId }, order: { place: 'ASC', id: 'ASC' } });
  }
}
