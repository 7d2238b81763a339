import type { Analysis } from "../../advice/index.ts";
import { formatCount, indent, safeLine, safeText } from "../../kit/index.ts";
import { changesSection } from "./changes.ts";
import { duplicatesSection, primaryKeysSection, redundantSection } from "./faults.ts";
import { missingIndexesSection } from "./missing.ts";
import { nPlusOneSection } from "./n-plus-one.ts";
import { notSeenSection } from "./not-seen.ts";
import { othersSection } from "./others.ts";
import { plansSections } from "./plans.ts";
import type { Section } from "./section.ts";
import { slowSection } from "./slow.ts";
import { suggestionsSection } from "./suggestions.ts";

/** The whole report; every section is printed, also when it is empty. */
export function analysisText(analysis: Analysis): string {
  const sections = [
    missingIndexesSection(analysis),
    nPlusOneSection(analysis),
    slowSection(analysis),
    duplicatesSection(analysis),
    redundantSection(analysis),
    primaryKeysSection(analysis),
    othersSection(analysis),
    suggestionsSection(analysis),
    ...plansSections(analysis),
    changesSection(analysis),
    notSeenSection(analysis),
  ];
  return `${[head(analysis), ...sections.map(sectionText), closing(analysis)].join("\n\n")}\n`;
}

function head({ totals }: Analysis): string {
  const { tables, partitions, rows, rowsExact, tablesOfUnknownSize } = totals;
  const parts =
    partitions === 0 ? "" : ` (and ${formatCount(partitions)} ${partitions === 1 ? "partition" : "partitions"})`;
  const unknown = tablesOfUnknownSize === 0 ? "" : ` (${formatCount(tablesOfUnknownSize)} tables of unknown size)`;
  return [
    "=== Database Analysis Report ===",
    `Tables: ${formatCount(tables)}${parts}`,
    `Total rows: ${rowsExact ? "" : "~"}${formatCount(rows)}${unknown}`,
  ].join("\n");
}

const sectionText = ({ title, lines }: Section): string =>
  [`${title}:`, ...(lines.length === 0 ? ["none"] : lines).map((line) => indent(safeLine(line), 2))].join("\n");

function closing({ written, present, suggestions, source }: Analysis): string {
  const files = [...listed("Written:", written), ...listed("Already there:", present)];
  if (files.length > 0) return files.join("\n");
  if (suggestions.length === 0) return "Nothing to migrate.";
  const words = source.kind === "files" ? source.files.map((file) => ` ${safeText(file)}`).join("") : "";
  return `Write these migrations: backwright db analyze${words} --out migrations/${connectionWords(source)}`;
}

/** Without its password; left out where the words would need quotes. */
function connectionWords({ kind, user, where, database }: Analysis["source"]): string {
  const isPlain =
    [user, database].every((name) => /^[\w-]+$/.test(name)) && /^(?:[\w.-]+|\[[\da-f:]+\]):\d+$/i.test(where);
  return kind === "database" && isPlain ? ` --connection postgres://${user}@${where}/${database}` : "";
}

const listed = (title: string, paths: readonly string[]): readonly string[] =>
  paths.length === 0 ? [] : [title, ...paths.map((path) => indent(safeText(path), 2))];
