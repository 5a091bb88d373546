import { EventEmitter, once } from 'node:events';
import { type AddressInfo, type Socket, createServer } from 'node:net';

/** A mail the moment its last byte was here: delivered, whether or not the sender ever reads our yes. */
export interface TakenMail {
  messageId: string;
  to: string;
  subject: string;
  body: string;
}

/** A mail server that keeps what it takes, and can be slow to say so. */
export interface MailSink {
  url: string;
  taken: readonly TakenMail[];
  /** The mails to an address, once there is one. */
  to(address: string): Promise<TakenMail[]>;
  /** Takes mails from now on without answering, until the function it answers is called. */
  holdAnswers(): () => void;
  /** Resolves when the next mail is here. */
  next(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it on a free port of this machine. */
export async function startMailSink(): Promise<MailSink> {
  const taken: TakenMail[] = [];
  const sockets = new Set<Socket>();
  const news = new EventEmitter().setMaxListeners(0);
  let answers = Promise.resolve();
  const server = createServer((socket) => {
    sockets.add(socket);
    // A killed sender resets its connection: what these mails are about.
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    converse(socket, async (text) => {
      taken.push(readMail(text));
      news.emit('mail');
      await answers;
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const next = async (): Promise<void> => void (await once(news, 'mail'));

  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    next,
    async to(address) {
      for (;;) {
        const found = taken.filter((mail) => mail.to === address);
        if (found.length > 0) return found;
        await next();
      }
    },
    holdAnswers() {
      let release!: () => void;
      answers = new Promise((resolve) => (release = resolve));

      return release;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The server's side of plain SMTP (RFC 5321), without extensions. */
function converse(socket: Socket, take: (text: string) => Promise<void>): void {
  let heard = '';
  let inData = false;
  const say = (line: string): void => void (socket.writable && socket.write(`${line}\r\n`));
  say('220 sink');
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    heard += chunk;
    for (;;) {
      const end = inData ? '\r\n.\r\n' : '\r\n';
      const at = heard.indexOf(end);
      if (at < 0) return;
      const piece = heard.slice(0, at);
      heard = heard.slice(at + end.length);
      if (inData) {
        inData = false;
        void take(piece).then(() => say('250 taken'));
        continue;
      }
      const verb = piece.slice(0, 4).toUpperCase();
      inData = verb === 'DATA';
      say(inData ? '354 go on' : verb === 'QUIT' ? '221 bye' : '250 yes');
      if (verb === 'QUIT') socket.end();
    }
  });
}

function readMail(text: string): TakenMail {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const header = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const written = rest.join('\r\n\r\n').replaceAll(/^\.\./gm, '.');
  const isQuoted = /quoted-printable/i.test(header('Content-Transfer-Encoding'));

  return {
    messageId: header('Message-ID'),
    to: header('To'),
    subject: header('Subject'),
    body: isQuoted ? unquoted(written) : written,
  };
}

/** Quoted-printable (RFC 2045) back to text. */
function unquoted(text: string): string {
  const bytes = text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

  return Buffer.from(bytes, 'latin1').toString('utf8');
}
