import type { LoadReport, Threshold } from "../../load/result/index.ts";
import { loadSentence, reasonSentence } from "../findings/index.ts";
import { thresholdSentence } from "./thresholds.ts";
import { xmlText as xml } from "./xml-text.ts";

/** Thresholds, expectations and checks as test cases, for a CI that reads JUnit's XML. */
export function loadJunit(report: LoadReport): string {
  const cases = [...validityCases(report), ...report.thresholds.map(thresholdCase), ...report.checks.map(checkCase)];
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const errors = cases.filter(({ error }) => error !== undefined).length;
  const skipped = cases.filter((one) => one.skipped === true).length;
  const seconds = (report.elapsedMs / 1_000).toFixed(3);
  const counts = `tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${seconds}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="backwright load" ${counts}>`,
    `  <testsuite name="${xml(report.target.url)}" ${counts} timestamp="${report.startedAt}">`,
    ...cases.flatMap((one) => caseLines(one, report)),
    ...outputLines(report),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

interface Case {
  readonly name: string;
  readonly failure?: string;
  readonly error?: string;
  readonly skipped?: boolean;
}

function validityCases({ validity }: LoadReport): readonly Case[] {
  if (validity === null) return [];
  const name = "the measurement can be trusted";
  if (validity.valid) return [{ name }];
  return [{ name, error: `The generator was starved: ${validity.reasons.map(reasonSentence).join("; ")}` }];
}

function thresholdCase(threshold: Threshold): Case {
  const name = threshold.asked ? threshold.expression : `${threshold.expression} (default)`;
  if (threshold.met) return { name };
  return threshold.asked ? { name, failure: thresholdSentence(threshold) } : { name, skipped: true };
}

const checkCase = ({ route, name, passed, failed }: LoadReport["checks"][number]): Case => ({
  name: `${route}: ${name}`,
  ...(failed === 0 ? {} : { failure: `${failed} of ${passed + failed} times it did not hold` }),
});

function caseLines({ name, failure, error, skipped }: Case, { target }: LoadReport): readonly string[] {
  const open = `    <testcase classname="${xml(target.url)}" name="${xml(name)}"`;
  if (failure !== undefined) return [`${open}><failure message="${xml(failure)}"/></testcase>`];
  if (error !== undefined) return [`${open}><error message="${xml(error)}"/></testcase>`];
  return [skipped === true ? `${open}><skipped/></testcase>` : `${open}/>`];
}

const outputLines = ({ findings }: LoadReport): readonly string[] =>
  findings.length === 0 ? [] : [`    <system-out>${xml(findings.map(loadSentence).join("\n"))}</system-out>`];
