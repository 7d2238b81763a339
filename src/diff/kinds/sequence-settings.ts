import type { SequenceSettings } from "../../catalog/schema/index.ts";

const MOST: Readonly<Record<string, string>> = {
  smallint: "32767",
  integer: "2147483647",
  bigint: "9223372036854775807",
};

const CLAUSES: readonly (readonly [keyof SequenceSettings, (settings: SequenceSettings) => string])[] = [
  ["increment", ({ increment }) => `INCREMENT BY ${increment}`],
  ["minimum", ({ minimum }) => `MINVALUE ${minimum}`],
  ["maximum", ({ maximum }) => `MAXVALUE ${maximum}`],
  ["start", ({ start }) => `START WITH ${start}`],
  ["cache", ({ cache }) => `CACHE ${cache}`],
  ["cycles", ({ cycles }) => (cycles ? "CYCLE" : "NO CYCLE")],
];

/** What differs from the settings of a new sequence of that type, as clauses. */
export function sequenceClauses(settings: SequenceSettings, type: string): readonly string[] {
  const usual = { start: "1", increment: "1", minimum: "1", maximum: MOST[type] ?? "", cache: "1", cycles: false };
  return CLAUSES.filter(([key]) => settings[key] !== usual[key]).map(([, spell]) => spell(settings));
}

/** The clauses that differ; with `bounds` both bounds are named, because a change of type moves them. */
export const sequenceChanges = (from: SequenceSettings, to: SequenceSettings, bounds: boolean): readonly string[] =>
  CLAUSES.filter(([key]) => from[key] !== to[key] || (bounds && (key === "minimum" || key === "maximum"))).map(
    ([, spell]) => spell(to),
  );
