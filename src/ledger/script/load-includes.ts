import type { MigrationSource } from "../folder.ts";
import { eventsOf } from "./events.ts";
import { includePath } from "./include-path.ts";
import { readPsqlCommand } from "./psql-command.ts";
import type { SourceText } from "./source-text.ts";

/** More than this are a circle, or a mistake. */
const MOST_FILES = 500;

/** The files that a text includes, and theirs, by path. Those that are missing or lead out of the folder are left out. */
export async function loadIncludes(
  source: MigrationSource,
  root: string,
  first: SourceText,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const loaded = new Map<string, Uint8Array>();
  const open: SourceText[] = [first];
  for (let next = open.pop(); next !== undefined && loaded.size < MOST_FILES; next = open.pop()) {
    for (const path of pathsIn(next, root)) {
      if (loaded.has(path) || (await source.facts(path))?.kind !== "file") continue;
      const bytes = await source.readBytes(path);
      loaded.set(path, bytes);
      open.push({ file: path, text: new TextDecoder().decode(bytes) });
    }
  }
  return loaded;
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
