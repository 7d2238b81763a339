import type { Cursor } from "../refs/index.ts";
import { kindOf, note } from "../reading/index.ts";
import type { Site } from "./draft.ts";

/** A keyword whose value is of the wrong kind is left out, and said. */
export function misfit(site: Site, value: Cursor, expected: string): undefined {
  const keyword = value.pointer.slice(value.pointer.lastIndexOf("/") + 1);
  const evidence = { keyword, expected, found: kindOf(value.value) };
  note(site.reader, value, { code: "keyword-wrong-kind", severity: "warning", evidence });
}
