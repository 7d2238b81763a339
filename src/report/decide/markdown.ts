import type { Decision } from "../../decide/index.ts";
import { headline } from "./outcome.ts";
import { profileLines, profileRows } from "./profiles.ts";
import type { Section } from "./section.ts";
import { sectionsOf } from "./sections.ts";

/** A decision as a Markdown document that can be read, stored and approved by people. */
export function decisionMarkdown(decision: Decision): string {
  const description = decision.recommendation === null ? [] : [escape(decision.recommendation.description)];
  const list: readonly Section[] =
    decision.outcome === "listed" ? [{ title: "Profiles", rows: profileRows(decision) }] : [];
  const sections = [...answerSections(decision), ...list, ...sectionsOf(decision)];
  const parts = [`# ${escape(headline(decision))}`, ...description, ...profileLines(decision).map(escape)];
  return `${[...parts, ...sections.map(sectionMarkdown)].join("\n\n")}\n`;
}

function answerSections({ answers, assumed }: Decision): readonly Section[] {
  if (answers === null) return [];
  const rows = Object.entries(answers)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, Array.isArray(value) ? value.join(", ") : String(value), noteOf(key, assumed)]);
  return [{ title: "Answers", rows }];
}

const noteOf = (key: string, assumed: readonly string[]): string => (assumed.includes(key) ? "assumed" : "");

function sectionMarkdown({ title, lines = [], rows = [] }: Section): string {
  const items = lines.map((line) => `- ${escape(line)}`);
  return [`## ${escape(title)}`, ...(items.length > 0 ? [items.join("\n")] : []), ...tableOf(rows)].join("\n\n");
}

function tableOf(rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const count = Math.max(...rows.map((row) => row.length));
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: count }, (_, index) => escape(cells[index] ?? "")).join(" | ")} |`;
  return [[line([]), `|${" --- |".repeat(count)}`, ...rows.map(line)].join("\n")];
}

/** Text of a profile file stays text: no tag, no table cell, no line of its own. */
const escape = (text: string): string =>
  text
    .replaceAll(/[\\`*_[\]<>|#]/g, (character) => (character === "_" ? character : `\\${character}`))
    .replaceAll(/\s+/g, " ");
