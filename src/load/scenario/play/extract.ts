import { type JsonValue, isDefined } from "../../../kit/index.ts";
import type { Extraction } from "../model.ts";
import { createSearch, type Search } from "../pattern/index.ts";
import { type Seen, valuesOf } from "./answer.ts";
import { oneOf } from "./random.ts";
import type { User } from "./user.ts";
import { textOf } from "./values.ts";

/** Takes a value out of an answer into a user's variable; false when there is none and none was given instead. */
export type Extractor = (seen: Seen, user: User, random: () => number) => boolean;

/** An extraction, ready to be done again and again. */
export function extractorOf({ from, variable, pattern, which, otherwise }: Extraction): Extractor {
  const search = pattern === undefined ? undefined : createSearch(pattern);
  return (seen, user, random) => {
    const values = searched(valuesOf(from, seen), search);
    const value = chosen(values, which, random) ?? otherwise;
    user.values[variable] = value;
    return value !== undefined;
  };
}

function searched(values: readonly JsonValue[], search: Search | undefined): readonly JsonValue[] {
  if (search === undefined) return values;
  return values.map((value) => found(search, textOf(value))).filter(isDefined);
}

function found(search: Search, text: string | undefined): string | undefined {
  const result = text === undefined ? undefined : search(text);
  return typeof result === "object" ? result.found : undefined;
}

function chosen(values: readonly JsonValue[], which: Extraction["which"], random: () => number): JsonValue | undefined {
  switch (which) {
    case "first":
      return values[0];
    case "last":
      return values.at(-1);
    case "random":
      return oneOf(random, values);
    case "all":
      return values.length === 0 ? undefined : values;
  }
}
