import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readConfig } from '#libs/platform';
import { AppModule } from '../../api/src/app.module.js';

/** One thing the command line does. */
export interface Command {
  /** What follows the name on the line. */
  usage: string;
  /** What it does, in one sentence. */
  about: string;
  /** @returns the exit code */
  run(args: string[]): Promise<number>;
}

/** The command was called with words it does not understand; the message says which. */
export class WrongUsage extends Error {}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs work with the marketplace's libraries, on the database of this installation, without a port. */
export async function withMarketplace<Result>(
  work: (app: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  const app = await NestFactory.createApplicationContext(AppModule.with(readConfig(), 'cli'), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
