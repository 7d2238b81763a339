import { exportsOf } from "./exports.ts";
import { pieceOf, sayingOf, type Piece } from "./piece.ts";
import { sourceOf, type Source } from "./source.ts";
import type { Handlers } from "./view.ts";

/** The handler is still the stub that was generated, whatever its layout. */
export function isUntouched(handlers: Handlers, path: string, id: string): boolean {
  const view = handlers.view(path);
  if (view?.kind === "untouched") return true;
  if (view?.kind !== "edited") return false;
  return isStub(view.source, sourceOf(path, handlers.files.get(path)?.base), id);
}

/** The piece of a name says in the source what it says in the base. */
export function isStub(source: Source, base: Source | undefined, id: string): boolean {
  const mine = pieceNamed(source, id);
  const theirs = base === undefined ? undefined : pieceNamed(base, id);
  if (base === undefined || mine === undefined || theirs === undefined) return false;
  return sayingOf(source, mine) === sayingOf(base, theirs);
}

/** The statement that exports a name, where it exports nothing else. */
export function pieceNamed(source: Source, id: string): Piece | undefined {
  const site = exportsOf(source).get(id);
  if (site === undefined || site.isListed) return undefined;
  const names = source.module.staticExports.find(({ start }) => start === site.statement.start)?.entries.length;
  return names === 1 ? pieceOf(source, site) : undefined;
}
