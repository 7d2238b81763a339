import type { LibraryName } from "../../options.ts";

/** Template → place below the source root, of one library. */
export function libraryTemplates(library: LibraryName): ReadonlyMap<string, string> {
  const runtime = "middleware/runtime";
  return new Map([
    [`libraries/common/${runtime}/words.ts`, `${runtime}/words.ts`],
    [`libraries/${library}/${runtime}/schemas.ts`, `${runtime}/schemas.ts`],
  ]);
}
