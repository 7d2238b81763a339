import type { Finding } from "../kit/index.ts";
import type { MigrationName } from "./name.ts";
import type { Script } from "./script.ts";

/** A migration as its files say it. */
export interface MigrationFile extends MigrationName {
  readonly path: string;
  /** Path of what undoes it: a file beside it, or the same file where it holds both parts. */
  readonly rollback: string | undefined;
  /** Named by itself, outside the folder of migrations: it has no place in their order. */
  readonly standalone: boolean;
  readonly text: string;
  readonly up: Script;
  readonly down: Script | undefined;
  /** SHA-256 over what the server understands of the way up; see `checksumOf`. */
  readonly checksum: string;
  /** SHA-256 over the file's bytes, and those of the files that it includes. */
  readonly rawChecksum: string;
  /** Why it cannot be applied; empty for a usable file. */
  readonly problems: readonly Finding[];
}
