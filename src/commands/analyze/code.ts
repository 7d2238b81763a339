import { posix } from "node:path";
import { parseSync } from "oxc-parser";
import { findQueriesInLoops, type StaticSite } from "../../advice/nplusone/index.ts";
import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { readSources } from "../spec/sources.ts";

export interface CodeRisks {
  readonly source: {
    readonly kind: "code";
    readonly name: string;
    /** Files. */
    readonly read: number;
    /** Files that were too large or too many. */
    readonly skipped: readonly string[];
  };
  readonly risks: readonly StaticSite[];
}

const SOURCE = /(?<!\.d)\.(?:[cm]?[jt]s|[jt]sx)$/;

/** Queries that code sends once per key; nothing of it is run. Error: `file-missing`. */
export async function risksInCode(world: World, path: string): Promise<CodeRisks> {
  const facts = await world.files.facts(path);
  if (facts === undefined) throw errors.file.missing({ path });
  const { files, skipped } =
    facts.kind === "folder"
      ? await readSources(world, path)
      : { files: new Map([["", await world.files.readText(path)]]), skipped: [] };
  const code = [...files].filter(([name]) => name === "" || SOURCE.test(name));
  const risks: StaticSite[] = [];
  for (const [name, text] of code) {
    world.signal.throwIfAborted();
    risks.push(...risksIn(posix.join(path.replaceAll("\\", "/"), name), text));
  }
  return { source: { kind: "code", name: path, read: code.length, skipped }, risks };
}

/** What does not parse to the end is read as far as it goes. */
function risksIn(path: string, text: string): readonly StaticSite[] {
  const { program } = parseSync(path, text);
  return findQueriesInLoops({ path, text, program });
}
