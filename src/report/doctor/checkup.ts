/** What `backwright doctor` found. */
export interface Checkup {
  readonly version: string;
  readonly node: {
    readonly version: string;
    readonly platform: string;
    readonly arch: string;
    readonly supported: boolean;
  };
  /** PostgreSQL servers that can be started here, best first. */
  readonly engines: readonly CheckedEngine[];
  /** A major that was fetched just now. */
  readonly installed?: CheckedEngine | undefined;
  readonly packages: readonly CheckedPart[];
  readonly programs: readonly CheckedPart[];
  /** What can be made again is kept there. */
  readonly cacheFolder: string;
}

export interface CheckedEngine {
  readonly kind: "embedded" | "system" | "pglite";
  readonly major: number;
  readonly version: string;
  readonly path?: string | undefined;
}

export interface CheckedPart {
  readonly name: string;
  readonly installed: boolean;
  readonly version?: string | undefined;
  readonly path?: string | undefined;
  /** What there is with it, and how to get it where it is missing. */
  readonly enables: string;
  readonly install: string;
}
