import type { ComparedMeasure, ComparedSide, Verdict } from "./result/index.ts";

// What is spoken of first: what most users feel, then what some feel, then what the operator pays.
const ORDER = ["p50", "p90", "p99", "throughput"] as const;

const SILENT: Verdict = {
  kind: "nothing-measured",
  measure: null,
  second: null,
  changePercent: null,
  lowPercent: null,
  highPercent: null,
  withinPercent: null,
  moreSeconds: null,
};

/** What facts a verdict is made of. */
export interface VerdictFacts {
  readonly measures: readonly ComparedMeasure[];
  readonly sides: readonly ComparedSide[];
  /** Their answers are not alike. */
  readonly answersDiffer: boolean;
}

/** The one sentence of a comparison, as data. */
export function verdictOf({ measures, sides, answersDiffer }: VerdictFacts): Verdict {
  const rows = ORDER.flatMap((name) => measures.filter((row) => row.name === name));
  if (sides.every(({ requests }) => requests.successful === 0)) return SILENT;
  if (answersDiffer || sides.some(({ requests }) => requests.successful === 0))
    return { ...SILENT, kind: "answers-differ" };
  const [p50] = rows;
  const different = rows.find(({ kind }) => kind === "different");
  if (different !== undefined) return differs(different);
  if (p50?.kind === "same") return isSame(p50);
  return p50 === undefined ? SILENT : isUnclear(p50);
}

function differs(row: ComparedMeasure): Verdict {
  const isMore = (row.changePercent ?? 0) > 0;
  const isSlower = row.name === "throughput" ? !isMore : isMore;
  return { ...SILENT, kind: "different", ...figuresOf(row), second: isSlower ? "slower" : "faster" };
}

function isSame(row: ComparedMeasure): Verdict {
  const withinPercent = Math.max(Math.abs(row.lowPercent ?? 0), Math.abs(row.highPercent ?? 0));
  return { ...SILENT, kind: "same", ...figuresOf(row), withinPercent };
}

const isUnclear = (row: ComparedMeasure): Verdict => ({
  ...SILENT,
  kind: "unclear",
  ...figuresOf(row),
  moreSeconds: row.moreSeconds,
});

const figuresOf = ({ name, changePercent, lowPercent, highPercent }: ComparedMeasure) => ({
  measure: name,
  changePercent,
  lowPercent,
  highPercent,
});
