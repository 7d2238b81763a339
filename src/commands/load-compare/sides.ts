import { errors } from "../../kit/index.ts";

/** What is compared, by the words that name it. */
export type Sides =
  | { readonly kind: "endpoints"; readonly first: string; readonly second: string }
  | { readonly kind: "endpoint-and-file"; readonly url: string; readonly file: string }
  | { readonly kind: "files"; readonly before: string; readonly now: string };

/**
 * Addresses are known by their `://`; whatever else is named is a file. Error: `load-compare-needs-two`.
 *
 * @example
 * sidesOf(["http://localhost:3000/", "baseline.json"]).kind; // "endpoint-and-file"
 */
export function sidesOf(words: readonly string[]): Sides {
  const [first, second, ...more] = words;
  if (first === undefined || second === undefined || more.length > 0)
    throw errors.loadCompare.needsTwo({ count: words.length });
  if (isAddress(first) && isAddress(second)) return { kind: "endpoints", first, second };
  if (isAddress(first)) return { kind: "endpoint-and-file", url: first, file: second };
  if (isAddress(second)) return { kind: "endpoint-and-file", url: second, file: first };
  return { kind: "files", before: first, now: second };
}

const isAddress = (word: string): boolean => word.includes("://");
