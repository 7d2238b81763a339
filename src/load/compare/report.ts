import type { LoadFinding, LoadReport } from "../result/index.ts";
import { answerFindings, answersDiffer } from "./answers.ts";
import type { Compared } from "./block.ts";
import { blockSeries } from "./block-series.ts";
import { decide, type MeasureDecision } from "./decide.ts";
import { LEVEL, NEGLIGIBLE, type CompareDesign } from "./design.ts";
import { gateOf, type GateWish } from "./gate.ts";
import { measureRow } from "./measures.ts";
import type { ComparedSide, CompareReport } from "./result/index.ts";
import { sideOf, withBlocks } from "./side.ts";
import { compareRuns, environmentChanges, settingChanges, type Change } from "./unpaired/index.ts";
import type { SlotsMeasured } from "../measured.ts";
import { verdictOf } from "./verdict.ts";

/** A run and what it is called. */
export interface NamedRun {
  readonly name: string;
  readonly report: LoadReport;
}

/** What a comparison is asked for. */
export interface CompareWish {
  /** A difference that does not matter, as a ratio. */
  readonly tolerance: number;
  /** Missing: nothing is judged. */
  readonly gate?: GateWish;
}

/**
 * Two endpoints that were loaded in turn.
 *
 * @example
 * const report = comparisonOf([{ name: "A", report: first }, { name: "B", report: second }], compared, { tolerance: 0.05 });
 */
export function comparisonOf(
  [first, second]: readonly [NamedRun, NamedRun],
  compared: Compared,
  wish: CompareWish,
): CompareReport {
  const { blocks, looks, elapsedMs, interrupted } = compared;
  const sides = {
    first: withBlocks(sideOf(first.report, first.name), blocks, "first"),
    second: withBlocks(sideOf(second.report, second.name), blocks, "second"),
  };
  const decisions = decide(blocks, looks, designOf(wish));
  const circumstances = { mode: "interleaved" as const, elapsedMs, environment: [], settings: [] };
  const rest = { elapsedMs, interrupted, looks, blocks: blockSeries(compared) };
  return { ...concluded(sides, decisions, { ...wish, ...circumstances }), ...rest };
}

/** A run with its course over time. */
export interface RunOverTime extends NamedRun {
  readonly slots: SlotsMeasured;
}

/** A run and an earlier one. */
export function regressionOf(before: RunOverTime, now: RunOverTime, wish: CompareWish): CompareReport {
  const sides = { first: sideOf(before.report, before.name), second: sideOf(now.report, now.name) };
  const decisions = compareRuns(before.slots, now.slots, designOf(wish));
  const { elapsedMs, interrupted } = now.report;
  const circumstances = {
    mode: "unpaired" as const,
    elapsedMs,
    environment: environmentChanges(machineOf(before.report), machineOf(now.report)),
    settings: settingChanges(before.report.settings, now.report.settings),
  };
  const rest = { elapsedMs, interrupted, looks: [1], blocks: null };
  return { ...concluded(sides, decisions, { ...wish, ...circumstances }), ...rest };
}

// Another transport stamps answers elsewhere.
const machineOf = ({ environment, target }: LoadReport) => ({ ...environment, transport: target.transport });

const designOf = ({ tolerance }: CompareWish): CompareDesign => ({ level: LEVEL, tolerance });

interface Sides {
  readonly first: ComparedSide;
  readonly second: ComparedSide;
}

interface Circumstances extends CompareWish {
  readonly mode: CompareReport["mode"];
  readonly elapsedMs: number;
  readonly environment: readonly Change[];
  readonly settings: readonly Change[];
}

type Conclusions = Omit<CompareReport, "elapsedMs" | "interrupted" | "looks" | "blocks">;

function concluded(sides: Sides, decisions: readonly MeasureDecision[], facts: Circumstances): Conclusions {
  const { mode, tolerance, gate, environment, settings } = facts;
  const measures = decisions.map((decision) => measureRow(decision, { ...sides, ...facts }));
  const answers = answerFindings(sides.first, sides.second, measures);
  const differ = answersDiffer(answers);
  return {
    schema: "backwright.load-compare/1",
    mode,
    verdict: verdictOf({ measures, sides: [sides.first, sides.second], answersDiffer: differ }),
    gate: gate === undefined ? null : gateOf(decisions, gate, differ),
    measures,
    ...sides,
    levelPercent: LEVEL * 100,
    tolerancePercent: Math.round(tolerance * 10_000) / 100,
    negligiblePercent: mode === "interleaved" ? NEGLIGIBLE * 100 : null,
    environment,
    settings,
    findings: [...answers, ...circumstanceFindings(sides, facts)],
  };
}

function circumstanceFindings(
  { first, second }: Sides,
  { mode, environment, settings }: Circumstances,
): readonly LoadFinding[] {
  const changed = (code: string, changes: readonly Change[]): readonly LoadFinding[] =>
    changes.map(({ what, before, now }) => {
      const subject = { kind: "target", name: second.name };
      return { code, severity: "warning" as const, subject, evidence: { what, before, now } };
    });
  // Blocks that take turns are starved alike: the figures are the generator's own, what they differ by is not.
  const severity = mode === "interleaved" ? ("warning" as const) : ("error" as const);
  const invalid = [first, second]
    .filter(({ valid }) => valid === false)
    .map(({ name }): LoadFinding => {
      return { code: "load-compare-invalid", severity, subject: { kind: "target", name }, evidence: { mode } };
    });
  return [
    ...invalid,
    ...changed("load-compare-environment", environment),
    ...changed("load-compare-settings", settings),
  ];
}
