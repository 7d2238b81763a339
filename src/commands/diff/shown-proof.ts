import type { DiffOutput } from "./output.ts";
import type { Observed } from "./observer/index.ts";
import type { ShadowProof } from "./prove.ts";

/** A proof as the output shows it. */
export function shownProof(proof: ShadowProof | { readonly state: "skipped" }): DiffOutput["proof"] {
  if (proof.state !== "proven") return proof;
  const { tables, empty, unmeasured } = proof.measured;
  return {
    state: "proven",
    statements: proof.statements,
    observer: observerOf(proof.seen),
    rows: {
      tables,
      empty: empty.map(({ relation, reason }) => ({ table: `${relation.schema}.${relation.name}`, reason })),
      unmeasured,
    },
  };
}

type Shown = Extract<DiffOutput["proof"], { state: "proven" }>["observer"];

const observerOf = (seen: Observed): Shown =>
  seen.observer === "pg_dump" ? { kind: "pg_dump", version: seen.version } : { kind: "catalogue", reason: seen.reason };
