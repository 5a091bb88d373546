const millisecondsPerDay = 86_400_000;

/** Days since 1970 of an ISO date, for distances between dates; order is kept by the text itself. */
export function dayNumber(isoDate: string): number {
  const year = Number(isoDate.slice(0, 4));
  const month = Number(isoDate.slice(5, 7));

  return Date.UTC(year, month - 1, Number(isoDate.slice(8, 10))) / millisecondsPerDay;
}

/** The same day some years earlier, as ISO text; 29 February compares correctly although it may not exist in that year. */
export function yearsBefore(isoDate: string, years: number): string {
  return `${(Number(isoDate.slice(0, 4)) - years).toString().padStart(4, '0')}${isoDate.slice(4, 10)}`;
}
