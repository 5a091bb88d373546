import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { type Config, LOGGER, http } from '#libs/platform';
import { AppModule } from './app.module.js';
import { servePages } from './pages.js';

/** Builds the api of one process, ready to listen: used by `main.ts` and by the stories. */
export async function makeApp(config: Config): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), {
    logger: ['error', 'warn'],
    bodyParser: false,
    abortOnError: false,
  });
  http(app, config, app.get<Logger>(LOGGER));
  await servePages(app);
  await app.init();

  return app;
}
