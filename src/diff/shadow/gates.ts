import type { Session } from "../../catalog/index.ts";
import { quoteName } from "../../sql/index.ts";
import { backendOf } from "./backend.ts";
import { refusalOf } from "./failure.ts";
import type { Relation } from "./relations.ts";

/**
 * A lock of ours on one table, in the way of the statement that is watched. Shut, it lets nobody in, so that the statement is
 * seen to ask; then it lets in who only reads the name; ajar, who only keeps other schema changes out, and makes him wait for
 * our transaction later; open, it is gone. Materialized views cannot be locked this way: they have no gate.
 */
export interface Gate {
  /** OID. */
  readonly table: string;
  readonly backend: number;
  /** Opens one step further. */
  yield(): Promise<void>;
  open(): Promise<void>;
}

export async function shutGate(session: Session, table: Relation): Promise<Gate | undefined> {
  const name = quoteName(table.name, "postgresql");
  await session.script("BEGIN");
  const refusal = await refusalOf(async () => {
    for (const step of SHUT) await session.script(step(name));
  });
  if (refusal !== null) return undefined;
  const steps = [...OPEN];
  return {
    table: table.oid,
    backend: await backendOf(session),
    yield: async () => {
      const step = steps.shift();
      if (step !== undefined) await session.script(step);
    },
    open: () => session.script("ROLLBACK"),
  };
}

// A lock that was taken behind a savepoint goes when the transaction goes back to it.
const SHUT: readonly ((table: string) => string)[] = [
  (table) => `LOCK TABLE ONLY ${table} IN ROW EXCLUSIVE MODE`,
  () => "SAVEPOINT ajar",
  (table) => `LOCK TABLE ONLY ${table} IN EXCLUSIVE MODE`,
  () => "SAVEPOINT readable",
  (table) => `LOCK TABLE ONLY ${table} IN ACCESS EXCLUSIVE MODE`,
];
const OPEN: readonly string[] = ["ROLLBACK TO SAVEPOINT readable", "ROLLBACK TO SAVEPOINT ajar", "ROLLBACK"];
