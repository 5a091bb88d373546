import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Firm } from '#libs/firms';
import { Inbox, NoticeKinds, Watches } from '#libs/inbox';
import { Db, type FirmRoleName } from '#libs/platform';
import type { Project } from './project.entity.js';
import { ProjectReading } from './project-reading.service.js';

/** What people are told about projects, each kind with its words in `locales/*\/notices-showcase.json`. */
export const projectNotices = [
  'PROJECT_DRAFTED',
  'PROJECT_CHANGED',
  'PROJECT_CONFIRMED',
  'PROJECT_CLIENT_ASKED',
  'PROJECT_CLIENT_CONFIRMED',
  'PROJECT_CLIENT_REFUSED',
  'PROJECT_CLIENT_SILENT',
  'PROJECT_PUBLISHED',
  'PROJECT_WITHDRAWN',
  'PROJECT_PERSON_NAMED',
] as const;

export interface ProjectTidings {
  kind: (typeof projectNotices)[number];
  /** Makes this the one telling of its kind about this project; nobody is told twice for the same one. */
  occasion: string;
  /** The firm that did it, to be named. */
  byFirmId?: string | null;
  /** The person who did it, and need not be told. */
  except?: string | null;
}

/** Tells people of firms what happened to a project, in the transaction in which it happened; and lets everybody follow public ones. */
@Injectable()
export class ShowcaseNews implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly inbox: Inbox,
    private readonly kinds: NoticeKinds,
    private readonly watches: Watches,
    private readonly reading: ProjectReading,
  ) {}

  onModuleInit(): void {
    this.kinds.register(...projectNotices.map((kind) => ({ kind })));
    this.watches.register('PROJECT', (actor, ids) => this.reading.visibleIds(actor, ids));
  }

  async tellFirms(project: Project, firmIds: readonly string[], tidings: ProjectTidings): Promise<void> {
    const roles: FirmRoleName[] = ['OWNER', 'SIGNATORY', 'EDITOR'];
    await this.inbox.tell({ ...(await this.worded(project, tidings)), firms: { firmIds, roles } });
  }

  async tellPerson(project: Project, personId: string, tidings: ProjectTidings): Promise<void> {
    await this.inbox.tell({ ...(await this.worded(project, tidings)), personIds: [personId] });
  }

  private async worded(
    project: Project,
    { kind, occasion, byFirmId, except }: ProjectTidings,
  ): Promise<Parameters<Inbox['tell']>[0]> {
    const [by] = byFirmId ? await this.db.of(Firm).findBy({ id: In([byFirmId]) }) : [];
    const { en, id } = project.title;
    const titles = { titleEn: en ?? id ?? '', titleId: id ?? en ?? '' };

    return {
      kind,
      key: `${kind}:${project.id}:${occasion}`,
      path: `/projects/${project.id}`,
      facts: { ...titles, firmName: by?.name ?? '' },
      except: except ?? null,
    };
  }
}
