import type { DiffOutput } from "./output.ts";
import type { ShadowProof } from "./prove.ts";

/** A proof as the output shows it. */
export function shownProof(proof: ShadowProof | { readonly state: "skipped" }): DiffOutput["proof"] {
  if (proof.state !== "proven") return proof;
  const { tables, empty, unmeasured } = proof.measured;
  return {
    state: "proven",
    statements: proof.statements,
    rows: {
      tables,
      empty: empty.map(({ relation, reason }) => ({ table: `${relation.schema}.${relation.name}`, reason })),
      unmeasured,
    },
  };
}
