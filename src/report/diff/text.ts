import { type Look, safeLine, safeText } from "../../kit/index.ts";
import { type DiffView, placed, proofLines, unmodelledLines, VERBS } from "./view.ts";

const SIGNS = { create: "+", drop: "-", alter: "~", recreate: "!", rename: ">" } as const;

/** Each changed object with its hazards, then the files. */
export function diffText(view: DiffView, look: Look): string {
  if (view.printsSql) return view.files.map(({ sql }) => safeText(sql)).join("\n");
  const lines = [
    `Comparing ${safeLine(view.current)} with ${safeLine(view.desired)}, for PostgreSQL ${view.pgVersion}`,
    "",
  ];
  const unread = unmodelledLines(view).map((line) => look.paint.yellow(safeLine(line)));
  if (view.isSame) return [...lines, "No differences.", ...unread, ""].join("\n");
  const width = Math.max(0, ...view.changes.map(({ kind }) => kind.length));
  for (const { verb, kind, name, parts, hazards } of view.changes) {
    const what = parts.length === 0 ? VERBS[verb] : `${VERBS[verb]}: ${parts.join(", ")}`;
    lines.push(`  ${SIGNS[verb]} ${kind.padEnd(width)}  ${safeLine(name)}  ${what}`);
    for (const hazard of hazards) lines.push(look.paint.yellow(`      ${safeLine(hazard.what)}`));
  }
  return [...lines, "", ...unread, ...proofLines(view).map(safeLine), ...fileLines(view), ""].join("\n");
}

function fileLines(view: DiffView): readonly string[] {
  if (view.folder === null) return view.files.length === 0 ? [] : ["Write it with --out DIR, or see it with --sql."];
  return [
    ...view.files.map(({ file }) => `Generated migration: ${safeLine(placed(view, file))}`),
    ...view.files.map(({ rollbackFile }) => `Generated rollback: ${safeLine(placed(view, rollbackFile))}`),
  ];
}
