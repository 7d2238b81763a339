/** A file's text on its way to statements. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** Values that a script's `:name`, `:'name'` and `:"name"` stand for. */
export interface Variable {
  readonly value: string;
  /** Given from outside: as bare `:name` it may be one word or number only. */
  readonly isGiven: boolean;
}

export type Variables = ReadonlyMap<string, Variable>;

/** What a file is read in. */
export interface ScriptContext {
  /** Folder that no include leaves. */
  readonly root: string;
  /** Texts of the files that may be included, by path. */
  readonly includes: ReadonlyMap<string, string>;
  /** Paths within the folder that links lead out of it; they are not read. */
  readonly linkedOut?: ReadonlySet<string> | undefined;
  readonly variables: Variables;
}
