import type { NextFunction, Request, Response } from 'express';
import { Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** The figures of this process, for a Prometheus collector. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const durations = new Histogram({
  name: 'kongsi_http_request_seconds',
  help: 'How long requests took, by door and status.',
  labelNames: ['door', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [metrics],
});

const doors = new Set(['graphql', 'uploads', 'files', 'health', 'metrics', 'ocds', 'assets', 'explorer']);

/** Measures every request. The door is the first part of the path, so that ids never become labels. */
export function measure(req: Request, res: Response, next: NextFunction): void {
  const end = durations.startTimer();
  const first = req.path.split('/')[1] ?? '';
  res.on('finish', () => end({ door: doors.has(first) ? first : 'pages', status: String(res.statusCode) }));
  next();
}
