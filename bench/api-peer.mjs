/** The hand-written peer: one process of bare node:http, a pool of the same size, one prepared statement for each answer. */
import { createServer } from 'node:http';
import { Pool } from 'pg';
import { answers } from './answers.mjs';

const pool = new Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.DATABASE_POOL),
  options: '-c TimeZone=UTC',
});

createServer((req, res) => {
  const { pathname, searchParams } = new URL(req.url ?? '/', 'http://peer');
  const answer = answers[pathname.slice(1)];
  if (!answer) return void res.end();
  const value = searchParams.get('value');
  pool
    .query({ name: pathname, text: answer.statement, values: value === null ? [] : [value] })
    .then(({ rows }) => {
      const body = Buffer.from(rows[0].body);
      res
        .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
        .end(body);
    })
    .catch((error) => res.writeHead(500).end(String(error)));
}).listen(Number(process.env.PORT), '127.0.0.1');
