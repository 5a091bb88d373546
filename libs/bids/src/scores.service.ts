import { Injectable } from '@nestjs/common';
import { type Actor, Db, Events, NotFound, newId } from '#libs/platform';
import { Criterion, type LockedLot } from '#libs/tenders';
import { BidNotJudged, InterestsNotDeclared, PriceIsComputed, ScoresMissing, ScoresShown } from './award.refusals.js';
import { Bid } from './bid.entity.js';
import { Evaluations } from './evaluation.service.js';
import type { ScoreInput } from './evaluation-verbs.graphql.js';
import { Evaluator } from './evaluator.entity.js';
import { Score } from './score.entity.js';

/** Points: each evaluator alone, then what all agree on. */
@Injectable()
export class Scores {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
    private readonly evaluations: Evaluations,
  ) {}

  /**
   * One evaluator's own points. They can be changed until all evaluators have scored the whole lot; from then on all see all, and the
   * talk about the consensus begins.
   *
   * @throws InterestsNotDeclared, ScoresShown, PriceIsComputed, BidNotJudged, NotFound (also for who is no evaluator), and those of
   *   `Evaluations.lockJudged`
   */
  async score(actor: Actor, input: ScoreInput): Promise<Score> {
    const { lotId, tenderId } = await this.db.get(Bid, input.bidId);
    const appointed = { tenderId, personId: actor.person };
    if (!(await this.db.of(Evaluator).existsBy(appointed))) throw new NotFound();
    const locked = await this.evaluations.lockJudged(actor, lotId);
    const evaluator = await this.db.of(Evaluator).findOneBy(appointed);
    if (!evaluator?.declaredAt) throw new InterestsNotDeclared();
    await this.ensureScored(input, lotId);
    if (await this.areShown(lotId, tenderId)) throw new ScoresShown();

    return this.write(actor, input, locked, actor.person);
  }

  /** What the evaluators agreed on, recorded by the buyer; it can be put right until the award. @throws ScoresMissing, PriceIsComputed, BidNotJudged, NotFound, and those of `Evaluations.lockOwn` */
  async agree(actor: Actor, input: ScoreInput): Promise<Score> {
    const { lotId } = await this.db.get(Bid, input.bidId);
    const locked = await this.evaluations.lockOwn(actor, lotId);
    await this.ensureScored(input, lotId);
    const missing = await this.missing(lotId, locked.tender.id);
    if (missing > 0) throw new ScoresMissing(missing);

    return this.write(actor, input, locked, null);
  }

  /** Scores of a lot as the actor, who judges it, may see them: own and agreed ones; others' once all have scored. */
  async seenBy(actor: Actor, { lotId, tenderId }: { lotId: string; tenderId: string }): Promise<Score[]> {
    const scores = await this.db.of(Score).find({ where: { lotId }, order: { scoredAt: 'ASC', id: 'ASC' } });
    const all = await this.areShown(lotId, tenderId);

    return scores.filter(({ personId }) => all || personId === null || personId === actor.personId);
  }

  /** Whether all evaluators have scored the whole lot. */
  private async areShown(lotId: string, tenderId: string): Promise<boolean> {
    const appointed = await this.db.of(Evaluator).countBy({ tenderId });

    return appointed > 0 && (await this.missing(lotId, tenderId)) === 0;
  }

  /** How many scores of single evaluators are missing. */
  private async missing(lotId: string, tenderId: string): Promise<number> {
    const [row] = await this.db.sql<{ missing: number }>(
      `SELECT count(*)::integer AS "missing" FROM "evaluator" judge CROSS JOIN "bid" bid CROSS JOIN "criterion" criterion
       WHERE judge."tenderId" = $2 AND bid."lotId" = $1 AND bid."liveVersion" IS NOT NULL AND bid."disqualifiedAt" IS NULL
         AND criterion."lotId" = $1 AND criterion."kind" <> 'PRICE' AND NOT EXISTS (SELECT 1 FROM "score" given
           WHERE given."bidId" = bid."id" AND given."criterionId" = criterion."id" AND given."personId" = judge."personId")`,
      [lotId, tenderId],
    );

    return row!.missing;
  }

  private async ensureScored({ bidId, criterionId }: ScoreInput, lotId: string): Promise<void> {
    const bid = await this.db.get(Bid, bidId, 'FOR UPDATE');
    if (!bid.isLive || bid.disqualifiedAt) throw new BidNotJudged();
    const criterion = await this.db.of(Criterion).findOneBy({ id: criterionId, lotId });
    if (!criterion) throw new NotFound();
    if (criterion.kind === 'PRICE') throw new PriceIsComputed();
  }

  private async write(
    actor: Actor,
    { bidId, criterionId, points, reason }: ScoreInput,
    { tender, lot, now }: LockedLot,
    personId: string | null,
  ): Promise<Score> {
    const [row] = await this.db.sql<{ id: string }>(
      `INSERT INTO "score" ("id", "tenderId", "lotId", "bidId", "criterionId", "personId", "points", "reason", "scoredAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT ("bidId", "criterionId", "personId")
       DO UPDATE SET "points" = excluded."points", "reason" = excluded."reason", "scoredAt" = excluded."scoredAt" RETURNING "id"`,
      [newId(), tender.id, lot.id, bidId, criterionId, personId, points, reason.trim(), now.at],
    );
    const kind = personId === null ? 'SCORE_AGREED' : 'SCORED';
    await this.events.record('bid', bidId, actor, { kind, at: now.at, facts: { criterionId, points } });

    return this.db.get(Score, row!.id);
  }
}
