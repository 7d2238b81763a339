import { isIdentifier } from "./identifier.ts";

/** Names of one scope: each is given once. */
export interface NameScope {
  /** The wish if it is an identifier that is still free, else the nearest that is: `user`, `user2`. */
  take(wish: string): string;
  has(name: string): boolean;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * A scope in which `taken` and `reserved` names cannot be had; the second is not copied, so that many scopes can stand on it. Names that
 * differ only by case count as different.
 *
 * @example
 * const scope = nameScope(["Handlers"]);
 * scope.take("User"); // "User"
 * scope.take("User"); // "User2"
 */
export function nameScope(taken: Iterable<string> = [], reserved: ReadonlySet<string> = NONE): NameScope {
  const used = new Set(taken);
  const has = (name: string): boolean => used.has(name) || reserved.has(name);
  const next = new Map<string, number>();
  return {
    has,
    take(wish) {
      const base = safeName(wish);
      const name = free(base, has, next);
      used.add(name);
      return name;
    },
  };
}

function free(base: string, has: (name: string) => boolean, next: Map<string, number>): string {
  if (!has(base)) return base;
  let number = next.get(base) ?? 2;
  while (has(`${base}${number}`)) number += 1;
  next.set(base, number + 1);
  return `${base}${number}`;
}

function safeName(wish: string): string {
  const letters = wish.replace(/[^\p{ID_Continue}$]+/gu, "_").replace(/^(?=\p{Nd})/u, "_");
  const name = letters === "" ? "_" : letters;
  return isIdentifier(name) ? name : `${name}_`;
}
