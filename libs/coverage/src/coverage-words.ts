import { Injectable } from '@nestjs/common';
import { Classifications, FirmsService } from '#libs/firms';
import { type RequestContext, currentLanguage, say } from '#libs/platform';
import { personWeeks } from '#libs/requirements';
import { cpvOf } from '#libs/tenders';
import type { JudgedCoverage } from './coverage.service.js';
import type { CoverageType, FirmVerdictType, PartVerdictType, VerdictType } from './coverage.graphql.js';
import type { Explanation } from './explanation.js';
import { type Reader, sentenceFor } from './sentence.js';
import type { FirmVerdict, PartVerdict, Verdict } from './verdict.js';

type Firms = ReadonlyMap<string, { id: string; name: string }>;

/** Puts a coverage into words and names for one reader. */
@Injectable()
export class CoverageWords {
  constructor(
    private readonly firms: FirmsService,
    private readonly classifications: Classifications,
  ) {}

  async for(context: RequestContext, coverage: JudgedCoverage): Promise<CoverageType> {
    const firms = await this.firmsIn(context, coverage);
    const reader = await this.reader(context, coverage, firms);
    const requirement = (id: string): never => coverage.requirements.get(id) as never;
    const { essentialGaps, desirableGaps: _, ...counts } = coverage.summary;

    return {
      isSoleTenderer: coverage.isSoleTenderer,
      ...counts,
      essentialGaps: essentialGaps.map(requirement),
      verdicts: coverage.verdicts.map((verdict) => ({
        ...verdictWords(verdict, firms, reader),
        requirement: requirement(verdict.requirementId),
        overrides: coverage.overrides.filter((one) => one.requirementId === verdict.requirementId),
      })),
    };
  }

  private async firmsIn(context: RequestContext, coverage: JudgedCoverage): Promise<Firms> {
    const ids = new Set(coverage.verdicts.flatMap((verdict) => verdict.firms.map((firm) => firm.firmId)));
    const loader = this.firms.loader(context);
    const found = await Promise.all([...ids].filter((id) => id.includes('-')).map((id) => loader.load(id)));

    return new Map(found.flatMap((firm) => (firm ? [[firm.id, firm]] : [])));
  }

  private async reader(context: RequestContext, coverage: JudgedCoverage, firms: Firms): Promise<Reader> {
    const language = currentLanguage();
    const measures = [...coverage.requirements.values()].flatMap((row) => [
      row.measure,
      ...(row.parts ?? []).map((part) => part.measure),
    ]);
    const loader = this.classifications.loader(context);
    const codes = [...new Set(measures.flatMap(cpvOf))];
    const found = await Promise.all(codes.map((code) => loader.load(code)));
    const names = new Map(found.flatMap((one) => (one ? [[one.code, one.name]] : [])));

    return {
      language,
      translate: (key, values) => say(`coverage:${key}`, values),
      firmName: (id) => firms.get(id)?.name ?? say('coverage:you'),
      cpvName: (code) => names.get(code) ?? code,
      unitName: (unit) => (unit === personWeeks ? say('coverage:unit.WEE') : unit),
    };
  }
}

function verdictWords(verdict: Verdict, firms: Firms, reader: Reader): Omit<VerdictType, 'requirement' | 'overrides'> {
  const named = (ids: readonly string[]): never[] => ids.flatMap((id) => firms.get(id) ?? []) as never[];
  const words = (explanation: Explanation): string => sentenceFor(explanation, reader);

  return {
    outcome: verdict.outcome,
    strength: verdict.strength,
    sentence: words(verdict.explanation),
    rule: verdict.rule.map(words),
    source: verdict.source,
    carriedBy: named(verdict.carriedBy),
    heldBackBy: named(verdict.heldBackBy),
    total: verdict.total,
    shortBy: verdict.shortBy,
    parts: verdict.parts.map((part: PartVerdict): PartVerdictType => ({
      name: /^\d{8}$/.test(part.name) ? reader.cpvName(part.name) : part.name,
      outcome: part.outcome,
      strength: part.strength,
      firms: named(part.firmIds),
      value: part.value,
    })),
    firms: verdict.firms.map((cell: FirmVerdict): FirmVerdictType => ({
      firm: (firms.get(cell.firmId) as never) ?? null,
      counts: cell.counts,
      outcome: cell.outcome,
      strength: cell.strength,
      sentence: words(cell.explanation),
      value: cell.value,
      shortBy: cell.shortBy,
      evidenceIds: cell.evidenceIds,
      endsOn: cell.endsOn,
      period: cell.period,
      details: cell.details.map(words),
    })),
  };
}
