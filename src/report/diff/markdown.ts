import { safeLine } from "../../kit/index.ts";
import { type DiffView, placed, proofLines, unmodelledLines, VERBS } from "./view.ts";

const cell = (text: string): string => safeLine(text).replaceAll(/([\\|`*_<>[\]])/g, "\\$1");

/** A table for a pull request, and the statements under it. */
export function diffMarkdown(view: DiffView): string {
  const head = `## Schema: ${cell(view.current)} → ${cell(view.desired)}`;
  const unread = unmodelledLines(view).flatMap((line) => ["", cell(line)]);
  if (view.isSame) return [head, "", "No differences.", ...unread, ""].join("\n");
  const rows = view.changes.map(
    ({ verb, kind, name, parts, hazards }) =>
      `| ${VERBS[verb]} | ${cell(kind)} | ${cell(name)} | ${cell(parts.join(", "))} | ${cell(hazards.map(({ what }) => what).join("; "))} |`,
  );
  const files = view.files.flatMap((file) => ["", `### ${cell(placed(view, file.file))}`, "", ...fenced(file.sql)]);
  return [
    head,
    "",
    "| | kind | name | what | hazards |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    ...unread,
    ...proofLines(view).flatMap((line) => ["", cell(line)]),
    ...files,
    "",
  ].join("\n");
}

/** A fence longer than any in the text. */
function fenced(sql: string): readonly string[] {
  const longest = Math.max(2, ...[...sql.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}sql`, sql.trimEnd(), fence];
}
