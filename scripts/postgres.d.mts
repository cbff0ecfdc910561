export interface RunningPostgres {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly adopted: boolean;
  stop(): Promise<void>;
}

export function startPostgres(options: {
  dir: string;
  database: string;
  password?: string;
  flags?: readonly string[];
  port?: number;
}): Promise<RunningPostgres>;
