import { Field, ObjectType } from '@nestjs/graphql';
import { Refusal } from '#libs/platform';
import { DocumentAccessEnum } from './enums.graphql.js';
import type { DocumentAccessRule } from './tender-document.entity.js';

@ObjectType({
  implements: () => Refusal,
  description: 'The tender is published: its documents change by an addendum, so say what changed and why.',
})
export class AddendumNeeded extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The document is handed out in another way than the one tried.' })
export class AccessByOtherWay extends Refusal {
  @Field(() => DocumentAccessEnum, { description: 'How one gets to read it.' })
  access: DocumentAccessRule;

  constructor(access: DocumentAccessRule) {
    super();
    this.access = access;
  }
}
