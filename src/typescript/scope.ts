import { isIdentifier } from "./identifier.ts";

/** Names of one scope: each is given once. */
export interface NameScope {
  /** The wish if it is an identifier that is still free, else the nearest that is: `user`, `user2`. */
  take(wish: string): string;
  has(name: string): boolean;
}

/**
 * A scope in which `taken` names cannot be had. Names that differ only by case count as different.
 *
 * @example
 * const scope = nameScope(["Handlers"]);
 * scope.take("User"); // "User"
 * scope.take("User"); // "User2"
 */
export function nameScope(taken: Iterable<string> = []): NameScope {
  const used = new Set(taken);
  const next = new Map<string, number>();
  return {
    has: (name) => used.has(name),
    take(wish) {
      const base = safeName(wish);
      const name = free(base, used, next);
      used.add(name);
      return name;
    },
  };
}

function free(base: string, used: ReadonlySet<string>, next: Map<string, number>): string {
  if (!used.has(base)) return base;
  let number = next.get(base) ?? 2;
  while (used.has(`${base}${number}`)) number += 1;
  next.set(base, number + 1);
  return `${base}${number}`;
}

function safeName(wish: string): string {
  const letters = wish.replace(/[^\p{ID_Continue}$]+/gu, "_").replace(/^(?=\p{Nd})/u, "_");
  const name = letters === "" ? "_" : letters;
  return isIdentifier(name) ? name : `${name}_`;
}
