import { Matches } from 'class-validator';
import { MoneyInput } from '#libs/platform';

/** `MoneyInput` as these inputs check it: without a rule of its own, the amount would be dropped as unknown. */
export class CheckedMoney extends MoneyInput {
  @Matches(/^\d{1,15}(\.\d{1,9})?$/)
  override amount = '';
}
