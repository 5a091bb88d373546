import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { In } from 'typeorm';
import { Db, type RequestContext, loading, loadingMany, say } from '#libs/platform';
import { type Tender, TenderType } from '#libs/tenders';
import { ExternalNoticeRow, ImportedRelease } from './exchange-tables.entity.js';
import type { ExternalNotice } from './external-notice.js';
import { sentenceOf } from './finding.js';
import { ImportedReleaseType, NoticeFindingType, PublishedNoticeType } from './notice.graphql.js';

/** What a tender that was published elsewhere says in its own words. */
@Resolver(() => TenderType)
export class TenderNoticeResolver {
  constructor(private readonly db: Db) {}

  @ResolveField(() => PublishedNoticeType, {
    nullable: true,
    description: 'All that an external notice says, as last published; null for a tender of a firm here.',
  })
  async notice(@Parent() tender: Tender, @Context() context: RequestContext): Promise<ExternalNotice | null> {
    if (!tender.isExternal) return null;
    const rows = loading(
      context,
      'externalNotice',
      (ids) => this.db.of(ExternalNoticeRow).findBy({ tenderId: In(ids) }),
      (row) => row.tenderId,
    );

    return (await rows.load(tender.id))?.notice ?? null;
  }

  @ResolveField(() => [ImportedReleaseType], {
    description: 'What its publisher told of an external notice, release by release as it was read here; else empty.',
  })
  noticeReleases(@Parent() tender: Tender, @Context() context: RequestContext): Promise<ImportedRelease[]> {
    return loadingMany(
      context,
      'noticeReleases',
      (ids) => this.db.of(ImportedRelease).find({ where: { tenderId: In(ids) }, order: { position: 'ASC' } }),
      (row: ImportedRelease) => row.tenderId,
    ).load(tender.id);
  }
}

@Resolver(() => ImportedReleaseType)
export class ImportedReleaseResolver {
  @ResolveField(() => [NoticeFindingType], { description: 'What was missing or strange in it, left out or made up.' })
  findings(@Parent() { findings }: ImportedRelease): NoticeFindingType[] {
    return findings.map((finding) => ({
      kind: finding.kind,
      message: sentenceOf(finding, (key, values) => say(`exchange:${key}`, values)),
      path: finding.path,
      times: finding.times,
    }));
  }
}
