import { ownValue, type Cursor } from "./cursor.ts";
import type { Library } from "./library.ts";

const BEFORE_2019 = /^https?:\/\/json-schema\.org\/draft-0[3-7]\/(?:hyper-)?schema#?$/;

/**
 * True where a document of 3.1 or later declares, by `$schema` or `jsonSchemaDialect`, a draft of JSON Schema in which
 * nothing beside `$ref` counts (draft-07 core, 8.3).
 */
export function isBeforeDraft2019({ scope }: Cursor, library: Library): boolean {
  const file = library.roots.get(scope.file)?.value ?? null;
  const declared =
    ownValue(scope.root, "$schema") ??
    ownValue(file, "$schema") ??
    ownValue(file, "jsonSchemaDialect") ??
    ownValue(library.entry.value, "jsonSchemaDialect");
  return typeof declared === "string" && BEFORE_2019.test(declared);
}
