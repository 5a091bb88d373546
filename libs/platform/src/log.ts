import { type Logger, pino } from 'pino';
import { currentRequestId } from './request.js';
import type { Config } from './config.js';

/** Structured lines on standard output, each with the request it belongs to. Nothing personal is logged: ids, never names or addresses. */
export function makeLogger(config: Pick<Config, 'LOG_LEVEL'>, process_: string): Logger {
  return pino({
    level: config.LOG_LEVEL,
    base: { process: process_ },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => ({ requestId: currentRequestId() }),
    redact: ['req.headers.cookie', 'req.headers.authorization', 'res.headers["set-cookie"]'],
  });
}
