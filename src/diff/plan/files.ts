import { safeLine } from "../../kit/index.ts";
import type { Hazard } from "./hazard.ts";
import type { Batch, Step } from "./step.ts";

/** How long a statement may wait for its lock, and run. As PostgreSQL reads them: `5s`, `1min`, `0` for no limit. */
export interface Timeouts {
  readonly lock: string;
  /** Of statements that take an instant once they have their lock. */
  readonly statement: string;
  /** Of statements that read or write a table. */
  readonly scan: string;
}

export const TIMEOUTS: Timeouts = { lock: "5s", statement: "1min", scan: "0" };

/** The statements of one batch as the text of a migration file: each behind the limits it runs under and what to know of it. */
export function fileText(batch: Batch, header: readonly string[], timeouts: Timeouts = TIMEOUTS): string {
  const lines = header.map((line) => (line === "" ? "--" : `-- ${safeLine(line)}`));
  let inForce = "";
  for (const step of batch.steps) {
    const settings = settingsFor(step, timeouts);
    lines.push("");
    if (settings !== inForce) lines.push(settings);
    inForce = settings;
    lines.push(...notes(step), `${step.sql};`);
  }
  const isRoutine = batch.steps.some(({ sql }) => /\b(?:FUNCTION|PROCEDURE)\b/.test(sql));
  const bodies = isRoutine ? ["", "SET check_function_bodies = off;"] : [];
  const resets = ["lock_timeout", "statement_timeout", ...(isRoutine ? ["check_function_bodies"] : [])];
  return [
    ...lines.slice(0, header.length),
    ...bodies,
    ...lines.slice(header.length),
    "",
    ...resets.map((name) => `RESET ${name};`),
    "",
  ].join("\n");
}

const settingsFor = ({ sql, hazards }: Step, { lock, statement, scan }: Timeouts): string => {
  const isLong =
    / CONCURRENTLY | VALIDATE CONSTRAINT /.test(sql) ||
    hazards.some(({ code }) => code === "rewrite" || code === "scan");
  return `SET lock_timeout = '${lock}';\nSET statement_timeout = '${isLong ? scan : statement}';`;
};

const notes = ({ hazards, note }: Step): readonly string[] => [
  ...(note === null ? [] : [`-- ${safeLine(note)}`]),
  ...hazards.map((hazard) => `-- ${safeLine(hazardText(hazard))}`),
];

/** `data loss: the rows of table public.users` */
export function hazardText(hazard: Hazard): string {
  switch (hazard.code) {
    case "lock":
      return `lock: ${hazard.mode} on ${hazard.relation.schema}.${hazard.relation.name}`;
    case "rewrite":
      return `rewrite: every row of ${hazard.relation.schema}.${hazard.relation.name} is written anew under its lock`;
    case "scan":
      return `scan: every row of ${hazard.relation.schema}.${hazard.relation.name} is read`;
    case "data-loss":
      return `data loss: ${hazard.what}`;
    case "breaks-code":
      return `breaks running code: ${hazard.what}`;
    case "data-dependent":
      return `fails where there are ${hazard.what}`;
    case "irreversible":
      return `not reversible: ${hazard.what}`;
  }
}
