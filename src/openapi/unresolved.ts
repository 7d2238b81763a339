import { uniqueBy } from "../kit/index.ts";
import type { UnresolvedReference } from "./model.ts";
import type { Reach } from "./reading/index.ts";

/**
 * The references that lead nowhere and that a part reaches, through schemas too. Asked once per operation; a document
 * without such references, the usual case, costs nothing, and in others only the schemas that lead to one are followed.
 */
export function unresolvedBehind(reaches: ReadonlyMap<string, Reach>): (from: Reach) => readonly UnresolvedReference[] {
  const tainted = taintedKeys(reaches);
  return (from) => {
    const behind = closure(from, reaches, tainted).flatMap(({ unresolved }) => unresolved);
    return distinct([...from.unresolved, ...behind]);
  };
}

type Reaches = ReadonlyMap<string, Reach>;

/** The schemas from which a reference that leads nowhere is reached. */
function taintedKeys(reaches: Reaches): ReadonlySet<string> {
  const tainted = new Set<string>();
  for (const [key, { unresolved }] of reaches) if (unresolved.length > 0) tainted.add(key);
  if (tainted.size === 0) return tainted;
  const users = usersOf(reaches);
  for (const key of tainted) for (const user of users.get(key) ?? []) tainted.add(user);
  return tainted;
}

function usersOf(reaches: Reaches): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const [user, { keys }] of reaches)
    for (const key of keys) {
      const known = users.get(key);
      if (known === undefined) users.set(key, [user]);
      else known.push(user);
    }
  return users;
}

function closure(from: Reach, reaches: Reaches, tainted: ReadonlySet<string>): readonly Reach[] {
  const seen = new Set([...from.keys].filter((key) => tainted.has(key)));
  const found: Reach[] = [];
  for (const key of seen) {
    const reach = reaches.get(key);
    if (reach === undefined) continue;
    found.push(reach);
    for (const next of reach.keys) if (tainted.has(next)) seen.add(next);
  }
  return found;
}

const distinct = (references: readonly UnresolvedReference[]): readonly UnresolvedReference[] =>
  references.length === 0 ? references : uniqueBy(references, ({ place }) => `${place.file}#${place.pointer}`);
