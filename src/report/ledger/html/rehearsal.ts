import { formatDecimal, formatDuration } from "../../../kit/index.ts";
import { UNDONE, type RehearsalView, type RehearsedStatementView } from "../rehearsal.ts";
import { all, element, list, section, table, type Content, type Markup } from "./markup.ts";

const COLUMNS = [
  { title: "#", isNumber: true },
  { title: "Statement" },
  { title: "Locks" },
  { title: "Rewrites" },
  { title: "Scans" },
  { title: "There, about", isNumber: true },
  { title: "Here", isNumber: true },
] as const;

/** What a dry run saw on a shadow, script by script. */
export function rehearsalMarkup({ engine, scripts, undone, differences, notes }: RehearsalView): Markup {
  return section(
    `Rehearsed on a shadow (${engine})`,
    ...scripts.flatMap(({ file, direction, statements, error }) => [
      element("p", all(element("strong", direction), file)),
      table(COLUMNS, statements.map(cellsOf)),
      ...(error === null ? [] : [element("p", errorWords(error), "bad")]),
    ]),
    element("p", UNDONE[undone], undone === "identity" ? "good" : "bad"),
    list(differences.map(({ object, kind }) => `${kind}: ${object}`)),
    list(notes),
  );
}

type Failure = NonNullable<RehearsalView["scripts"][number]["error"]>;

function errorWords({ statement, sqlState, message }: Failure): string {
  return `Failed at statement ${statement}: ${sqlState === null ? "" : `${sqlState}: `}${message}`;
}

function cellsOf(one: RehearsedStatementView): readonly Content[] {
  const { statement, sql, locks, rewritten, scanned, estimatedSeconds, durationMs, measured } = one;
  const heavy = locks.filter(({ mode }) => mode !== "access-share").map(({ relation, mode }) => `${relation}: ${mode}`);
  return [
    String(statement),
    element("code", sql),
    measured ? heavy.join(", ") : "not watched",
    rewritten.join(", "),
    scanned.join(", "),
    estimatedSeconds === null ? "" : `${formatDecimal(estimatedSeconds, 1)} s`,
    formatDuration(durationMs),
  ];
}
