/** A text and the name of its file, for what must be said about it. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** Levels of nesting: real documents have less than 60, a recursive reader's stack bears several thousand. */
export const DEEPEST = 1_000;
export const LARGEST_JSON_BYTES = 64 * 1024 * 1024;
export const LARGEST_YAML_BYTES = 16 * 1024 * 1024;
