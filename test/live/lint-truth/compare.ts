// What rules declare by the text and the catalogue alone, against what the statements truly do.
import { lint, readScript, UNKNOWN_TARGET, type Parse, type TargetFacts } from "../../../src/lint/index.ts";
import { lockModes } from "../../../src/diff/shadow/index.ts";
import { placeFinder, splitStatements } from "../../../src/sql/index.ts";
import type { Effect } from "../shadow-truth/observed.ts";

export interface Comparison {
  readonly sql: string;
  readonly refused: boolean;
  /** The statement works on rows under a lock that keeps writers or readers waiting. */
  readonly isLong: boolean;
  /** A blocking rule says so, as an error. */
  readonly isAlarm: boolean;
  /** Locks from SHARE UPDATE EXCLUSIVE on, as text; equal where the declaration is right. */
  readonly declared: string;
  readonly true: string;
}

/** What a row decides while the statement runs: the shadow measures it, no text tells it. */
export const ONLY_MEASURED: readonly string[] = [
  "do $$ begin if exists (select 1 from accounts where id = -1) then alter table regions add column extra int; end if; end $$",
];

export function compare(
  sql: string,
  truth: Effect,
  how: { readonly parse: Parse; readonly facts: TargetFacts; readonly major: number },
): Comparison {
  const { parse, facts, major } = how;
  const context = { ...UNKNOWN_TARGET, serverMajor: major, target: facts };
  const { script } = readScript(splitStatements(sql, "postgresql").statements, { parse, context });
  const found = lint(script, { severities: new Map() }, placeFinder(sql));
  const views = new Set(facts.materializedViews.map(({ schema, name }) => `${schema}.${name}`));
  const known = new Set([...facts.tables.map(({ schema, name }) => `${schema}.${name}`), ...views]);
  const text = (locks: Iterable<readonly [string, string]>): string =>
    [...locks]
      .filter(([name, mode]) => known.has(name) && rank(mode) >= rank("share-update-exclusive"))
      .map((one) => one.join(" "))
      .sort()
      .join(", ");
  return {
    sql,
    refused: truth.error !== undefined,
    isLong: isLong(truth, views),
    isAlarm: found.some(({ finding, concern }) => concern === "blocking" && finding.severity === "error"),
    declared: text(strongest([...script.effects.values()].flat())),
    true: text(Object.entries(truth.locks)),
  };
}

const rank = (mode: string): number => lockModes.findIndex((one) => one === mode);

type Declared = readonly {
  readonly relation: { readonly schema: string; readonly name: string };
  readonly mode: string;
}[];

function strongest(effects: Declared): ReadonlyMap<string, string> {
  const modes = new Map<string, string>();
  for (const { relation, mode } of effects) {
    const name = `${relation.schema}.${relation.name}`;
    if (rank(mode) > rank(modes.get(name) ?? "")) modes.set(name, mode);
  }
  return modes;
}

/** EXCLUSIVE on a materialized view keeps another REFRESH waiting, and nobody else. */
function isLong({ locks, scanned, rewritten }: Effect, views: ReadonlySet<string>): boolean {
  const works = new Set([...scanned, ...rewritten]);
  return Object.entries(locks).some(
    ([name, mode]) => works.has(name) && rank(mode) >= rank("share") && !(views.has(name) && mode === "exclusive"),
  );
}
