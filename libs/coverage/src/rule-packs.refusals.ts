import { Field, ObjectType } from '@nestjs/graphql';
import { Refusal } from '#libs/platform';
import type { PackProblem } from '#libs/rule-packs';

@ObjectType('RulePackProblem', { description: 'What is wrong at one place of the file of a rule pack.' })
export class RulePackProblemType {
  @Field(() => String, { description: 'The place: `rules.3.parameters.most`; empty for the file as a whole.' })
  path: string;

  @Field(() => String, { description: 'What stands there, as JSON and cut short; `nothing` where nothing does.' })
  read: string;

  @Field(() => String, { description: 'What may stand there.' })
  allowed: string;
}

@ObjectType({
  implements: () => Refusal,
  description: 'The file is no rule pack that can be used here: everything that is wrong with it, place by place.',
})
export class RulePackUnreadable extends Refusal {
  @Field(() => [RulePackProblemType], { description: 'Everything that was found, not only the first.' })
  problems: PackProblem[];

  constructor(problems: readonly PackProblem[]) {
    super();
    this.problems = problems.slice(0, 100);
  }

  protected override facts(): Record<string, unknown> {
    return { path: this.problems[0]?.path ?? '' };
  }
}
