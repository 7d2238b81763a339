export interface HazardView {
  readonly code: string;
  readonly severity: "info" | "warning" | "error";
  readonly what: string;
  readonly relation: string | null;
  readonly lockMode: string | null;
}

/** What the command answers, as far as it is shown. */
export interface DiffView {
  readonly current: string;
  readonly desired: string;
  readonly pgVersion: number;
  readonly isSame: boolean;
  readonly changes: readonly {
    readonly verb: "create" | "drop" | "alter" | "recreate" | "rename";
    readonly kind: string;
    readonly name: string;
    readonly parts: readonly string[];
    readonly hazards: readonly HazardView[];
  }[];
  readonly unmodelled: readonly {
    readonly description: string;
    readonly side: "current" | "desired" | "both";
  }[];
  readonly files: readonly {
    readonly file: string;
    readonly rollbackFile: string;
    readonly transactional: boolean;
    readonly sql: string;
    readonly rollbackSql: string;
    readonly statements: readonly {
      readonly sql: string;
      readonly hazards: readonly HazardView[];
      readonly unmeasured: string | null;
    }[];
  }[];
  readonly folder: string | null;
  readonly proof:
    | {
        readonly state: "proven";
        readonly statements: number;
        readonly observer:
          | { readonly kind: "pg_dump"; readonly version: string }
          | { readonly kind: "catalogue"; readonly reason: string };
        readonly rows: {
          readonly tables: number;
          readonly empty: readonly { readonly table: string; readonly reason: string }[];
          readonly unmeasured: string | null;
        };
      }
    | { readonly state: "failed"; readonly stage: string; readonly detail: string }
    | { readonly state: "skipped" };
  readonly printsSql: boolean;
}

export const VERBS = {
  create: "added",
  drop: "dropped",
  alter: "changed",
  recreate: "made anew",
  rename: "renamed",
} as const;

/** `Proven on a shadow: …`, and what was not seen there. */
export function proofLines({ proof, isSame, changes }: DiffView): readonly string[] {
  if (isSame || changes.length === 0) return [];
  if (proof.state === "failed") return [`NOT PROVEN (${proof.stage}): ${proof.detail}`];
  if (proof.state === "skipped") return [];
  const { statements, rows } = proof;
  return [
    `Proven on a shadow: ${statements} ${statements === 1 ? "statement leads" : "statements lead"} there, the rollback back again.`,
    observerLine(proof),
    ...(proof.observer.kind === "pg_dump" ? [UNOBSERVED] : []),
    ...(rows.unmeasured === null ? [] : [`Not measured to the end: ${rows.unmeasured}`]),
    ...(rows.tables === 0
      ? []
      : [`Rows of ours in ${rows.tables} ${rows.tables === 1 ? "table" : "tables"}: none is lost unsaid.`]),
    ...rows.empty.map(({ table, reason }) => `No row could be made in ${table}: ${reason}`),
  ];
}

/** pg_dump is asked without them, since the roles of a shadow are not the target's. */
const UNOBSERVED = "Owners and privileges were compared by our own reader only; the order of columns is not compared.";

const observerLine = ({ observer }: Extract<DiffView["proof"], { state: "proven" }>): string =>
  observer.kind === "pg_dump"
    ? `Observed by pg_dump ${observer.version}: it sees the same.`
    : `Observed by our own reader only: ${observer.reason}.`;

const SIDES = {
  current: "only the schema that is has it, and no statement here takes care of it",
  desired: "only the schema that shall be has it, and no statement here takes care of it",
  both: "both have it; whether it is the same was not compared",
} as const;

/** `Not read: privileges of …` */
export const unmodelledLines = ({ unmodelled }: DiffView): readonly string[] =>
  unmodelled.map(({ description, side }) => `Not read: ${description} (${SIDES[side]})`);

/** `migrations/20240115_add_users.sql` */
export const placed = ({ folder }: DiffView, file: string): string =>
  folder === null ? file : `${folder.replace(/[/\\]$/, "")}/${file}`;
