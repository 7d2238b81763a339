export interface FileFacts {
  readonly kind: "file" | "folder" | "other";
  readonly size: number;
  readonly mode: number;
  readonly modifiedMs: number;
}

/** The file system. Paths are absolute or start at `World.cwd`. Errors are those of `errors.file`. */
export interface Files {
  /** Absolute form of a path, for messages and comparisons. */
  resolve(path: string): string;
  readText(path: string): Promise<string>;
  /** All of standard input. */
  readInput(): Promise<string>;
  readBytes(path: string): Promise<Uint8Array>;
  /** Atomic: a neighbour file is written and renamed over the target; folders are made. */
  writeText(path: string, text: string): Promise<void>;
  /** Atomic like `writeText`, but refuses to replace: false when the file existed. */
  createText(path: string, text: string): Promise<boolean>;
  /** Undefined when nothing is there. */
  facts(path: string): Promise<FileFacts | undefined>;
  /** The absolute path that it leads to, every link followed; undefined when nothing is there. */
  real(path: string): Promise<string | undefined>;
  /** Names in a folder, sorted; empty when there is no folder. */
  list(path: string): Promise<readonly string[]>;
  makeFolder(path: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  /** A link at `path` to the folder `target`, as the platform makes one without privileges. */
  linkFolder(target: string, path: string): Promise<void>;
  /** A file or a whole folder; no error when nothing is there. */
  remove(path: string): Promise<void>;
  /** A fresh private folder that is removed on disposal, also when the run is interrupted. */
  temporaryFolder(prefix: string): Promise<TemporaryFolder>;
  /** A folder for what can be made again: `$XDG_CACHE_HOME/backwright` or the platform's like. */
  cacheFolder(): string;
  /** A folder for what the user has said once and for all: `$XDG_CONFIG_HOME/backwright` or the platform's like. */
  settingsFolder(): string;
  /** An empty file that grows while the run goes on; what was there is replaced. Error: `file-unwritable`. */
  openGrowing(path: string): Promise<GrowingFile>;
}

/** Written in place, piece by piece: a reader can follow it. */
export interface GrowingFile extends AsyncDisposable {
  /** Resolves when the system has taken the text; wait for it before the next one. Error: `file-unwritable`. */
  append(text: string): Promise<void>;
}

export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}
