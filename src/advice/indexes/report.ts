/** A step of a plan, as the planner of the shadow sees it. */
export interface PlanStep {
  /** 0 is the outermost. */
  readonly depth: number;
  /** `Seq Scan`, `Nested Loop`, … */
  readonly node: string;
  readonly relation: string | null;
  readonly index: string | null;
  /** The index is one that is suggested. */
  readonly isNew: boolean;
  /** What the index is searched for; constants are left out where no value may be shown. */
  readonly condition: string | null;
  readonly filter: string | null;
  readonly sortKey: readonly string[];
  /** In the planner's units, with everything below it. */
  readonly cost: number;
  /** Of the statement's cost, 0..1, without what is below it. */
  readonly share: number;
  /** Expected, per loop. */
  readonly rows: number;
}

/** A statement that an index helps. */
export interface HelpedQuery {
  /** Without anybody's values. */
  readonly text: string;
  readonly origin: string;
  readonly calls: number;
  /** Measured where it came from; null where nobody did. */
  readonly meanMs: number | null;
  /** In the planner's units. */
  readonly costBefore: number;
  readonly costAfter: number;
  readonly scansBefore: readonly string[];
  readonly scansAfter: readonly string[];
  /** Step by step, the outermost first. */
  readonly planBefore: readonly PlanStep[];
  readonly planAfter: readonly PlanStep[];
}

/** An index to be built, proven by the planner. */
export interface IndexSuggestion {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly kind:
    | "single"
    | "composite"
    | "covering"
    | "partial"
    | "expression"
    | "hash"
    | "gin"
    | "gist"
    | "spgist"
    | "brin";
  readonly up: readonly string[];
  readonly down: readonly string[];
  /** Estimated from widths and distinct values. */
  readonly sizeBytes: number;
  /** Entries that the workload's writes make in it. */
  readonly writeEntries: number;
  /** In the planner's units. */
  readonly writeCost: number;
  /** What it saves the whole workload, in the planner's units, write cost not subtracted. */
  readonly saving: number;
  readonly queries: readonly HelpedQuery[];
  /** Indexes that it makes unnecessary, with the statement that drops them. */
  readonly replaces: readonly { readonly index: string; readonly sizeBytes: number; readonly drop: string }[];
}

/** A statement or a candidate without an index, and why. */
export interface NotSuggested {
  readonly code:
    | "cheap-already"
    | "no-index-helps"
    | "served-by-others"
    | "writes-outweigh"
    | "over-budget"
    | "refused";
  /** The statement without values, or the candidate. */
  readonly what: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly reason: string | null;
}

/** A statement that the shadow could not plan. */
export interface Unplanned {
  readonly text: string;
  readonly origin: string;
  readonly reason: string;
}

export interface IndexAdvice {
  readonly statements: number;
  /** Statements that were planned. */
  readonly planned: number;
  readonly suggestions: readonly IndexSuggestion[];
  readonly whyNot: readonly NotSuggested[];
  readonly unplanned: readonly Unplanned[];
  /** Statements for whose LIMIT a value was assumed. */
  readonly assumedLimits: number;
  /** Statements whose range by parameters was set to leave the rows that they were seen to give. */
  readonly assumedRanges: number;
  readonly candidates: number;
  readonly plannerCalls: number;
}
