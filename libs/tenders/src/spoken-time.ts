/** A moment as people of the tender's zone say it, the same in every language: `2026-11-21 17:00 (Asia/Makassar)`. */
export function spokenTime(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(at);

  return `${parts} (${timeZone})`;
}
