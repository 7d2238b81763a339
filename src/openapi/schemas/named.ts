import type { NamedSchema } from "../model.ts";
import { placeOf } from "../refs/index.ts";
import { reaching, type Reach, type Reader } from "../reading/index.ts";
import { withChildren } from "./children.ts";
import { readSchema } from "./read.ts";

export interface NamedSchemas {
  readonly schemas: ReadonlyMap<string, NamedSchema>;
  /** What each of them reaches. */
  readonly reaches: ReadonlyMap<string, Reach>;
}

/** Reads every schema that was named and, in turn, those that they name. */
export function readNamedSchemas(reader: Reader): NamedSchemas {
  const schemas = new Map<string, NamedSchema>();
  const reaches = new Map<string, Reach>();
  for (const { key, name, cursor } of reader.names.pending) {
    const { part, reach } = reaching(reader, () => readSchema(reader, cursor));
    schemas.set(key, {
      key,
      name,
      schema: part,
      place: placeOf(cursor),
      resource: cursor.scope.uri ?? cursor.scope.file,
    });
    reaches.set(key, reach);
  }
  return { schemas: withChildren(schemas), reaches };
}
