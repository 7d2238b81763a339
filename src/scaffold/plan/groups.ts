import { kebabCase } from "../../kit/index.ts";
import type { Operation } from "../../openapi/index.ts";

// Device names that Windows will not have as a file, and the name of our own table.
const TAKEN = /^(?:index|con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The handler file of an operation, without ending: its first tag, else its first path segment, in kebab-case.
 * Letters, digits and dashes only, so a name from a document never leaves the folder.
 *
 * @example
 * groupName({ tags: ["Order Items"], segments: [] }); // "order-items"
 */
export function groupName(operation: Pick<Operation, "tags" | "segments">): string {
  const wishes = [operation.tags[0], firstText(operation), "root"];
  const name = wishes.map((wish) => fileName(wish ?? "")).find((wish) => wish !== "") ?? "root";
  return TAKEN.test(name) ? `${name}-routes` : name;
}

/** Ligatures, full-width letters and the like as plain ones: where case does not count, file systems take some of them for the same. */
const fileName = (wish: string): string => kebabCase(wish.normalize("NFKC")).slice(0, 80).replace(/-$/, "");

function firstText({ segments }: Pick<Operation, "segments">): string | undefined {
  for (const { parts } of segments) {
    const text = parts.flatMap((part) => (part.kind === "text" ? [part.text] : [])).join("-");
    if (fileName(text) !== "") return text;
  }
  return undefined;
}
