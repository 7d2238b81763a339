import { indent, safeText, textTable, wrapText } from "../../kit/index.ts";
import type { Decision } from "../../decide/index.ts";
import { headline } from "./outcome.ts";
import { profileLines, profileRows } from "./profiles.ts";
import type { Section } from "./section.ts";
import { sectionsOf } from "./sections.ts";

/** What of the terminal's look this page uses. */
export interface PageLook {
  readonly columns: number;
  readonly paint: { bold(text: string): string };
}

/** A decision as a page of text. Names and sentences of profile files are made safe for a terminal. */
export function decisionText(decision: Decision, look: PageLook): string {
  const width = Math.max(40, Math.min(look.columns, 100));
  const description = decision.recommendation?.description ?? "";
  const head = [look.paint.bold(safeText(headline(decision))), ...wrapText(safeText(description), width)];
  const list: readonly Section[] = decision.outcome === "listed" ? [{ title: "", rows: profileRows(decision) }] : [];
  const sections = [...list, ...sectionsOf(decision)].map((section) => sectionText(section, look, width));
  return `${[[...head, ...profileLines(decision).map(safeText)].join("\n"), ...sections].join("\n\n")}\n`;
}

function sectionText({ title, lines = [], rows = [] }: Section, { paint }: PageLook, width: number): string {
  const items = lines.map((line) => hanging(safeText(line), width));
  const table = rows.length === 0 ? [] : [indent(tableOf(rows, width), 2)];
  return [...(title === "" ? [] : [paint.bold(safeText(title))]), ...items, ...table].join("\n");
}

/** A list item whose further lines stand below its text. */
const hanging = (line: string, width: number): string =>
  wrapText(line, width - 4)
    .map((part, index) => `${index === 0 ? "  - " : "    "}${part}`)
    .join("\n");

/** A table without heads, whose last column is wrapped. */
function tableOf(rows: readonly (readonly string[])[], width: number): string {
  const count = Math.max(...rows.map((row) => row.length));
  const used = widthsOf(rows, count - 1).reduce((sum, each) => sum + each + 2, 2);
  const wrapped = rows.flatMap((row) => wrapLast(row.map(safeText), count, Math.max(24, width - used)));
  const titles = Array.from({ length: count }, () => ({ title: "" }));
  return textTable(titles, wrapped).split("\n").slice(1).join("\n");
}

const widthsOf = (rows: readonly (readonly string[])[], columns: number): readonly number[] =>
  Array.from({ length: columns }, (_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));

function wrapLast(row: readonly string[], count: number, width: number): readonly (readonly string[])[] {
  const head = Array.from({ length: count - 1 }, (_, index) => row[index] ?? "");
  const [first = "", ...rest] = wrapText(row[count - 1] ?? "", width);
  const blank = head.map(() => "");
  return [[...head, first], ...rest.map((part) => blank.concat(part))];
}
