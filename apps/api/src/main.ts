import 'reflect-metadata';
import { type Logger } from 'pino';
import { IndexFeed } from '#libs/market';
import { JobsRunner, LOGGER, WrongSetting, readConfig } from '#libs/platform';
import { makeApp } from './app.js';

try {
  const config = readConfig();
  const app = await makeApp(config);
  const logger = app.get<Logger>(LOGGER);
  app.enableShutdownHooks();
  if (config.KONGSI_JOBS) await app.get(JobsRunner).start(config, logger);
  const server = await app.listen(config.PORT, config.HOST);
  // A slow client may not hold a connection for ever.
  // Connections outlive a proxy's usual minute, so that it never sends into one that is closing.
  Object.assign(server, { keepAliveTimeout: 65_000, headersTimeout: 70_000, requestTimeout: 300_000 });
  logger.info({ host: config.HOST, port: config.PORT }, 'ready');
  // Nobody waits for it: until it stands, one statement answers.
  app
    .get(IndexFeed)
    .begin()
    .catch((error: unknown) => logger.error(error, 'the index of firms could not be made'));
} catch (error) {
  process.stderr.write(`${error instanceof WrongSetting ? error.message : (error as Error).stack}\n`);
  process.exit(1);
}
