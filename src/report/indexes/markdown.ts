import type { IndexSuggestion } from "../../advice/indexes/index.ts";
import { safeLine } from "../../kit/index.ts";
import { verifiedLines } from "./verified.ts";
import { callsText, costText, type IndexAdviceView, priceText, reasonText, shortText } from "./view.ts";

/** The same for a pull request. */
export function indexAdviceMarkdown(view: IndexAdviceView): string {
  const parts = [
    `# Index suggestions for ${cell(view.source.name)}`,
    view.suggestions.length === 0
      ? "No index is proven to be worth having."
      : view.suggestions.map(suggestion).join("\n\n"),
    ...list(
      "Foreign keys without an index, not proven",
      view.foreignKeys.map(({ subject }) => subject),
    ),
    ...list(
      "Why not",
      view.whyNot.map((one) => `${shortText(one.what)} — ${reasonText(one)}`),
    ),
    ...list(
      "Not planned",
      view.unplanned.map(({ text, reason }) => `${shortText(text)} — ${reason}`),
    ),
    ...list("Built and measured", view.verified === null ? [] : verifiedLines(view.verified)),
    ...list("About these figures", view.notes),
  ];
  return `${parts.join("\n\n")}\n`;
}

function suggestion(one: IndexSuggestion): string {
  const rows = one.queries.map(
    (query) =>
      `| ${code(shortText(query.text))} | ${callsText(query)} | ${costText(query.costBefore)} | ${costText(query.costAfter)} |`,
  );
  return [
    `## ${cell(one.name)}`,
    ["```sql", ...one.up.map(safeLine), "```"].join("\n"),
    `${one.kind} index, ${priceText(one)}.`,
    ["| query | calls | cost before | cost after |", "|---|---|---|---|", ...rows].join("\n"),
    ...one.replaces.map(({ index, drop }) => `Makes ${code(index)} unnecessary: ${code(drop)}`),
  ].join("\n\n");
}

const list = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${cell(line)}`).join("\n")];

const cell = (text: string): string => safeLine(text).replaceAll(/[\\|<>`*_[\]]/g, (character) => `\\${character}`);

/** In a code span only its own mark and the table's bar mean something. */
const code = (text: string): string => `\`${safeLine(text).replaceAll("`", "'").replaceAll("|", "\\|")}\``;
