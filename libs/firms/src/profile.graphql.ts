import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Refusal } from '#libs/platform';
import { type Visibility, visibilities } from './profile.policy.js';

export const VisibilityEnum = Object.fromEntries(visibilities.map((name) => [name, name])) as Record<
  Visibility,
  Visibility
>;
registerEnumType(VisibilityEnum, {
  name: 'ProfileVisibility',
  description: 'Who sees an entry of a capability profile.',
  valuesMap: {
    PUBLIC: { description: 'Everybody sees all of it.' },
    FINDABLE: {
      description: 'Others learn that it exists and whether it meets a requirement, never the number or the details.',
    },
    PRIVATE: { description: 'Only the delegates of the firm. No search, count or verdict for others knows of it.' },
  },
});

@ObjectType({
  implements: () => Refusal,
  description: 'The code is none of the Common Procurement Vocabulary. Look for it with `classifications`.',
})
export class UnknownClassification extends Refusal {
  @Field(() => String, { description: 'What was read as a code.' })
  cpv: string;

  constructor(cpv: string) {
    super();
    this.cpv = cpv;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The firm has as many entries of this sort as one profile can hold. Remove one first.',
})
export class ProfileFull extends Refusal {
  @Field(() => Int, { description: 'How many entries of the sort a profile holds at most.' })
  limit: number;

  constructor(limit: number) {
    super();
    this.limit = limit;
  }
}

/** How many capabilities, facts or papers one firm may have. */
export const profileLimit = 100;

@ObjectType({ description: 'One thing that makes a firm’s profile complete.' })
export class CompletenessStep {
  @Field(() => String, { description: 'Stable name for programs: `STORY`, `CAPABILITY`, `EVIDENCE_FRESH`.' })
  key: string;

  @Field(() => Boolean, { description: 'Whether nothing is left to do here.' })
  done: boolean;

  @Field(() => String, { description: 'What to do, in the reader’s language.' })
  what: string;

  @Field(() => String, { description: 'What the firm gains by it, in the reader’s language.' })
  why: string;
}

@ObjectType({ description: 'How much of a profile there is, and what to do next. Seen by the firm’s delegates only.' })
export class Completeness {
  @Field(() => Int, { description: '0 to 100; steps that buyers ask for more often weigh more.' })
  percent: number;

  @Field(() => [CompletenessStep], {
    description: 'All steps; those left to do come first, the heaviest before the rest.',
  })
  steps: CompletenessStep[];
}
