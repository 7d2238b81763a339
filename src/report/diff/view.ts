/** What the command answers, as far as it is shown. */
export interface DiffView {
  readonly current: string;
  readonly desired: string;
  readonly isSame: boolean;
  readonly changes: readonly {
    readonly verb: "create" | "drop" | "alter" | "recreate" | "rename";
    readonly kind: string;
    readonly name: string;
    readonly parts: readonly string[];
    readonly hazards: readonly { readonly code: string; readonly what: string }[];
  }[];
  readonly unmodelled: readonly {
    readonly description: string;
    readonly side: "current" | "desired" | "both";
  }[];
  readonly files: readonly {
    readonly file: string;
    readonly rollbackFile: string;
    readonly sql: string;
    readonly rollbackSql: string;
  }[];
  readonly folder: string | null;
  readonly proof:
    | {
        readonly state: "proven";
        readonly statements: number;
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
    ...(rows.unmeasured === null ? [] : [`Not measured to the end: ${rows.unmeasured}`]),
    ...(rows.tables === 0
      ? []
      : [`Rows of ours in ${rows.tables} ${rows.tables === 1 ? "table" : "tables"}: none is lost unsaid.`]),
    ...rows.empty.map(({ table, reason }) => `No row could be made in ${table}: ${reason}`),
  ];
}

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
