import { quoteLiteral } from "../../sql/index.ts";
import { ofThing } from "../found.ts";
import type { Rule } from "../situation.ts";

const LONG_SECONDS = 300;
const GRAVE_SECONDS = 3_600;

/** Prepared transactions that nobody has ended: their locks and their old rows outlive every restart. */
export const transactionPrepared: Rule = {
  code: "transaction-prepared",
  find: ({ server }) =>
    (server?.prepared ?? [])
      .filter(({ ageSeconds }) => ageSeconds >= LONG_SECONDS)
      .map(({ name, owner, ageSeconds }) =>
        ofThing(
          transactionPrepared.code,
          { kind: "transaction", name },
          {
            severity: ageSeconds >= GRAVE_SECONDS ? "error" : "warning",
            evidence: { owner, ageSeconds: Math.round(ageSeconds) },
            fix: `ROLLBACK PREPARED ${quoteLiteral(name, "postgresql")};`,
          },
        ),
      ),
};
