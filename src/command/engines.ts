/** How a PostgreSQL came to run: npm's native binaries, one found on the machine, or PGlite in this process. */
export type EngineKind = "embedded" | "system" | "pglite";

export interface EngineInfo {
  readonly kind: EngineKind;
  /** 18 */
  readonly major: number;
  /** `18.4` */
  readonly version: string;
  /** Folder of the binaries; none for PGlite. */
  readonly path?: string;
}

export interface ServerOptions {
  /** Default: the best that runs here, shown in progress. */
  readonly engine?: EngineKind;
  /** The target's own major, where that matters. */
  readonly major?: number;
  /** A folder that keeps the data; default: a temporary one that is removed. */
  readonly data?: string;
  /** Added to postgresql.conf: `shared_preload_libraries: "pg_stat_statements"`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A role of the server and its password. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** A PostgreSQL of our own. Disposal stops it and removes its temporary folder; so does the death of this process. */
export interface DatabaseServer extends AsyncDisposable {
  readonly engine: EngineInfo;
  /** One connection only, as with PGlite. */
  readonly singleSession: boolean;
  /**
   * A connection string that any driver takes, of the database `name` (default `postgres`), by default for the superuser.
   * PGlite knows no other login.
   */
  url(name?: string, login?: Login): string;
  /** Makes an empty database and answers its URL. */
  createDatabase(name: string): Promise<string>;
}

export interface Engines {
  /** What can be started on this machine, best first. */
  available(): Promise<readonly EngineInfo[]>;
  /** Errors: `engine-none`, `engine-not-found`, `engine-start-failed`. */
  start(options?: ServerOptions): Promise<DatabaseServer>;
  /** Fetches the binaries of a major into the cache with npm. */
  install(major: number): Promise<EngineInfo>;
}
