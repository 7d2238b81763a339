import type { IndexSuggestion, NotSuggested } from "../../advice/indexes/index.ts";
import type { PlanNode, Remark } from "../../advice/plan/index.ts";

/** What `db explain` answers, as its views read it. */
export interface ExplainView {
  readonly database: string;
  readonly serverVersion: string;
  readonly wasRun: boolean;
  readonly statements: readonly ExplainedView[];
  readonly indexes: readonly IndexSuggestion[];
  readonly whyNot: readonly NotSuggested[];
  readonly notes: readonly string[];
}

export interface ExplainedView {
  readonly text: string;
  readonly cost: number;
  readonly executionMs: number | null;
  readonly planningMs: number | null;
  readonly isGeneric: boolean;
  readonly nodes: readonly PlanNode[];
  readonly remarks: readonly Remark[];
}
