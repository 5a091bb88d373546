import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Db } from './db.js';
import { Files } from './files.js';
import { Identity } from './identity.js';
import { Mails } from './mail.js';
import { say } from './language.js';
import { metrics } from './metrics.js';

/** What stands beside GraphQL: health, figures, files, and kept mail on a developer's machine. */
@Controller()
export class DoorsController {
  constructor(
    private readonly db: Db,
    private readonly files: Files,
    private readonly identity: Identity,
    private readonly mails: Mails,
  ) {}

  /** The process runs. */
  @Get('health/live')
  live(): { status: string } {
    return { status: 'live' };
  }

  /** The process can answer: it reaches its database. */
  @Get('health/ready')
  async ready(@Res() res: Response): Promise<void> {
    try {
      await this.db.sql('SELECT 1');
      res.json({ status: 'ready' });
    } catch {
      res.status(503).json({ status: 'no database' });
    }
  }

  /** Figures for a collector on the same machine. */
  @Get('metrics')
  async figures(@Req() req: Request, @Res() res: Response): Promise<void> {
    if (!isLocal(req)) return notHere(res);
    res.type(metrics.contentType).send(await metrics.metrics());
  }

  /** Mail that was not sent anywhere, newest first; only on the machine itself, never where SMTP is set. */
  @Get('dev/mail')
  async keptMail(@Req() req: Request, @Res() res: Response, @Query('to') to?: string): Promise<void> {
    if (!isLocal(req) || !this.mails.keepsMail) return notHere(res);
    const kept = await this.mails.kept(200);
    const mails = kept.filter((mail) => !to || mail.recipient === to);
    if (req.accepts(['html', 'json']) === 'json') {
      res.json(mails);

      return;
    }
    res.type('html').send(mailPage(mails));
  }

  /** The bytes of a file, to those who may read it. */
  @Get('files/:id')
  async file(@Req() req: Request, @Res() res: Response, @Param('id') id: string): Promise<void> {
    let file;
    try {
      file = await this.files.readable(id, await this.identity.of(req));
    } catch {
      return notHere(res);
    }
    const shown = /^image\/(png|jpeg|webp)$/.test(file.mediaType);
    res.set({
      'Content-Type': file.mediaType,
      'Content-Length': String(file.size),
      'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, max-age=3600',
      'Cross-Origin-Resource-Policy': 'same-origin',
      ETag: `"${file.digest}"`,
    });
    this.files
      .read(file)
      .on('error', () => res.destroy())
      .pipe(res);
  }
}

function isLocal(req: Request): boolean {
  const address = req.socket.remoteAddress ?? '';

  return /^(::1|(::ffff:)?127\.)/.test(address) && req.headers['x-forwarded-for'] === undefined;
}

function notHere(res: Response): void {
  res.status(404).json({ errors: [{ message: say('errors:notFound'), extensions: { code: 'NOT_FOUND' } }] });
}

function mailPage(mails: { recipient: string; subject: string; body: string | null; createdAt: Date }[]): string {
  const safe = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const linked = (text: string): string =>
    safe(text).replaceAll(/https?:\/\/\S+/g, (url) => `<a href="${url}">${url}</a>`);
  const articles = mails.map(
    (mail) =>
      `<article><h2>${safe(mail.subject)}</h2><p>${safe(mail.recipient)} · ${mail.createdAt.toISOString()}</p><pre>${linked(mail.body ?? '')}</pre></article>`,
  );

  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${say('files:mailTitle')}</title>
<h1>${say('files:mailTitle')}</h1><p>${say('files:mailAbout')}</p>${articles.join('\n') || `<p>${say('files:mailNone')}</p>`}</html>`;
}
