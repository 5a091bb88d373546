import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Refusal } from '#libs/platform';

@ObjectType({ description: 'A firm by its id and name, where a refusal speaks of it.' })
export class NamedFirm {
  @Field(() => ID, { description: 'Leads to its page by `firm(id:)`.' })
  id: string;

  @Field(() => String, { description: 'The name it trades under.' })
  name: string;
}

/** A refusal that names firms. */
abstract class FirmsRefusal extends Refusal {
  firms: NamedFirm[];

  constructor(firms: readonly NamedFirm[]) {
    super();
    this.firms = firms.map(({ id, name }) => ({ id, name }));
  }

  protected override facts(): Record<string, unknown> {
    return { names: this.firms.map((firm) => firm.name).join(', ') };
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'Firms of the line-up have not said yes to their role, share and terms as they stand now.',
})
export class ConsentMissing extends FirmsRefusal {
  @Field(() => [NamedFirm], { description: 'Whose yes is missing, stale or ended.' })
  declare firms: NamedFirm[];
}

@ObjectType({ implements: () => Refusal, description: 'The agreement as it stands now has not been signed by all.' })
export class AgreementNotSigned extends FirmsRefusal {
  @Field(() => [NamedFirm], { description: 'Who has still to sign.' })
  declare firms: NamedFirm[];
}

@ObjectType({
  implements: () => Refusal,
  description: 'A firm was named that is not in the alliance. Invite it first.',
})
export class NotInAlliance extends FirmsRefusal {
  @Field(() => [NamedFirm], { description: 'Who has to be invited first.' })
  declare firms: NamedFirm[];
}

@ObjectType({ implements: () => Refusal, description: 'The firm is in the alliance or asked into it already.' })
export class AlreadyInAlliance extends FirmsRefusal {
  @Field(() => [NamedFirm], { description: 'Those that need no further invitation.' })
  declare firms: NamedFirm[];
}

@ObjectType({
  implements: () => Refusal,
  description: 'A firm on the buyer’s side of the tender cannot be in a line-up for it.',
})
export class OnBuyersSide extends FirmsRefusal {
  @Field(() => [NamedFirm], { description: 'The buyer, or the firm of somebody who judges the bids.' })
  declare firms: NamedFirm[];
}

@ObjectType({ implements: () => Refusal, description: 'More than one firm of a line-up leads it.' })
export class SecondLead extends FirmsRefusal {
  @Field(() => [NamedFirm], { description: 'All that are named as lead.' })
  declare firms: NamedFirm[];
}

@ObjectType({ implements: () => Refusal, description: 'The shares of a line-up do not total 100 %.' })
export class SharesDoNotTotal extends Refusal {
  @Field(() => Int, { description: 'What they total, in basis points; it must be 10,000.' })
  total: number;

  constructor(total: number) {
    super();
    this.total = total;
  }

  protected override facts(): Record<string, unknown> {
    return { percent: this.total / 100 };
  }
}

@ObjectType({ implements: () => Refusal, description: 'Nobody leads the line-up, or there is none for this lot.' })
export class NoLead extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'The buyer takes bids of groups only, and this line-up has one member.',
})
export class GroupAsked extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description:
    'The buyer takes bids of single firms only; helper firms and subcontractors are welcome, partners are not.',
})
export class AlliancesNotTaken extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'Role, share or terms changed since they were read. Read them again before you answer.',
})
export class ProposalChanged extends Refusal {
  @Field(() => Int, { description: 'The version the terms have now.' })
  termsVersion: number;

  constructor(termsVersion: number) {
    super();
    this.termsVersion = termsVersion;
  }
}

@ObjectType({
  implements: () => Refusal,
  description:
    'Your firm is lead or partner of another alliance for the same part of this tender, which asks for one only.',
})
export class AlreadyCommitted extends Refusal {
  @Field(() => ID, { description: 'The other alliance, which your firm consented to.' })
  allianceId: string;

  @Field(() => String, { description: 'What the other alliance is called, to find it among yours.' })
  allianceName: string;

  constructor(other: { id: string; name: string }) {
    super();
    this.allianceId = other.id;
    this.allianceName = other.name;
  }
}

@ObjectType({ implements: () => Refusal, description: 'There is no invitation that still waits for an answer.' })
export class NoOpenInvitation extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'Only a firm that has joined can leave or sign.' })
export class NotJoined extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'Only the firms that arrange the alliance (its proposer and its leads) can do this.',
})
export class NotYoursToArrange extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The alliance has ended.' })
export class AllianceDissolved extends Refusal {
  @Field(() => Date, { description: 'When it ended.' })
  dissolvedAt: Date;

  constructor(dissolvedAt: Date) {
    super();
    this.dissolvedAt = dissolvedAt;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The text of the agreement is another one than the text that was read. Read it again before you sign.',
})
export class AgreementChanged extends Refusal {
  @Field(() => String, { description: 'SHA-256 of the text as it is now: `sha256:` and 64 hexadecimal digits.' })
  digest: string;

  constructor(digest: string) {
    super();
    this.digest = digest;
  }
}
