/** Structured log lines, told to a person: `12:03:04 api  warn  message (facts)`. What is no such line is shown as it is. */
import { createInterface } from 'node:readline';

const levels = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };
const known = new Set(['level', 'time', 'pid', 'hostname', 'process', 'msg', 'err', 'req', 'res', 'v']);

/**
 * Follows a child's output line by line.
 * @param {NodeJS.ReadableStream} stream
 * @param {string} name of the child
 * @param {(line: string) => void} say
 */
export function readable(stream, name, say) {
  createInterface({ input: stream }).on('line', (line) =>
    say(process.env.LOG_FORMAT === 'json' ? line : tell(line, name)),
  );
}

/**
 * One line for people out of one line for machines.
 * @param {string} line
 * @param {string} name
 * @returns {string}
 */
export function tell(line, name) {
  const entry = parse(line);
  if (!entry) return `${name}: ${line}`;
  const time = new Date(entry.time).toTimeString().slice(0, 8);
  const request = entry.req
    ? ` ${entry.req.method} ${entry.req.url}${entry.res ? ` → ${entry.res.statusCode}` : ''}`
    : '';
  const facts = Object.entries(entry).filter(
    ([key, value]) => !known.has(key) && value !== undefined && value !== null,
  );
  const told = facts
    .map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(' ');
  const fault = entry.err ? `\n${entry.err.stack ?? entry.err.message}` : '';

  return `${time} ${name} ${levels[entry.level] ?? entry.level} ${entry.msg ?? ''}${request}${told ? ` (${told})` : ''}${fault}`;
}

/** @param {string} line */
function parse(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(line);

    return entry.level === undefined ? undefined : entry;
  } catch {
    return undefined;
  }
}
