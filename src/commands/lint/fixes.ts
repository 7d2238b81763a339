import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import {
  lint,
  readScript,
  rewrite,
  type Found,
  type LintSettings,
  type Parse,
  type SourceStatement,
} from "../../lint/index.ts";
import { placeFinder, splitStatements } from "../../sql/index.ts";
import { withBatches } from "./batches.ts";
import type { LintReport } from "./output.ts";
import type { Judged } from "./run.ts";

interface How {
  readonly parse: Parse;
  readonly settings: LintSettings;
  readonly dryRun: boolean;
}

type Fixes = LintReport["fixes"];

/** Files with both directions are other tools': their text cannot become several files. */
const isWhole = ({ file }: Judged): boolean => file.parts.length === 1 && /^(?:backwright|sql)$/.test(file.format);

/** Writes the safe forms of every file that has some. Error: `lint-fix-file-exists`, before anything is written. */
export async function writeFixes(world: World, judged: readonly Judged[], how: How): Promise<Fixes> {
  const fixes: Fixes[number][] = [];
  for (const one of judged.filter(isWhole)) {
    const { parts, fixed } = mended(one, how);
    if (fixed.length === 0) continue;
    const files = parts.map((text, index) => ({ file: partName(one.file.path, index, parts.length), text }));
    fixes.push({ file: one.file.path, written: !how.dryRun && one.file.path !== "stdin", parts: files, fixed });
  }
  if (!how.dryRun) await writeAll(world, fixes);
  return fixes;
}

interface Mended {
  readonly parts: readonly string[];
  /** Codes, in the order of their mending. */
  readonly fixed: readonly string[];
}

const MOST_ROUNDS = 20;

/** One fix per statement and round, until a round finds nothing to mend. */
function mended({ file, part, script, kept }: Judged, how: How): Mended {
  const fixed: string[] = [];
  const settled = new Set<string>();
  const statementsIn = (text: string): readonly SourceStatement[] => {
    const { statements } = splitStatements(text, "postgresql");
    return script.context.hasBatches === true ? withBatches(text, statements) : statements;
  };
  const mend = (text: string, round: number, first: readonly Found[] | undefined): readonly string[] => {
    const own =
      first === undefined
        ? readScript(statementsIn(text), { parse: how.parse, context: script.context }).script
        : script;
    const found = first ?? lint(own, how.settings, placeFinder(text));
    const open = found.filter((one) => isWanted(one) && !settled.has(one.statement.sql));
    const { parts, fixed: done, settled: more } = rewrite(text, own, open);
    if (done.length === 0 || round === MOST_ROUNDS) return [text];
    fixed.push(...done.map(({ finding }) => finding.code));
    more.forEach((sql) => settled.add(sql));
    return parts.flatMap((each) => mend(each, round + 1, undefined));
  };
  return { parts: part.statements.length === 0 ? [file.text] : mend(file.text, 0, kept), fixed };
}

/** A fix of style comes with the rule being switched on; what is only for information changes no file. */
const isWanted = ({ finding }: Found): boolean => finding.severity !== "info";

/** `20240115_add_key.sql`, `20240115_add_key_2.sql`: the order of names is the order of running. */
function partName(path: string, index: number, count: number): string {
  if (index === 0) return path;
  const number = String(index + 1).padStart(String(count).length, "0");
  return path.replace(/(?<end>_rollback)?\.sql$/i, (_, end: string | undefined) => `_${number}${end ?? ""}.sql`);
}

async function writeAll(world: World, fixes: Fixes): Promise<void> {
  const written = fixes.filter((fix) => fix.written);
  for (const { parts } of written)
    for (const { file } of parts.slice(1))
      if ((await world.files.facts(file)) !== undefined) throw errors.lint.fixTaken({ path: file });
  for (const { parts } of written) {
    for (const { file, text } of parts.slice(1)) await world.files.createText(file, text);
    for (const { file, text } of parts.slice(0, 1)) await world.files.writeText(file, text);
  }
}
