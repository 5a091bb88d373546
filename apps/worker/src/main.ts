import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import { JobsRunner, LOGGER, WrongSetting, readConfig } from '#libs/platform';
import { AppModule } from '../../api/src/app.module.js';

// The same libraries without a port: does the jobs where one process is not enough.
try {
  const config = readConfig();
  const app = await NestFactory.createApplicationContext(AppModule.with(config, 'worker'), {
    logger: ['error', 'warn'],
  });
  app.enableShutdownHooks();
  await app.get(JobsRunner).start(config, app.get<Logger>(LOGGER));
} catch (error) {
  process.stderr.write(`${error instanceof WrongSetting ? error.message : String((error as Error).stack)}\n`);
  process.exit(1);
}
