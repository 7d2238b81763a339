import type { LoadFinding } from "../result/index.ts";
import type { ComparedMeasure, ComparedSide } from "./result/index.ts";

const NAMED_POINTS = 1;
const NAMED_REQUESTS = 10;
const NAMED_SIZE_PERCENT = 5;

/** What is to be said before any speed is: the two do not answer alike. */
export function answerFindings(
  first: ComparedSide,
  second: ComparedSide,
  measures: readonly ComparedMeasure[],
): readonly LoadFinding[] {
  return [...failureFinding(first, second, measures), ...statusFinding(first, second), ...sizeFinding(first, second)];
}

/** True when the speeds of the two do not compare. */
export const answersDiffer = (findings: readonly LoadFinding[]): boolean =>
  findings.some(({ code }) => code === "load-compare-failures" || code === "load-compare-answers");

function failureFinding(
  first: ComparedSide,
  second: ComparedSide,
  measures: readonly ComparedMeasure[],
): readonly LoadFinding[] {
  const failures = measures.find(({ name }) => name === "failures");
  if (failures?.kind !== "different") return [];
  const worse = (failures.changePercent ?? 0) > 0 ? second : first;
  const [most] = worse.errors;
  const evidence = {
    firstPercent: failures.first,
    secondPercent: failures.second,
    kind: most?.kind ?? null,
    status: most?.status ?? null,
  };
  return [{ code: "load-compare-failures", severity: "error", subject: subjectOf(worse), evidence }];
}

/** Of whole answers that count as successful: failures are compared by their share. */
function statusFinding(first: ComparedSide, second: ComparedSide): readonly LoadFinding[] {
  const statuses = new Set([...first.statuses, ...second.statuses].map(({ status }) => status));
  const differing = [...statuses]
    .map((status) => ({ status, first: shareOf(first, status), second: shareOf(second, status) }))
    .filter((row) => Math.abs(row.first - row.second) >= NAMED_POINTS && isCommon(first, second, row.status));
  const [most] = differing.toSorted((a, b) => Math.abs(b.first - b.second) - Math.abs(a.first - a.second));
  if (most === undefined) return [];
  const evidence = { status: most.status, firstPercent: most.first, secondPercent: most.second };
  return [{ code: "load-compare-answers", severity: "error", subject: subjectOf(second), evidence }];
}

function shareOf({ statuses }: ComparedSide, status: number): number {
  const all = statuses.reduce((sum, { count }) => sum + count, 0);
  const own = statuses.find((row) => row.status === status)?.count ?? 0;
  return all === 0 ? 0 : Math.round((own * 1_000) / all) / 10;
}

const isCommon = (first: ComparedSide, second: ComparedSide, status: number): boolean =>
  [first, second].some(({ statuses }) => statuses.some((row) => row.status === status && row.count >= NAMED_REQUESTS));

function sizeFinding(first: ComparedSide, second: ComparedSide): readonly LoadFinding[] {
  const { bytesPerAnswer: before } = first;
  const { bytesPerAnswer: after } = second;
  if (before === null || after === null || before === 0) return [];
  const percent = Math.round((after / before - 1) * 1_000) / 10;
  if (Math.abs(percent) < NAMED_SIZE_PERCENT) return [];
  const evidence = { firstBytes: before, secondBytes: after, percent };
  return [{ code: "load-compare-sizes", severity: "warning", subject: subjectOf(second), evidence }];
}

const subjectOf = ({ name }: ComparedSide) => ({ kind: "target", name });
