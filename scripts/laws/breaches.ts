import { importBreaches, setRooms } from "./imports.ts";
import { sizeBreaches } from "./sizes.ts";
import type { Source } from "./sources.ts";
import { wordBreaches } from "./words.ts";

/** Every breach of the laws that lint cannot see. */
export function breachesOf(sources: readonly Source[]): readonly string[] {
  setRooms(sources);
  return [...sources.flatMap(importBreaches), ...sizeBreaches(sources), ...sources.flatMap(wordBreaches)];
}
