import type { Scenario } from "./scenario/index.ts";

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
  /** A client certificate and its key, in PEM. */
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
  /** Sent as SNI and checked against the certificate instead of the origin's host. */
  readonly serverName?: string;
}

/** A stretch of a load: from the level before it to `target`, evenly, within `durationMs`; 0 ms is a jump. */
export interface Stage {
  readonly durationMs: number;
  /** Arrivals a second in an open workload, users in a closed one. */
  readonly target: number;
}

/**
 * Makes the workload open: arrivals come by the clock, whether or not the server answers. An arrival is one request, or
 * one iteration of a scenario.
 */
export interface Arrival {
  readonly startPerSecond: number;
  /** One after another; the last level is held to the end of the run. */
  readonly stages: readonly Stage[];
  /** `constant`: evenly spaced; `poisson`: independent arrivals, as of many users who do not know of each other. */
  readonly process: "constant" | "poisson";
}

/** Time-outs by phase; what is missing is the plan's `timeoutMs`. */
export interface PhaseTimeouts {
  readonly connectMs?: number;
  readonly handshakeMs?: number;
  readonly firstByteMs?: number;
}

/** A forward proxy: `CONNECT` for https and h2, absolute-form requests for http (RFC 9110 section 7.3.2, RFC 9112 section 3.2.2). */
export interface Proxy {
  readonly host: string;
  readonly port: number;
  readonly scheme: "http" | "https";
  /** `Basic …`. */
  readonly authorization?: string;
}

/**
 * A workload. Closed (no `arrival`): `concurrency` users on a connection each, every one sending its next request when
 * the last is answered. Open (`arrival`): requests by the clock over at most `concurrency` connections; those that find
 * none free wait, and their latency runs from when they were due. It ends after `durationMs` or when `requestLimit`
 * requests have been begun, whichever comes first; at least one of them is given. A plan is plain data: it is handed to
 * worker threads as it is.
 */
export interface LoadPlan {
  readonly origin: Origin;
  /** Where the host was found to be; looked up when missing. The first one that accepts is used for the whole run. */
  readonly addresses?: readonly string[];
  /** A Unix socket to connect to; the origin is still what the requests name. */
  readonly socketPath?: string;
  readonly proxy?: Proxy;
  readonly requests: readonly PlannedRequest[];
  /** Instead of the mix: what every user does, step by step. */
  readonly scenario?: Scenario;
  readonly concurrency: number;
  /** A closed workload whose number of users changes; `concurrency` is then the highest level. */
  readonly ramp?: readonly Stage[];
  readonly arrival?: Arrival;
  readonly durationMs?: number;
  /** Total over all users; iterations when there is a scenario. */
  readonly requestLimit?: number;
  /** For a connection to be ready, and again for an answer to be complete. */
  readonly timeoutMs: number;
  readonly timeouts?: PhaseTimeouts;
  /** False: each request opens a connection of its own. */
  readonly keepAlive: boolean;
  readonly tls: TlsSettings;
  /** Missing: HTTP/1.1. */
  readonly protocol?: "http/1.1" | "h2";
  /** Concurrent streams of an HTTP/2 connection; 1 when missing. `concurrency` counts streams. */
  readonly streams?: number;
  /** Redirects that are followed in a row; 0 when missing. Only within the origin. */
  readonly redirects?: number;
  /** Every request carries a trace of its own (W3C Trace Context). */
  readonly traceparent?: boolean;
  /** Ends the run when more than this share of the last 1,000 requests failed, in percent. */
  readonly abortAbovePercent?: number;
  /** Hands every finished request to the observer. */
  readonly samples?: boolean;
  /** `auto`: the kernel transport where its self-test passes. */
  readonly transport?: "auto" | "node" | "kernel";
  /** Threads that send; missing: the engine decides. */
  readonly workers?: number;
  /** Of everything random: the same seed, the same choices. */
  readonly seed?: number;
}
