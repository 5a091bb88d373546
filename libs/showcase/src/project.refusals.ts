import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { NamedFirm } from '#libs/alliances';
import { Refusal } from '#libs/platform';

@ObjectType({
  implements: () => Refusal,
  description: 'The project was withdrawn, for good. A new one can be drafted.',
})
export class ProjectWithdrawn extends Refusal {
  @Field(() => Date, { description: 'When a partner firm or the client withdrew it.' })
  withdrawnAt: Date;

  constructor(withdrawnAt: Date) {
    super();
    this.withdrawnAt = withdrawnAt;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The project is public, and stands as everybody confirmed it. It can be withdrawn, not changed.',
})
export class ProjectIsPublic extends Refusal {
  @Field(() => Date, { description: 'Since when.' })
  publishedAt: Date;

  constructor(publishedAt: Date) {
    super();
    this.publishedAt = publishedAt;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The project has changed since it was read. Read it again before you say yes.',
})
export class ProjectChanged extends Refusal {
  @Field(() => Int, { description: 'The version it has now.' })
  version: number;

  constructor(version: number) {
    super();
    this.version = version;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'One firm alone did the work. The showcase is for what at least two did together.',
})
export class NotJoint extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The shares of the partner firms are more than the whole.' })
export class SharesBeyondWhole extends Refusal {
  @Field(() => Int, { description: 'What they add up to, in basis points; 10,000 are the whole.' })
  total: number;

  constructor(total: number) {
    super();
    this.total = total;
  }

  protected override facts(): Record<string, unknown> {
    return { percent: this.total / 100 };
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The award is not there, or your firm was not part of the bid that won.',
})
export class AwardNotYours extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'There is a project drafted from this award already.' })
export class AwardAlreadyShown extends Refusal {
  @Field(() => ID, { nullable: true, description: 'That project, if you may see it.' })
  projectId: string | null;

  constructor(projectId: string | null) {
    super();
    this.projectId = projectId;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'Partner firms, their roles and shares, and the client come from the award and stay as they are.',
})
export class FixedByAward extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The project has as many pictures as one page takes.' })
export class PicturesFull extends Refusal {
  @Field(() => Int, { description: 'How many it takes.' })
  limit: number;

  constructor(limit: number) {
    super();
    this.limit = limit;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The person does not act for your firm. Each partner firm names its own people.',
})
export class PersonNotOfFirm extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The client is no firm on Kongsi, so nobody can be asked.' })
export class NoClientFirm extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The client has been asked and can still answer.' })
export class ClientAlreadyAsked extends Refusal {
  @Field(() => Date, { description: 'When it was asked.' })
  askedAt: Date;

  constructor(askedAt: Date) {
    super();
    this.askedAt = askedAt;
  }
}

@ObjectType({ implements: () => Refusal, description: 'The client said no, and is not asked again.' })
export class ClientRefused extends Refusal {
  @Field(() => Date, { description: 'When it said no.' })
  refusedAt: Date;

  constructor(refusedAt: Date) {
    super();
    this.refusedAt = refusedAt;
  }
}

@ObjectType({ implements: () => Refusal, description: 'The client has not been asked yet.' })
export class ClientNotAsked extends Refusal {
  @Field(() => NamedFirm, { description: 'The one the work was done for.' })
  firm: NamedFirm;

  constructor({ id, name }: NamedFirm) {
    super();
    this.firm = { id, name };
  }

  protected override facts(): Record<string, unknown> {
    return { name: this.firm.name };
  }
}

@ObjectType({ implements: () => Refusal, description: 'The client was asked, has not answered, and may still think.' })
export class ClientStillThinking extends Refusal {
  @Field(() => NamedFirm, { description: 'Whose answer is missing.' })
  firm: NamedFirm;

  @Field(() => Date, {
    description: 'From then on its silence holds nobody up: the project can go public without its name.',
  })
  until: Date;

  constructor({ id, name }: NamedFirm, until: Date) {
    super();
    this.firm = { id, name };
    this.until = until;
  }

  protected override facts(): Record<string, unknown> {
    return { name: this.firm.name, until: this.until };
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The client stays unnamed, and no words stand there in its place: `A primary school by the sea`.',
})
export class ClientWordsMissing extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'The client stays unnamed, yet a text of the project says its name.',
})
export class ClientRecognisable extends Refusal {
  @Field(() => [String], { description: 'Where its name stands: `title`, `story`, `partners.2.part`.' })
  fields: string[];

  constructor(fields: string[]) {
    super();
    this.fields = fields;
  }

  protected override facts(): Record<string, unknown> {
    return { fields: this.fields.join(', ') };
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'Partner firms have not said yes to the project as it stands now.',
})
export class PartnersNotConfirmed extends Refusal {
  @Field(() => [NamedFirm], { description: 'Whose yes is missing, or was to an earlier version.' })
  firms: NamedFirm[];

  constructor(firms: readonly NamedFirm[]) {
    super();
    this.firms = firms.map(({ id, name }) => ({ id, name }));
  }

  protected override facts(): Record<string, unknown> {
    return { names: this.firms.map((firm) => firm.name).join(', ') };
  }
}

@ObjectType({ implements: () => Refusal, description: 'A project is told to the public once it has a story.' })
export class StoryMissing extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'The work is not finished yet; the showcase is for finished work.',
})
export class WorkNotFinished extends Refusal {
  @Field(() => String, { description: 'The last day of the work as the project states it: `2026-11-21`.' })
  finishedOn: string;

  constructor(finishedOn: string) {
    super();
    this.finishedOn = finishedOn;
  }
}
