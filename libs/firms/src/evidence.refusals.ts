import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DayScalar, Refusal } from '#libs/platform';
import { type EvidenceState, evidenceStates } from './profile.policy.js';

export const EvidenceStateEnum = Object.fromEntries(evidenceStates.map((state) => [state, state])) as Record<
  EvidenceState,
  EvidenceState
>;
registerEnumType(EvidenceStateEnum, {
  name: 'EvidenceState',
  description: 'How far a paper has come. That it has run out is told by the clock, in `isExpired`.',
  valuesMap: {
    DRAFT: { description: 'Being prepared; only the firm sees it.' },
    SUBMITTED: { description: 'Handed to the operators. Counts as declared, not as proved.' },
    VERIFIED: { description: 'An operator checked it against a source.' },
    REJECTED: { description: 'An operator did not accept it, and said why. The firm can correct it.' },
  },
});

@ObjectType({
  implements: () => Refusal,
  description: 'The paper was handed in and can no longer be changed. Remove it and add the new one instead.',
})
export class EvidenceNotDraft extends Refusal {
  @Field(() => EvidenceStateEnum, { description: 'How far the paper has come.' })
  state: EvidenceState;

  constructor(state: EvidenceState) {
    super();
    this.state = state;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The paper lacks something that an operator needs: who issued it, and its number or the file.',
})
export class EvidenceIncomplete extends Refusal {
  @Field(() => [String], { description: 'Names of the fields to fill; of `number` and `fileId` one is enough.' })
  missing: string[];

  constructor(missing: string[]) {
    super();
    this.missing = missing;
  }
}

@ObjectType({ implements: () => Refusal, description: 'The last day of the paper has passed. Add the new one.' })
export class EvidenceExpired extends Refusal {
  @Field(() => DayScalar, { description: 'Its last day.' })
  validUntil: string;

  constructor(validUntil: string) {
    super();
    this.validUntil = validUntil;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The paper does not wait for an operator: it is a draft, or was decided already.',
})
export class EvidenceNotSubmitted extends Refusal {
  @Field(() => EvidenceStateEnum, { description: 'How far the paper has come.' })
  state: EvidenceState;

  constructor(state: EvidenceState) {
    super();
    this.state = state;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'You act for the firm whose paper it is, so another operator must decide.',
})
export class OwnEvidence extends Refusal {}
