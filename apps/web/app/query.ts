/** Reads what a search form wrote into the address; what does not fit is left out, never refused. */
export function read(request: Request) {
  const values = new URL(request.url).searchParams;
  const text = (name: string, limit = 120): string | undefined => values.get(name)?.trim().slice(0, limit) || undefined;

  return {
    text,
    matching: (name: string, pattern: RegExp): string | undefined => {
      const value = text(name);

      return value && pattern.test(value) ? value : undefined;
    },
    oneOf: <Value extends string>(name: string, allowed: readonly Value[]): Value | undefined =>
      allowed.find((value) => value === text(name)),
  };
}
