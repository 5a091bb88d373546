import { People } from '#libs/people';
import { type Command, WrongUsage, print, withMarketplace } from './command.js';

/** Who runs this Kongsi. */
export const operators: Record<string, Command> = {
  'operator:add': {
    usage: '<e-mail>',
    about: 'Makes a registered person an operator: somebody who verifies firms and evidence.',
    async run([email, ...others]) {
      if (!email || others.length > 0) throw new WrongUsage('Name one e-mail address.');
      await withMarketplace((app) => app.get(People).makeOperator(email));
      print(`${email} is an operator now, from the next sign-in on.`);

      return 0;
    },
  },
};
