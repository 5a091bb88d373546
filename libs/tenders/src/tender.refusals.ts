import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Refusal } from '#libs/platform';
import { PhaseEnum, ProcedureEnum } from './enums.graphql.js';
import type { Phase } from './phase.js';
import type { Procedure } from './procedure.js';
import type { PackObjection } from './registries.js';

@ObjectType({
  implements: () => Refusal,
  description: 'The tender is published already; what is published changes by an addendum.',
})
export class AlreadyPublished extends Refusal {
  @Field(() => Date, { description: 'Since when it is public.' })
  publishedAt: Date;

  constructor(publishedAt: Date) {
    super();
    this.publishedAt = publishedAt;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The tender is not in a phase in which this can be done.',
})
export class TenderNotOpen extends Refusal {
  @Field(() => PhaseEnum, { description: 'Where it stands.' })
  phase: Phase;

  constructor(phase: Phase) {
    super();
    this.phase = phase;
  }
}

@ObjectType({ implements: () => Refusal, description: 'The closing of the tender is missing.' })
export class ClosingMissing extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The closing is not in the future.' })
export class ClosingNotAhead extends Refusal {
  @Field(() => Date, { description: 'The closing as written.' })
  closesAt: Date;

  constructor(closesAt: Date) {
    super();
    this.closesAt = closesAt;
  }
}

@ObjectType({ implements: () => Refusal, description: 'Questions would end after the closing.' })
export class QuestionsEndTooLate extends Refusal {
  @Field(() => Date, { description: 'The end of questions as written.' })
  questionsUntil: Date;

  @Field(() => Date, { description: 'The closing as written.' })
  closesAt: Date;

  constructor(questionsUntil: Date, closesAt: Date) {
    super();
    this.questionsUntil = questionsUntil;
    this.closesAt = closesAt;
  }
}

@ObjectType({ implements: () => Refusal, description: 'The weights of the criteria of a lot do not total 100 %.' })
export class CriteriaNotWhole extends Refusal {
  @Field(() => Int, { description: 'Which lot of the notice, counted from 1.' })
  lotNumber: number;

  @Field(() => Int, { description: 'What they total, in basis points; it must be 10,000.' })
  total: number;

  constructor(lotNumber: number, total: number) {
    super();
    this.lotNumber = lotNumber;
    this.total = total;
  }

  protected override facts(): Record<string, unknown> {
    return { lotNumber: this.lotNumber, percent: this.total / 100 };
  }
}

@ObjectType({ implements: () => Refusal, description: 'A requirement looks at nothing, or at several things at once.' })
export class MeasureUnclear extends Refusal {
  @Field(() => Int, { description: 'Which lot of the notice, counted from 1.' })
  lotNumber: number;

  @Field(() => Int, { description: 'Number of the requirement in its lot.' })
  requirementNumber: number;

  constructor(lotNumber: number, requirementNumber: number) {
    super();
    this.lotNumber = lotNumber;
    this.requirementNumber = requirementNumber;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The way a group is to meet a requirement does not fit what the requirement measures.',
})
export class RequirementMisfit extends Refusal {
  @Field(() => Int, { description: 'Which lot of the notice, counted from 1.' })
  lotNumber: number;

  @Field(() => Int, { description: 'Number of the requirement in its lot.' })
  requirementNumber: number;

  @Field(() => String, { description: 'Stable name of what does not fit: `YEARS_NEVER_ADD`, `REASON_WANTED`.' })
  reason: string;

  @Field(() => String, { description: 'What does not fit and what to do, in the reader’s language.' })
  explanation: string;

  @Field(() => String, { nullable: true, description: 'Where the rule comes from, when it is not plain arithmetic.' })
  source: string | null;

  constructor(
    at: { lotNumber: number; requirementNumber: number },
    what: { reason: string; explanation: string; source: string | null },
  ) {
    super();
    this.lotNumber = at.lotNumber;
    this.requirementNumber = at.requirementNumber;
    this.reason = what.reason;
    this.explanation = what.explanation;
    this.source = what.source;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The procedure pack of the tender forbids to ask this. Kongsi names the law or judgment it stands on.',
})
export class PackForbids extends Refusal {
  @Field(() => String, { description: 'Id of the pack whose rule this is, as `rulePacks` answers it.' })
  pack: string;

  @Field(() => String, { description: 'What the rule says and what the notice asks, in the reader’s language.' })
  explanation: string;

  @Field(() => String, { description: 'The law or judgment by its name.' })
  judgment: string;

  @Field(() => String, { description: 'The place in it.' })
  article: string;

  @Field(() => String, { description: 'Where to read it.' })
  link: string;

  @Field(() => Int, { nullable: true, description: 'Which lot, counted from 1; null for the notice as a whole.' })
  lotNumber: number | null;

  @Field(() => Int, { nullable: true, description: 'Number of the requirement in its lot, if it is about one.' })
  requirementNumber: number | null;

  constructor(objection: PackObjection) {
    super();
    Object.assign(this, objection);
  }
}

@ObjectType({ implements: () => Refusal, description: 'A CPV code that the vocabulary does not have.' })
export class CpvUnknown extends Refusal {
  @Field(() => [String], { description: 'The codes it does not have.' })
  codes: string[];

  constructor(codes: string[]) {
    super();
    this.codes = codes;
  }

  protected override facts(): Record<string, unknown> {
    return { codes: this.codes.join(', ') };
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'A firm that is not verified may publish quotes and invited tenders, no public sealed ones.',
})
export class VerificationNeeded extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'A public body names the law it buys under.' })
export class LegalGroundMissing extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'Tenders of this procedure cannot be published yet.' })
export class ProcedureNotOffered extends Refusal {
  @Field(() => ProcedureEnum, { description: 'The procedure asked for.' })
  procedure: Procedure;

  constructor(procedure: Procedure) {
    super();
    this.procedure = procedure;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'No key to lock bids with is at hand. Nothing is published without one.',
})
export class SealingUnavailable extends Refusal {}
