import { Injectable } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { In } from 'typeorm';
import {
  type Actor,
  BadUserInput,
  Db,
  type InputProblem,
  type RequestContext,
  brokenConstraint,
  isCurrency,
  loadingMany,
  newId,
  say,
} from '#libs/platform';
import type { FactKey } from '#libs/requirements';
import { Classifications } from './classifications.service.js';
import { Fact, moneyFacts } from './fact.entity.js';
import { type CorrectFactInput, FactThere, type RecordFactInput, type RemoveFactInput } from './fact.graphql.js';
import { Firm } from './firm.entity.js';
import { ProfileChanges } from './profile-changes.js';

/** The unit where there is only one sensible one. */
const usualUnit: Partial<Record<FactKey, string>> = { STAFF: 'people', YEARS_IN_BUSINESS: 'years' };
const wantsLabel: readonly FactKey[] = ['EQUIPMENT', 'GRADE'];

/** What is measured about firms. */
@Injectable()
export class Facts {
  constructor(
    private readonly db: Db,
    private readonly changes: ProfileChanges,
    private readonly classifications: Classifications,
  ) {}

  /** @throws UnknownClassification, FactThere, ProfileFull, BadUserInput */
  async record(actor: Actor, input: RecordFactInput): Promise<Fact> {
    const { key, visibility } = input;
    const label = input.label?.trim() || null;
    const measured = measuredOf(key, label, input);
    const cpv = input.cpv ? await this.classifications.ensureKnown(input.cpv) : null;

    return this.changes.carryOut(actor, 'FACT_RECORDED', async (now) => {
      await this.changes.ensureRoom(actor, Fact);
      const fact = Object.assign(new Fact(), {
        id: newId(),
        firmId: actor.firm,
        key,
        cpv,
        label,
        visibility,
        createdAt: now,
        changedAt: now,
        ...measured,
      });

      return this.kept(fact);
    });
  }

  /** @throws NotFound, FactThere (another fact has these days), BadUserInput */
  async correct(actor: Actor, input: CorrectFactInput): Promise<Fact> {
    return this.changes.carryOut(actor, 'FACT_CORRECTED', async (now) => {
      const fact = await this.changes.own(actor, Fact, input.factId);
      const measured = measuredOf(fact.key, fact.label, input);

      return this.kept(Object.assign(fact, measured, { visibility: input.visibility, changedAt: now }));
    });
  }

  /** @throws NotFound */
  async remove(actor: Actor, { factId }: RemoveFactInput): Promise<Firm> {
    await this.changes.carryOut(actor, 'FACT_REMOVED', async () => {
      const fact = await this.changes.own(actor, Fact, factId);
      await this.db.of(Fact).delete({ id: factId });

      return fact;
    });

    return this.db.get(Firm, actor.firm);
  }

  /** All facts per firm, whoever asks: filter them by `seenBy`. */
  loader(context: RequestContext): DataLoader<string, Fact[]> {
    return loadingMany(
      context,
      'facts',
      (firmIds) => this.of(firmIds),
      (fact) => fact.firmId,
    );
  }

  /** The same outside of a request. */
  async of(firmIds: readonly string[]): Promise<Fact[]> {
    return this.db.of(Fact).find({
      where: { firmId: In([...firmIds]) },
      order: { key: 'ASC', periodUntil: { direction: 'DESC', nulls: 'LAST' }, createdAt: 'ASC', id: 'ASC' },
    });
  }

  private async kept(fact: Fact): Promise<Fact> {
    try {
      return await this.db.of(Fact).save(fact);
    } catch (error) {
      if (brokenConstraint(error) === 'fact_once') throw new FactThere(fact.key);
      throw error;
    }
  }
}

type Measured = Pick<Fact, 'value' | 'unit' | 'currency' | 'periodFrom' | 'periodUntil'>;

/** @throws BadUserInput naming all that does not fit what is measured */
function measuredOf(key: FactKey, label: string | null, input: RecordFactInput | CorrectFactInput): Measured {
  const isMoney = moneyFacts.includes(key);
  const unit = isMoney ? null : ((input.unit?.trim() || usualUnit[key]) ?? null);
  const currency = isMoney ? (input.currency ?? null) : null;
  const { value, periodFrom = null, periodUntil = null } = input;
  const wrong: [boolean, string, string][] = [
    [isMoney && (currency === null || !isCurrency(currency)), 'currency', 'factCurrency'],
    [isMoney && Boolean(input.unit), 'unit', 'factMoneyHasNoUnit'],
    [!isMoney && Boolean(input.currency), 'currency', 'factCountHasNoCurrency'],
    [!isMoney && unit === null, 'unit', 'factUnit'],
    [wantsLabel.includes(key) && label === null, 'label', 'factLabel'],
    [key === 'ANNUAL_TURNOVER' && (periodFrom === null || periodUntil === null), 'periodUntil', 'factPeriod'],
    [periodFrom !== null && periodUntil !== null && periodFrom > periodUntil, 'periodUntil', 'daysReversed'],
  ];
  const problems = wrong
    .filter(([isWrong]) => isWrong)
    .map(([, field, sentence]): InputProblem => ({ path: `input.${field}`, message: say(`profile:${sentence}`) }));
  if (problems.length > 0) throw new BadUserInput(problems);

  return { value, unit, currency, periodFrom, periodUntil };
}
