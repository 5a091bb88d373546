import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
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
