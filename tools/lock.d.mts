/** Takes the lock if nobody alive holds it; see lock.mjs. */
export function takeLock(
  file: string,
  facts?: Record<string, unknown>,
):
  | { taken: true; release: () => void; note: (more: Record<string, unknown>) => void }
  | { taken: false; holder: { pid: number; command: string; address?: string } };
