import { NestFactory } from '@nestjs/core';
import { type Config, readConfig } from '#libs/platform';
import { type Filled, fillDemo } from '../../../demo/seed/fill.js';
import { writeSignIns } from '../../../demo/seed/sign-ins.js';
import { AppModule } from '../../api/src/app.module.js';
import { type Command, print } from './command.js';

/** What is said of each outcome, and the exit code `npm start` goes by. */
const endings: Record<Filled['outcome'], [number, string]> = {
  FILLED: [0, 'The demo region is there.'],
  THERE: [0, 'The demo region is there already; nothing was changed.'],
  CUT_SHORT: [3, 'An earlier filling of the demo region was cut short. It fills an empty database only.'],
  NOT_EMPTY: [4, 'This Kongsi is in use. The demo region only fills an empty one; nothing was changed.'],
};

/** The invented region in which everything can be tried. */
export const demo: Record<string, Command> = {
  seed: {
    usage: '',
    about: 'Fills an empty Kongsi with the demo region; does nothing where it is already.',
    async run() {
      // Its mail is read at /dev/mail; nobody lives at the addresses of the demo region.
      const config: Config = { ...readConfig(), SMTP_URL: undefined, LOG_LEVEL: 'warn' };
      const app = await NestFactory.createApplicationContext(AppModule.with(config, 'seed'), {
        logger: ['error', 'warn'],
        abortOnError: false,
      });
      try {
        const { outcome } = await fillDemo(app, print);
        const [code, sentence] = endings[outcome];
        if (code === 0) await writeSignIns(config);
        print(sentence);

        return code;
      } finally {
        await app.close();
      }
    },
  },
};
