import type { Tag } from "../model.ts";
import { listOf, textOf, type Reader } from "../reading/index.ts";
import type { Cursor } from "../refs/index.ts";

/** The tags that the document describes; operations may name others. */
export function readTags(reader: Reader, root: Cursor): readonly Tag[] {
  return listOf(reader, root, "tags").flatMap((cursor) => {
    const name = textOf(reader, cursor, "name");
    if (name === undefined) return [];
    return [{ name, description: textOf(reader, cursor, "description"), parent: textOf(reader, cursor, "parent") }];
  });
}
