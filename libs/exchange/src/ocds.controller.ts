import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { say } from '#libs/platform';
import { Releases } from './releases.service.js';

const perPage = 100;

/** Open data for everybody: what was told of public tenders, openings and awards. */
@Controller('ocds')
export class OcdsController {
  constructor(private readonly releases: Releases) {}

  /** One page in the order of publication. Who comes again asks after the last number it has; nothing new: 204. */
  @Get('releases.json')
  async page(@Res() res: Response, @Query('after') after = '0'): Promise<void> {
    if (!/^\d{1,15}$/.test(after)) return notHere(res);
    await this.releases.tell();
    const found = await this.releases.after(BigInt(after), perPage + 1);
    const page = found.slice(0, perPage);
    const last = page.at(-1);
    shared(res);
    if (!last) {
      res.status(204).end();

      return;
    }
    const next = found.length > perPage ? `/ocds/releases.json?after=${last.seq}` : undefined;
    // A full page never changes; the last one grows.
    if (next) res.set('Cache-Control', 'public, max-age=86400');
    res
      .set('Kongsi-Last-Sequence', String(last.seq))
      .json(this.releases.package(`/ocds/releases.json?after=${after}`, page, { next }));
  }

  /** Everything that was told of one tender. */
  @Get('releases/:file')
  async tender(@Res() res: Response, @Param('file') file: string): Promise<void> {
    const tenderId = /^([0-9a-f-]{36})\.json$/.exec(file)?.[1];
    await this.releases.tell();
    const told = tenderId ? await this.releases.of(tenderId) : [];
    if (told.length === 0) return notHere(res);
    shared(res);
    res.json(this.releases.package(`/ocds/releases/${file}`, told));
  }
}

/** Anybody may keep it for a minute, and ask by its ETag after that; pages of other sites may read it. */
function shared(res: Response): void {
  res.set({
    'Cache-Control': 'public, max-age=60',
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
}

function notHere(res: Response): void {
  res.status(404).json({ errors: [{ message: say('errors:notFound'), extensions: { code: 'NOT_FOUND' } }] });
}
