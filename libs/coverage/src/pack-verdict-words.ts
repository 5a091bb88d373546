import { Injectable } from '@nestjs/common';
import { FirmsService } from '#libs/firms';
import type { RequestContext } from '#libs/platform';
import { type LineUpVerdict, worstOf } from '#libs/rule-packs';
import type { CoverageOverride } from './override.entity.js';
import type { LineUpCheckType } from './pack-checks.graphql.js';
import { verdictsShown } from './pack-shapes.js';
import type { PackAudience } from './pack-words.js';
import type { PackVerdictType } from './rule-packs.graphql.js';

/** What is to be said of a line-up, with the reasons on record for going on in spite of it. */
export interface LineUpWarnings {
  readonly verdicts: readonly LineUpVerdict[];
  readonly overrides: readonly CoverageOverride[];
}

/** Puts what rules say of line-ups into words, with firms as the reader may see them. */
@Injectable()
export class PackVerdictWords {
  constructor(private readonly firms: FirmsService) {}

  async for(
    context: RequestContext,
    { verdicts, overrides }: LineUpWarnings,
    audience: PackAudience = 'TENDERER',
  ): Promise<PackVerdictType[]> {
    const firms = await this.firms.loader(context).loadMany([...new Set(verdicts.flatMap(({ who }) => who))]);

    return verdictsShown(
      verdicts,
      firms.flatMap((firm) => (firm === null || firm instanceof Error ? [] : [firm])),
      overrides,
      audience,
    );
  }

  async check(
    context: RequestContext,
    warnings: LineUpWarnings,
    audience: PackAudience = 'TENDERER',
  ): Promise<LineUpCheckType> {
    return { outcome: worstOf(warnings.verdicts), verdicts: await this.for(context, warnings, audience) };
  }
}
