/** One request of a mix, before it becomes bytes. */
export interface PlannedRequest {
  /** Requests of one name are counted together: `GET /users/{id}`. */
  readonly name: string;
  /** Share of the mix, relative to the other requests' weights; above 0. */
  readonly weight: number;
  /** Upper case. */
  readonly method: string;
  /** Path and query as they go on the wire: `/users?page=2`. */
  readonly path: string;
  /** In the order of sending. `Host`, `Accept`, `User-Agent` and `Content-Length` are added where they are missing. */
  readonly headers: readonly Header[];
  readonly body?: Uint8Array;
  /** The one status that counts as success; without it every status below 400. */
  readonly expectStatus?: number;
}

export type Header = readonly [name: string, value: string];

/** Where the load goes: one origin. */
export interface Origin {
  readonly scheme: "http" | "https";
  /** A name or an address without brackets: `api.example.com`, `::1`. */
  readonly host: string;
  readonly port: number;
}

export interface TlsSettings {
  /** False: any certificate will do. */
  readonly verify: boolean;
  /** Certificates in PEM that are trusted instead of the built-in ones. */
  readonly ca?: string;
}

/**
 * A closed workload: `concurrency` users on a connection each, every one sending its next request when the last is
 * answered. It ends after `durationMs` or when `requestLimit` requests have been begun, whichever comes first; at least
 * one of them is given.
 */
export interface LoadPlan {
  readonly origin: Origin;
  /** Where the host was found to be; looked up when missing. The first one that accepts is used for the whole run. */
  readonly addresses?: readonly string[];
  readonly requests: readonly PlannedRequest[];
  readonly concurrency: number;
  readonly durationMs?: number;
  /** Total over all users. */
  readonly requestLimit?: number;
  /** For a connection to be ready, and again for an answer to be complete. */
  readonly timeoutMs: number;
  /** False: each request opens a connection of its own. */
  readonly keepAlive: boolean;
  readonly tls: TlsSettings;
}
