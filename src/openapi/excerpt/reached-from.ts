import type { Pieces } from "./pieces.ts";
import { namedIn } from "./references.ts";

/**
 * The components that some paths of a document reach: with them, reading these paths gives the operations that the whole document
 * gives. Undefined where a reference leads elsewhere.
 */
export function reachedFrom(pieces: Pieces, paths: ReadonlySet<string>): ReadonlySet<string> | undefined {
  const components = new Set([...pieces.components.keys()].filter((name) => name.startsWith(SCHEMES)));
  const open = [pieces.rest, ...[...paths].map((path) => pieces.paths.get(path) ?? "")];
  open.push(...[...components].map((name) => pieces.components.get(name) ?? ""));
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    const names = namesIn(text, pieces);
    if (names === undefined) return undefined;
    for (const name of names) {
      const inner = pieces.components.get(name);
      if (inner === undefined || components.has(name)) continue;
      components.add(name);
      open.push(inner);
    }
  }
  return components;
}

/** Operations name these without a reference. */
const SCHEMES = "#/components/securitySchemes/";

function namesIn(text: string, pieces: Pieces): readonly string[] | undefined {
  const named = namedIn(text);
  if (named === undefined) return undefined;
  const { references, hasDiscriminator } = named;
  // A discriminator may name its schemas by bare names, and a schema that has it in its allOf names it: the whole family is taken.
  return hasDiscriminator ? [...pieces.components.keys()] : [...references];
}
