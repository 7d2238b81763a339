import type { Pieces } from "../../openapi/index.ts";

/** More than this is no small change. */
const MOST = 20;

/** The paths whose items changed; undefined where anything else of the document changed too. */
export function changedPaths(old: Pieces, next: Pieces): ReadonlySet<string> | undefined {
  if (old.rest !== next.rest || !isSame(old.components, next.components)) return undefined;
  const [before, after] = [[...old.paths.keys()], [...next.paths.keys()]];
  if (before.length !== after.length || before.some((path, at) => after[at] !== path)) return undefined;
  const changed = after.filter((path) => old.paths.get(path) !== next.paths.get(path));
  return changed.length <= MOST && changed.every((path) => next.isSound(path)) ? new Set(changed) : undefined;
}

function isSame(old: ReadonlyMap<string, string>, next: ReadonlyMap<string, string>): boolean {
  const names = [...next.keys()];
  return (
    old.size === next.size &&
    [...old.keys()].every((name, at) => name === names[at] && old.get(name) === next.get(name))
  );
}
