import type { RelationName } from "../../catalog/index.ts";
import { lockModes, type LockMode } from "../../diff/shadow/index.ts";
import type { JsonValue } from "../../kit/index.ts";
import type { Knowledge } from "../knowledge.ts";
import type { LintStatement } from "../statement.ts";

/** What takes longer the more rows there are. */
export type Work = "none" | "scan" | "rewrite" | "build";

/** A lock that a statement takes on a relation, and what it does there while it holds it. */
export interface Effect {
  readonly relation: RelationName;
  readonly mode: LockMode;
  readonly work: Work;
  /** Code of the rule that speaks of the work; undefined where there is none. */
  readonly cause: string | undefined;
  /** False where it depends on something that is not known: the column's present type. */
  readonly isSure: boolean;
  /** What a reader needs to understand it. */
  readonly evidence: Readonly<Record<string, JsonValue>>;
}

/** Where effects are thought of. */
export interface Moment {
  readonly statement: LintStatement;
  readonly knowledge: Knowledge;
}

/** A lock that is held for an instant. */
export function lock(relation: RelationName, mode: LockMode): Effect {
  return { relation: bare(relation), mode, work: "none", cause: undefined, isSure: true, evidence: {} };
}

interface Labour {
  readonly mode: LockMode;
  readonly work: Exclude<Work, "none">;
  readonly cause: string;
  readonly isSure?: boolean;
  readonly evidence?: Effect["evidence"];
}

/** A lock under which rows are read or written. */
export function labour(relation: RelationName, { mode, work, cause, isSure = true, evidence = {} }: Labour): Effect {
  return { relation: bare(relation), mode, work, cause, isSure, evidence };
}

/** Stands for tables that only the target could name. */
export const UNNAMED: RelationName = { schema: "public", name: "*" };

const bare = ({ schema, name }: RelationName): RelationName => ({ schema, name });

const strength: ReadonlyMap<LockMode, number> = new Map(lockModes.map((mode, index) => [mode, index]));

/** Whether `mode` is at least as strong as `least`, by PostgreSQL's own order. */
export const isAtLeast = (mode: LockMode, least: LockMode): boolean =>
  (strength.get(mode) ?? 0) >= (strength.get(least) ?? 0);

/** Whether the lock keeps others from writing; SHARE is the first that does. */
export const blocksWriters = (mode: LockMode): boolean => isAtLeast(mode, "share");

/** Whether the lock keeps others from reading, too. */
export const blocksReaders = (mode: LockMode): boolean => mode === "access-exclusive";
