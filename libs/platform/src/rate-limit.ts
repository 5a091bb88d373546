import type { NextFunction, Request, Response } from 'express';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from './config.js';
import { say } from './language.js';

/** Bounds how much one address may ask of this process in a minute. Counted in memory: it costs no statement. */
export function requestLimit(config: Config): (req: Request, res: Response, next: NextFunction) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: config.RATE_REQUESTS_PER_MINUTE, duration: 60 });

  return async (req, res, next) => {
    try {
      await limiter.consume(req.ip ?? 'unknown');
    } catch (rejected) {
      const seconds = Math.ceil((rejected as RateLimiterRes).msBeforeNext / 1_000);
      res.setHeader('Retry-After', String(seconds));
      res
        .status(429)
        .json({ errors: [{ message: say('errors:tooMany', { seconds }), extensions: { code: 'TOO_MANY_REQUESTS' } }] });

      return;
    }
    next();
  };
}
