/** What reads along with one connection. Neither of its functions throws. */
export interface WireTap {
  /** Bytes from the client, from behind its startup message on. */
  readonly client: (chunk: Buffer) => void;
  readonly server: (chunk: Buffer) => void;
  readonly close: () => void;
}

/** What a client says of itself when it connects. */
export interface Connected {
  readonly user: string;
  readonly database: string;
  readonly application: string;
  /** Its address without the port. */
  readonly address: string;
  /** Who asks for the statements of a text that is sent now; undefined for whoever asked before. Only the application itself knows. */
  readonly askerOf?: (sql: string | undefined) => Asker | undefined;
}

/** The work that statements are sent for: a request, a job. */
export interface Asker {
  /** Keys are followed within one pool. */
  readonly pool: string;
  /** `GET /orders` */
  readonly route: string | undefined;
  /** Statements of the watching itself, which count for nothing. */
  readonly isOurs?: boolean;
}

export interface WireProxyOptions {
  /** Where the server is; what it leaves out comes from PG* variables, as for a session. */
  readonly url: string;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly connected: (client: Connected) => WireTap;
}

/** A listener that passes on every byte between clients and a server. Disposal ends its connections. */
export interface WireProxy extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** The server, as a person recognises it. */
  readonly upstream: string;
  /** The given connection string, led through the proxy. It holds the password. */
  readonly url: string;
  /** Reasons for which the server could not be reached, the last ones. */
  readonly failures: () => readonly string[];
}

/** Opens listeners that speak the PostgreSQL protocol. The edge implements it. Errors: `watch-not-listening`, `database-bad-url`. */
export interface WireProxies {
  open(options: WireProxyOptions): Promise<WireProxy>;
}
