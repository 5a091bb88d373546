const minute = 60_000;
const minutesPerDay = 1_440;

/** From when to when no mail is sent, in the reader's own time: `{ from: '21:00', until: '06:30' }`. May cross midnight. */
export interface QuietHours {
  from: string;
  until: string;
}

/**
 * When the quiet that reigns now ends; null when it does not reign. On the two days a year when clocks change it may be an hour off.
 *
 * @param timeZone IANA name
 */
export function endOfQuiet({ from, until }: QuietHours, now: Date, timeZone: string): Date | null {
  const local = localMinuteOf(now, timeZone);
  const sinceFrom = forward(minuteOf(from), local);
  const length = forward(minuteOf(from), minuteOf(until));
  if (sinceFrom >= length) return null;
  const startOfMinute = Math.floor(now.getTime() / minute) * minute;

  return new Date(startOfMinute + (length - sinceFrom) * minute);
}

/** Minutes from one time of day on to the next occurrence of another; 0 when they are the same. */
function forward(from: number, to: number): number {
  return (to - from + minutesPerDay) % minutesPerDay;
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);

  return hours! * 60 + minutes!;
}

function localMinuteOf(now: Date, timeZone: string): number {
  const local = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

  return minuteOf(local.format(now));
}
