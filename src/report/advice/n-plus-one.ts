import type { Analysis, NPlusOneExamined } from "../../advice/index.ts";
import { assertNever, formatCount } from "../../kit/index.ts";
import { milliseconds } from "./cells.ts";
import { foundTitle, type Section } from "./section.ts";
import { enabling } from "./workload.ts";

type Examined = Extract<NPlusOneExamined, { readonly examined: true }>;
export type Risk = Examined["risks"][number];
type Source = Examined["sources"][number];

const TITLE = "N+1 QUERY RISKS";

/** Each line says of which class it is, and what would prove it. Nothing is claimed here without evidence. */
export function nPlusOneSection({ workload, nPlusOne }: Analysis): Section {
  if (!nPlusOne.examined) return notExamined(workload);
  const { risks, sources } = nPlusOne;
  return {
    title: foundTitle(TITLE, risks.length),
    lines: [...risks.flatMap(linesOf), ...sources.map(sourceLine), ...(risks.length === 0 ? [] : [PROOF])],
  };
}

function notExamined(workload: Analysis["workload"]): Section {
  const statistics =
    workload.state === "read"
      ? `pg_stat_statements was read (${formatCount(workload.statements)} statements), but counts alone cannot prove one.`
      : enabling(workload.state);
  return {
    title: `${TITLE} (not examined)`,
    lines: [
      "Not examined: proof needs the values that one query returns and the next ones ask for.",
      "The proxy sees them: run the application through backwright db watch. A foreign key alone is never named here.",
      "What speaks for one without proof: --code src/ (queries in loops), --workload FILE (the server's log, or pg_stat_statements).",
      statistics,
    ],
  };
}

const PROOF =
  "None of these is proven. Proof: backwright db watch, which sees the keys that one query returns come back in the next ones.";

function linesOf(risk: Risk): readonly string[] {
  switch (risk.class) {
    case "static":
      return [
        `${riskLine(risk)} [static]`,
        `  ${risk.code.replaceAll(/\s+/g, " ")}`,
        `  batched: ${risk.batched.replaceAll(/\s+/g, " ")}`,
      ];
    case "likely":
      return [`${riskLine(risk)} [likely]`, ...statementLines(risk)];
    case "suspected":
      return [`${riskLine(risk)} [suspected]`, ...statementLines(risk)];
    default:
      return assertNever(risk);
  }
}

const statementLines = ({
  parent,
  child,
  batchedSql,
}: Exclude<Risk, { readonly class: "static" }>): readonly string[] => [
  `  rows: ${parent}`,
  `  then: ${child}`,
  ...(batchedSql === "" ? [] : [`  batched: ${batchedSql}`]),
];

const LOOPS = {
  for: "in a loop",
  while: "in a loop",
  map: "for each element",
  resolver: "in a field's resolver",
} as const;

/** One line that says what was seen. */
export function riskLine(risk: Risk): string {
  switch (risk.class) {
    case "static": {
      const through = risk.through.length === 0 ? "" : `, through ${risk.through.join(", ")}`;
      return `${risk.file}:${risk.line}:${risk.column}: a query for each ${risk.argument}, ${LOOPS[risk.loop]} (line ${risk.loopLine}${through})`;
    }
    case "likely": {
      const times = risk.runs === 1 ? "" : `, ${formatCount(risk.runs)} times`;
      const time = risk.totalMs === null ? "no timing" : milliseconds(risk.totalMs);
      return `${tablesOf(risk)}: 1 + ${formatCount(risk.mostQueries)} queries in one session${times}, ${time}`;
    }
    case "suspected":
      return (
        `${tablesOf(risk)}: ${formatCount(risk.childCalls)} lookups for the ${formatCount(risk.parentRows)} rows of ` +
        `${formatCount(risk.parentCalls)} lists`
      );
    default:
      return assertNever(risk);
  }
}

/** `orders.user_id -> users.id` */
const tablesOf = ({ foreignKey }: Exclude<Risk, { readonly class: "static" }>): string => `foreign key ${foreignKey}`;

const counted = (count: number, noun: string): string => `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;

function sourceLine(source: Source): string {
  switch (source.kind) {
    case "code": {
      const skipped =
        source.skipped.length === 0 ? "" : `; ${formatCount(source.skipped.length)} were too large or too many`;
      return `Looked for in ${source.name}: ${counted(source.read, "source file")}${skipped}.`;
    }
    case "log":
      return `Looked for in ${source.name}: ${counted(source.read, "statement")} of ${counted(source.sessions, "session")}${source.read === 0 ? "; log_min_duration_statement = 0 writes them" : ""}.`;
    case "statistics":
      return source.state === "read"
        ? `Looked for in ${source.name}: ${counted(source.read, "statement")}.`
        : enabling(source.state);
    default:
      return assertNever(source);
  }
}
