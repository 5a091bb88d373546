import { NestFactory } from '@nestjs/core';
import { CONFIG, type Config, readConfig } from '#libs/platform';
import { type Filled, fillDemo } from '../../../demo/seed/fill.js';
import { writeSignIns } from '../../../demo/seed/sign-ins.js';
import { AppModule } from '../../api/src/app.module.js';
import { type Command, print } from './command.js';

const sentences: Record<Filled['outcome'], string> = {
  FILLED: 'The demo region is there.',
  THERE: 'The demo region is there already; nothing was changed.',
  HALF: 'An earlier filling of the demo region was cut short. It only fills an empty database: begin with a new one.',
  NOT_EMPTY: 'This Kongsi has firms of its own. The demo region only fills an empty one; nothing was changed.',
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
        const filled = await fillDemo(app, print);
        if (filled.outcome === 'FILLED' || filled.outcome === 'THERE') await writeSignIns(app.get<Config>(CONFIG));
        print(sentences[filled.outcome]);

        return filled.outcome === 'FILLED' || filled.outcome === 'THERE' ? 0 : 1;
      } finally {
        await app.close();
      }
    },
  },
};
