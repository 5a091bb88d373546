/** A server started or adopted by {@link startPostgres}. */
export interface RunningPostgres {
  url: string;
  adminUrl: string;
  port: number;
  pid: number;
  cluster: string;
  moved: boolean;
  adopted: boolean;
  exited: () => Promise<unknown>;
  stop: () => Promise<void>;
}
/** Starts (after making it, if new) or adopts the cluster in a folder; see postgres.mjs. */
export function startPostgres(options: {
  dataDir?: string;
  port?: number;
  throwaway?: boolean;
  say?: (line: string) => void;
}): Promise<RunningPostgres>;
