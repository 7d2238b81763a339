import { safeText, textTable, type Look } from "../../kit/index.ts";
import type { CheckedEngine, CheckedPart, Checkup } from "./checkup.ts";

const ENGINE_WORDS: Readonly<Record<CheckedEngine["kind"], string>> = {
  embedded: "npm's native binaries",
  system: "found on this machine",
  pglite: "in this process, one session at a time",
};

/** What is installed, what each part enables, and how to get what is missing. */
export function doctorText(checkup: Checkup, look: Look): string {
  return `${[
    `Backwright ${checkup.version}`,
    nodeLine(checkup, look),
    ...installedLines(checkup),
    "",
    "PostgreSQL servers it can start, best first",
    ...engineLines(checkup, look),
    "",
    "Packages",
    ...partLines(checkup.packages, look),
    "",
    "Programs",
    ...partLines(checkup.programs, look),
    "",
    `Cache: ${safeText(checkup.cacheFolder)}`,
  ].join("\n")}\n`;
}

function nodeLine({ node }: Checkup, look: Look): string {
  const line = `Node ${node.version} (${node.platform} ${node.arch})`;
  if (node.supported) return `${mark(true, look)} ${line}`;
  return `${mark(false, look)} ${line}: too old, Node 20.19 or 22.12 and newer are needed`;
}

const installedLines = ({ installed }: Checkup): readonly string[] =>
  installed === undefined ? [] : ["", `PostgreSQL ${installed.version} was fetched and can be started now.`];

function engineLines({ engines }: Checkup, look: Look): readonly string[] {
  const majors = "Another major, 13 to 18: backwright doctor --install-postgres 15";
  if (engines.length === 0)
    return [`${mark(false, look)} none: run npm install without --omit=optional`, `  ${majors}`];
  const rows = engines.map((engine) => [
    `PostgreSQL ${engine.version}`,
    engine.kind,
    ENGINE_WORDS[engine.kind],
    safeText(engine.path ?? ""),
  ]);
  return [
    ...marked(
      rows,
      engines.map(() => true),
      look,
    ),
    `  ${majors}`,
  ];
}

function partLines(parts: readonly CheckedPart[], look: Look): readonly string[] {
  const rows = parts.map((part) => [
    part.name,
    part.installed ? safeText(part.version ?? "yes") : "missing",
    wordsOf(part),
  ]);
  return marked(
    rows,
    parts.map((part) => part.installed),
    look,
  );
}

const wordsOf = (part: CheckedPart): string => (part.installed ? part.enables : `${part.enables}: ${part.install}`);

/** Rows as a table without a head, each behind its mark. */
function marked(rows: readonly (readonly string[])[], good: readonly boolean[], look: Look): readonly string[] {
  const columns = (rows[0] ?? []).map(() => ({ title: "" }));
  const lines = textTable(columns, rows).split("\n").slice(1);
  return lines.map((line, index) => `${mark(good[index] === true, look)} ${line}`);
}

const mark = (isGood: boolean, { paint }: Look): string => (isGood ? paint.green("+") : paint.dim("-"));
