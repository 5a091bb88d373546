import { Injectable } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { In } from 'typeorm';
import { Delegate } from '#libs/firms';
import { type Actor, Clock, Db, Events, NotFound, type RequestContext, loadingMany } from '#libs/platform';
import { Tender, TenderLots, TenderNotOpen, TenderReading } from '#libs/tenders';
import { AwardNews } from './award-news.js';
import { NotYourDelegate, NotYetOpened, ScoringBegun } from './award.refusals.js';
import { Evaluations } from './evaluation.service.js';
import type { AppointEvaluatorInput, DeclareInterestsInput } from './evaluation-verbs.graphql.js';
import { Evaluator } from './evaluator.entity.js';
import { Score } from './score.entity.js';

const undecided = ['OPEN', 'CLOSED', 'EVALUATION'];

/** Who judges the bids of a tender, and what ties they have. */
@Injectable()
export class Evaluators {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly lots: TenderLots,
    private readonly reading: TenderReading,
    private readonly evaluations: Evaluations,
    private readonly news: AwardNews,
  ) {}

  /**
   * Appoints one of the buyer's own delegates. From then on firms the person acts for cannot bid; whether one of them has bid already is
   * asked when the person declares interests, after the opening, so that nobody learns of a sealed bid by appointing.
   *
   * @throws NotYourDelegate, ScoringBegun, TenderNotOpen, NotFound
   */
  async appoint(actor: Actor, { tenderId, personId }: AppointEvaluatorInput): Promise<Tender> {
    const { tender, now } = await this.own(actor, tenderId);
    if (!(await this.db.of(Delegate).existsBy({ firmId: actor.firm, personId }))) throw new NotYourDelegate();
    if (await this.db.of(Score).existsBy({ tenderId })) throw new ScoringBegun();
    const appointed = await this.db.sql(
      `INSERT INTO "evaluator" ("tenderId", "personId", "appointedAt") VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1`,
      [tenderId, personId, now],
    );
    if (appointed.length === 0) return tender;
    await this.events.record('tender', tenderId, actor, { kind: 'EVALUATOR_APPOINTED', at: now, facts: { personId } });
    await this.news.appointed(tender, personId, now);

    return tender;
  }

  /** Ends an appointment. What the person scored stays in the record and no longer counts. @throws NotYourDelegate, TenderNotOpen, NotFound */
  async dismiss(actor: Actor, { tenderId, personId }: AppointEvaluatorInput): Promise<Tender> {
    const { tender, now } = await this.own(actor, tenderId);
    const gone = await this.db.of(Evaluator).delete({ tenderId, personId });
    if (gone.affected === 0) throw new NotYourDelegate();
    await this.events.record('tender', tenderId, actor, { kind: 'EVALUATOR_DISMISSED', at: now, facts: { personId } });

    return tender;
  }

  /**
   * An evaluator says which ties to the tenderers there are, once it can be known who they are.
   *
   * @throws NotYetOpened, InvolvedInBid (acts for a firm that bid), NotFound
   */
  async declare(actor: Actor, { tenderId, interests }: DeclareInterestsInput): Promise<Tender> {
    const evaluator = await this.db.of(Evaluator).findOneBy({ tenderId, personId: actor.person });
    if (!evaluator) throw new NotFound();
    const lots = await this.db.sql('SELECT 1 FROM "lot" WHERE "tenderId" = $1 AND "openedAt" IS NOT NULL', [tenderId]);
    if (lots.length === 0) throw new NotYetOpened();
    await this.evaluations.ensureUninvolved(actor, tenderId);
    await this.lots.lockHistory(tenderId);
    const now = await this.clock.now();
    await this.db.of(Evaluator).save(Object.assign(evaluator, { interests: interests.trim(), declaredAt: now }));
    await this.events.record('tender', tenderId, actor, { kind: 'INTERESTS_DECLARED', at: now });

    return this.db.get(Tender, tenderId);
  }

  /** The evaluators of tenders, for those who judge them; others see none. */
  ofTenders(context: RequestContext): DataLoader<string, Evaluator[]> {
    return loadingMany(
      context,
      'evaluatorsOfTender',
      async (ids) => {
        const tenders = await this.db.of(Tender).findBy({ id: In(ids) });
        const judged: string[] = [];
        for (const tender of tenders) if (await this.evaluations.judges(context.actor, tender)) judged.push(tender.id);

        return this.db
          .of(Evaluator)
          .find({ where: { tenderId: In(judged) }, order: { appointedAt: 'ASC', personId: 'ASC' } });
      },
      (evaluator) => evaluator.tenderId,
    );
  }

  private async own(actor: Actor, tenderId: string): Promise<{ tender: Tender; now: Date }> {
    const { tender, now } = await this.lots.lockTender(tenderId);
    if (tender.buyerFirmId !== actor.firm || tender.isDraft) throw new NotFound();
    const phase = await this.reading.phase(tender, now);
    if (!undecided.includes(phase)) throw new TenderNotOpen(phase);

    return { tender, now };
  }
}
