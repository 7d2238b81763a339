import type { Cursor } from "../refs/index.ts";
import type { Reader } from "../reading/index.ts";
import type { Schema, SchemaObject } from "../schema.ts";

/** A schema while it is being read. */
export type SchemaDraft = { -readonly [Key in keyof SchemaObject]: SchemaObject[Key] };

/** What a keyword's reader needs: where to write, and how to read the schemas inside. */
export interface Site {
  readonly reader: Reader;
  readonly draft: SchemaDraft;
  /** The schema object itself. */
  readonly cursor: Cursor;
  readonly readSchema: (reader: Reader, cursor: Cursor) => Schema;
}

/** Reads one keyword of a schema object into its draft. `value` is the keyword's own place. */
export type KeywordReader = (site: Site, value: Cursor) => void;
