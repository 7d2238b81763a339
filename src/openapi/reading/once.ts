import type { Cursor } from "../refs/index.ts";
import { reaching, type Reach, type Reader } from "./reader.ts";

/** Parts of one kind that were read, by their node. */
export type Once<Part> = Map<object, { readonly part: Part; readonly reach: Reach }>;

/** Reads a part that several operations share only the first time; each of them reaches what it reaches. */
export function once<Part>(known: Once<Part>, { reader, cursor }: OnceSite, read: () => Part): Part {
  const { value } = cursor;
  if (typeof value !== "object" || value === null) return read();
  const first = known.get(value) ?? reaching(reader, read);
  known.set(value, first);
  for (const key of first.reach.keys) reader.reach.keys.add(key);
  reader.reach.unresolved.push(...first.reach.unresolved);
  return first.part;
}

interface OnceSite {
  readonly reader: Reader;
  readonly cursor: Cursor;
}
