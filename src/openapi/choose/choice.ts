import type { Tag } from "../model.ts";
import { isLike } from "./glob.ts";

/** The parts of an API that are wanted; an empty list asks for nothing special. */
export interface ChosenParts {
  /** Operations with one of these tags, or with a tag below one of them. */
  readonly tags: readonly string[];
  /** Operations whose path is like one of these; `*` stands for any text. Webhooks have no path and stay. */
  readonly paths: readonly string[];
}

/** Says of operations whether they are wanted, and remembers which wishes were met. */
export interface Choice {
  readonly isOpen: boolean;
  takes(operation: { readonly path: string | undefined; readonly tags: readonly string[] }): boolean;
  /** Wishes that no operation of the document met. */
  unmet(): readonly { readonly option: "tags" | "paths"; readonly wish: string }[];
}

/** The choice that takes every operation. */
export const everything: Choice = { isOpen: true, takes: () => true, unmet: () => [] };

/**
 * A choice of operations by tag and path; of the document's own tags it needs their parents (3.2).
 *
 * @example
 * const choice = createChoice({ tags: ["orders"], paths: [] }, []);
 * choice.takes({ path: "/orders", tags: ["orders"] }); // true
 */
export function createChoice({ tags, paths }: ChosenParts, declared: readonly Tag[]): Choice {
  const parents = new Map(declared.map(({ name, parent }) => [name, parent]));
  const met = { tags: new Set<string>(), paths: new Set<string>() };
  const isMet = (into: Set<string>, wishes: readonly string[], fits: (wish: string) => boolean): boolean => {
    const found = wishes.filter(fits);
    for (const wish of found) into.add(wish);
    return wishes.length === 0 || found.length > 0;
  };
  return {
    isOpen: tags.length === 0 && paths.length === 0,
    takes(operation) {
      const names = new Set(operation.tags.flatMap((tag) => withParents(tag, parents)));
      const { path } = operation;
      const hasTag = isMet(met.tags, tags, (wish) => names.has(wish));
      const hasPath = path === undefined || isMet(met.paths, paths, (wish) => isLike(wish, path));
      return hasTag && hasPath;
    },
    unmet: () => [
      ...tags.filter((wish) => !met.tags.has(wish)).map((wish) => ({ option: "tags" as const, wish })),
      ...paths.filter((wish) => !met.paths.has(wish)).map((wish) => ({ option: "paths" as const, wish })),
    ],
  };
}

/** A tag and those above it (3.2); tags that are their own ancestors end. */
function withParents(tag: string, parents: ReadonlyMap<string, string | undefined>): readonly string[] {
  const names = new Set<string>();
  for (let name: string | undefined = tag; name !== undefined && !names.has(name); name = parents.get(name))
    names.add(name);
  return [...names];
}
