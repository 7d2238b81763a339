import type { ComparedMeasure, CompareReport } from "../../../load/compare/result/index.ts";
import { xmlText as xml } from "../xml-text.ts";
import { findingSentence, gateSentence, intervalText, nameOf, percentText, verdictSentence } from "./sentences.ts";

/**
 * A comparison as test cases, for a CI that reads JUnit's XML: each measure is kept within the gate, or not. What was not asked, or cannot
 * be told without --strict, is skipped; an error is what the exit code 5 says.
 */
export function compareJunit(report: CompareReport): string {
  const cases = [...trustCases(report), answerCase(report), ...report.measures.map((row) => measureCase(row, report))];
  const having = (outcome: Outcome): number => cases.filter((one) => one.outcome === outcome).length;
  const seconds = (report.elapsedMs / 1_000).toFixed(3);
  const counts = `tests="${cases.length}" failures="${having("failure")}" errors="${having("error")}" skipped="${having("skipped")}" time="${seconds}"`;
  const name = `${report.first.name} and ${report.second.name}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="backwright load compare" ${counts}>`,
    `  <testsuite name="${xml(name)}" ${counts} timestamp="${report.second.startedAt}">`,
    ...cases.map((one) => caseLine(one, name)),
    `    <system-out>${xml([verdictSentence(report), ...report.findings.map(findingSentence)].join("\n"))}</system-out>`,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

type Outcome = "passed" | "failure" | "error" | "skipped";

interface Case {
  readonly name: string;
  readonly outcome: Outcome;
  readonly message: string;
}

/** Two that take turns are starved alike: only apart it makes the figures worthless. */
function trustCases({ mode, first, second }: CompareReport): readonly Case[] {
  const sides = [first, second].filter(({ valid }) => valid !== null);
  if (mode === "interleaved" || sides.length === 0) return [];
  const starved = sides.filter(({ valid }) => valid === false).map(({ name }) => name);
  const message = `The generator was starved: ${starved.join(", ")}`;
  return [{ name: "the measurements can be trusted", outcome: starved.length === 0 ? "passed" : "error", message }];
}

function answerCase({ findings, gate }: CompareReport): Case {
  const differing = findings.filter(({ code }) => code === "load-compare-failures" || code === "load-compare-answers");
  const unproven = gate?.strict === true ? "failure" : "skipped";
  const message = differing.map(findingSentence).join(" ");
  return { name: "both answer alike", outcome: differing.length === 0 ? "passed" : unproven, message };
}

function measureCase(row: ComparedMeasure, { gate }: CompareReport): Case {
  const change = `${nameOf(row.name)} changed by ${percentText(row.changePercent)} ${intervalText(row.lowPercent, row.highPercent)}`;
  const limit = gate === null ? "" : ` by more than ${gate.tolerancePercent}%`;
  const named = { name: `${nameOf(row.name)} is not worse${limit}`, message: change };
  if (gate === null) return { ...named, outcome: "skipped" };
  if (gate.broken.includes(row.name))
    return { ...named, outcome: "failure", message: `${change}. ${gateSentence(gate)}` };
  if (!gate.unproven.includes(row.name)) return { ...named, outcome: "passed" };
  return { ...named, outcome: gate.strict ? "failure" : "skipped" };
}

function caseLine({ name, outcome, message }: Case, classname: string): string {
  const open = `    <testcase classname="${xml(classname)}" name="${xml(name)}"`;
  return outcome === "passed" ? `${open}/>` : `${open}><${outcome} message="${xml(message)}"/></testcase>`;
}
