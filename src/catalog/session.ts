/** A row as the driver gives it: numbers of 64 bits, numerics, dates and times arrive as text, arrays as arrays. */
export type Row = Readonly<Record<string, unknown>>;

/** Where a database is. What the URL leaves out comes from PG* variables and the password file, as psql does it. */
export interface ConnectionTarget {
  readonly url: string;
}

export interface SessionOptions {
  /** Shown in pg_stat_activity; default `backwright`. */
  readonly applicationName?: string;
  /** Milliseconds; 0 is no limit. */
  readonly statementTimeoutMs?: number;
  /** Every transaction read only unless it says otherwise. */
  readonly readOnly?: boolean;
  /** Milliseconds to wait for the server's first answer; default 10,000. */
  readonly connectTimeoutMs?: number;
}

/** The server's own words about a failed statement. */
export interface SqlError {
  readonly sqlState: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  /** 1-based character offset into the statement. */
  readonly position?: number;
}

/** One connection, one backend, until it is disposed of. */
export interface Session extends AsyncDisposable {
  /** `server_version_num`: 150018 for 15.18. */
  readonly serverVersion: number;
  readonly database: string;
  readonly user: string;
  /** Host and port, or the socket's folder: what a person recognises. Never a password. */
  readonly where: string;
  /** One statement by the extended protocol. Errors: `database-query-failed`, `database-connection-lost`. */
  query(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  /** Any number of statements by the simple protocol, as one string. */
  script(sql: string): Promise<void>;
  /** COPY … FROM stdin with its rows, in the format that the statement says. Not every session can. Errors: as `query`. */
  copyIn?(sql: string, rows: string): Promise<void>;
}

/** Opens sessions. The edge implements it; pure rooms and commands only see this. */
export interface Databases {
  open(target: ConnectionTarget, options?: SessionOptions): Promise<Session>;
}
