import { Injectable } from '@nestjs/common';
import { Db, OnJob } from '#libs/platform';
import { ProjectRecords } from './project-records.js';
import { ShowcaseNews } from './showcase-news.js';

/** Announces what time has done to projects; decides nothing. */
@Injectable()
export class ShowcaseJobs {
  constructor(
    private readonly db: Db,
    private readonly records: ProjectRecords,
    private readonly news: ShowcaseNews,
  ) {}

  /** The client has said nothing for thirty days: the firms learn that they can go on. Safe to run twice. */
  @OnJob('client-stayed-silent')
  async clientStayedSilent({ projectId }: { projectId: string }): Promise<void> {
    await this.db.transaction(async () => {
      const { project, partners, now } = await this.records.lock(projectId);
      if (project.withdrawnAt || project.publishedAt || project.clientAnswer(now) !== 'SILENT') return;
      await this.news.tellFirms(
        project,
        partners.map(({ firmId }) => firmId),
        {
          kind: 'PROJECT_CLIENT_SILENT',
          occasion: project.clientAskedAt!.toISOString(),
          byFirmId: project.clientFirmId,
        },
      );
    });
  }
}
