import type { NamedSchema, Operation, SecurityScheme } from "../model.ts";
import type { Note, Reach } from "../reading/index.ts";

/** What a choice of operations leaves in use. */
export interface Pruned {
  readonly schemas: ReadonlyMap<string, NamedSchema>;
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  readonly notes: readonly Note[];
}

export interface Whole {
  readonly schemas: ReadonlyMap<string, NamedSchema>;
  /** What each named schema reaches. */
  readonly reaches: ReadonlyMap<string, Reach>;
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  readonly notes: readonly Note[];
}

/** The components that operations need, and the notes about them: what nobody needs is not reported either. */
export function pruned(operations: ReadonlyMap<Operation, Reach>, whole: Whole): Pruned {
  const keys = reachedKeys(operations.values(), whole);
  const used = new Set([...operations.keys()].flatMap(({ security }) => security.flat().map(({ scheme }) => scheme)));
  const dropped = new Map(
    [...whole.schemas.values()].map(({ key, place }) => [textOf(place.file, place.pointer), !keys.has(key)]),
  );
  return {
    schemas: new Map([...whole.schemas].filter(([key]) => keys.has(key))),
    securitySchemes: new Map([...whole.securitySchemes].filter(([key]) => used.has(key))),
    notes: whole.notes.filter((note) => !isDropped(note, dropped)),
  };
}

function reachedKeys(from: Iterable<Reach>, { schemas, reaches }: Whole): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const reach of from) for (const key of reach.keys) keys.add(key);
  // A set that grows while it is walked is walked to its end.
  for (const key of keys) {
    for (const next of reaches.get(key)?.keys ?? []) keys.add(next);
    const schema = schemas.get(key)?.schema;
    if (typeof schema === "object") for (const child of schema.discriminator?.mapping.values() ?? []) keys.add(child);
  }
  return keys;
}

const textOf = (file: string, pointer: string): string => `${file}#${pointer}`;

/** The nearest named schema around a place decides. */
function isDropped({ place: { file, pointer } }: Note, dropped: ReadonlyMap<string, boolean>): boolean {
  for (let here = pointer; here !== ""; here = here.slice(0, here.lastIndexOf("/"))) {
    const known = dropped.get(textOf(file, here));
    if (known !== undefined) return known;
  }
  return false;
}
