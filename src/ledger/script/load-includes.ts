import type { MigrationSource } from "../folder.ts";
import { eventsOf } from "./events.ts";
import { includePath } from "./include-path.ts";
import { readPsqlCommand } from "./psql-command.ts";
import type { SourceText } from "./source-text.ts";

/** More than this are a circle, or a mistake. */
const MOST_FILES = 500;

export interface Includes {
  /** By path. */
  readonly includes: ReadonlyMap<string, Uint8Array>;
  readonly linkedOut: ReadonlySet<string>;
}

/** The files that a text includes, and theirs. Those that are missing or lead out of the folder are left out. */
export async function loadIncludes(source: MigrationSource, root: string, first: SourceText): Promise<Includes> {
  const includes = new Map<string, Uint8Array>();
  const linkedOut = new Set<string>();
  const open: SourceText[] = [first];
  for (let next = open.pop(); next !== undefined && includes.size < MOST_FILES; next = open.pop()) {
    for (const path of pathsIn(next, root)) {
      if (includes.has(path) || (await source.facts(path))?.kind !== "file") continue;
      const real = await realWithin(source, root, path);
      if (real === undefined) linkedOut.add(path);
      else {
        const bytes = await source.readBytes(real);
        includes.set(path, bytes);
        open.push({ file: path, text: new TextDecoder().decode(bytes) });
      }
    }
  }
  return { includes, linkedOut };
}

/** Where a path leads; undefined when a link takes it out of the folder, whose own path may be a link. */
async function realWithin({ real }: MigrationSource, root: string, path: string): Promise<string | undefined> {
  if (real === undefined) return path;
  const [home, target] = [await real(root), await real(path)];
  if (home === undefined || target === undefined) return undefined;
  const slashed = (text: string): string => text.replaceAll("\\", "/").replace(/\/$/, "");
  return slashed(target).startsWith(`${slashed(home)}/`) ? target : undefined;
}

/** A path that a variable completes is not looked for: what is run must not depend on more than the files. */
function pathsIn({ file, text }: SourceText, root: string): readonly string[] {
  if (!/\\i/.test(text)) return [];
  return eventsOf(text).flatMap((event) => {
    if (event.kind !== "command") return [];
    const command = readPsqlCommand(event.text, new Map());
    return command.kind === "include" ? (includePath(command, file, root) ?? []) : [];
  });
}
