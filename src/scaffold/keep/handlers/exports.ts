import type { StaticExportEntry } from "oxc-parser";
import { sourceOf, type Source, type Span } from "./source.ts";

/** How a name leaves a module. */
export interface ExportSite {
  /** The whole statement. */
  readonly statement: Span;
  /** The exported name. */
  readonly name: Span;
  /** The name inside the module; the same span as `name` where the two are one word. */
  readonly local: Span | undefined;
  /** `export { a as b }`, with or without a module: not a declaration. */
  readonly isListed: boolean;
}

/** Exported names of a module with their places; the first where a name is exported twice. */
export function exportsOf({ module }: Source): ReadonlyMap<string, ExportSite> {
  const sites = new Map<string, ExportSite>();
  for (const { start, end, entries } of module.staticExports) {
    for (const entry of entries) {
      const site = siteOf(entry, { start, end });
      if (site !== undefined && !sites.has(site.text)) sites.set(site.text, site);
    }
  }
  return sites;
}

function siteOf(entry: StaticExportEntry, statement: Span): (ExportSite & { readonly text: string }) | undefined {
  const { exportName, localName, importName } = entry;
  const { name: text, start, end } = exportName;
  if (text === null || start === null || end === null || entry.isType) return undefined;
  const inner = entry.moduleRequest === null ? localName : importName;
  const local = inner.start === null || inner.end === null ? undefined : { start: inner.start, end: inner.end };
  // The span of an entry is the specifier in a list, and the declaration elsewhere.
  const isListed = entry.start === (inner.start ?? start);
  return { text, statement, name: { start, end }, local, isListed };
}

/** `export * from`: any name may leave the module. */
export const hasStar = ({ module }: Source): boolean =>
  module.staticExports.some(({ entries }) => entries.some(({ exportName }) => exportName.start === null));

/** The operations whose handler a user's file does not export; none where the file cannot be read or exports everything of another. */
export function missingHandlers(text: string, operations: readonly string[]): readonly string[] {
  const source = sourceOf("handlers.ts", text);
  if (source === undefined || hasStar(source)) return [];
  const names = exportsOf(source);
  return operations.filter((name) => !names.has(name));
}
