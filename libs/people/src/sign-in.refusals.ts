import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Refusal } from '#libs/platform';

/** Why a password is too easy. */
export enum EasyPassword {
  COMMON = 'COMMON',
  ABOUT_YOU = 'ABOUT_YOU',
}
registerEnumType(EasyPassword, {
  name: 'EasyPassword',
  description: 'Why a password would be guessed soon.',
  valuesMap: {
    COMMON: { description: 'It is one of those that everybody tries first.' },
    ABOUT_YOU: { description: "It is little more than the person's own name or e-mail address." },
  },
});

/** The password would be among the first guesses. */
@ObjectType({
  implements: () => Refusal,
  description: 'The password would be among the first guesses. Choose another one; a short sentence is best.',
})
export class PasswordTooEasy extends Refusal {
  @Field(() => EasyPassword, { description: 'What makes it easy to guess.' })
  reason: EasyPassword;

  constructor(reason: keyof typeof EasyPassword) {
    super();
    this.reason = EasyPassword[reason];
  }
}

/** Address and password, or the mailed code, do not belong together. */
@ObjectType({
  implements: () => Refusal,
  description:
    'Address and password (or the mailed code) do not fit. The answer is the same whether or not the address is known here.',
})
export class SignInFailed extends Refusal {}

/** A mailed link was used already, or too much time has passed. */
@ObjectType({
  implements: () => Refusal,
  description:
    'The link from the mail was used already, was replaced by a newer one, or is too old. Ask for a new one.',
})
export class LinkNoLongerValid extends Refusal {}

/** The first proof was right; an authenticator app is linked, and its code is missing. */
@ObjectType({
  implements: () => Refusal,
  description:
    'What was given is right, and a second proof is asked: send the same again with `secondFactor` (the code of the authenticator app, or a recovery code).',
})
export class SecondFactorNeeded extends Refusal {}

/** The code of the app, or the recovery code, is wrong or was used. */
@ObjectType({
  implements: () => Refusal,
  description: 'The code of the authenticator app or the recovery code is wrong, or was used before. Each counts once.',
})
export class SecondFactorWrong extends Refusal {}

/** An authenticator app is linked already. */
@ObjectType({
  implements: () => Refusal,
  description: 'An authenticator app is linked already. Remove it before another one is linked.',
})
export class SecondFactorAlreadyOn extends Refusal {}

/** The sign-in is too long ago for what could lock its owner out. */
@ObjectType({
  implements: () => Refusal,
  description:
    'What was asked could lock the owner out of the account, so it takes a fresh sign-in in a browser. Sign in again, then repeat it.',
})
export class SignInAgain extends Refusal {
  @Field(() => Int, { description: 'How many minutes a sign-in counts as fresh.' })
  withinMinutes: number;

  constructor(withinMinutes: number) {
    super();
    this.withinMinutes = withinMinutes;
  }
}

/** The present password is not the one given. */
@ObjectType({
  implements: () => Refusal,
  description: 'The present password is not the one that was given with the request.',
})
export class PasswordWrong extends Refusal {}

/** Something typed to confirm a serious step is not what was asked for. */
@ObjectType({
  implements: () => Refusal,
  description: 'The address typed to confirm is not that of this account. Nothing was erased.',
})
export class ConfirmationDoesNotMatch extends Refusal {}

/** The person is still needed somewhere. */
@ObjectType({
  implements: () => Refusal,
  description: 'The account cannot be erased yet: others still depend on this person. Nothing was erased.',
})
export class ErasureStopped extends Refusal {
  @Field(() => [String], { description: "What has to be settled first, one sentence each, in the reader's language." })
  reasons: string[];

  constructor(reasons: string[]) {
    super();
    this.reasons = reasons;
  }

  protected override facts(): Record<string, unknown> {
    return { reasons: this.reasons.join(' ') };
  }
}
