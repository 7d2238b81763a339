import type { SchemaModel } from "../../catalog/schema/index.ts";

/** Something of a database that no plan speaks of, because no reader knows it. */
export interface UnmodelledObject {
  /** As the server describes it: `privileges of function pg_sleep(double precision)` */
  readonly description: string;
  /** `both`: it is called the same there and here; whether it is the same is not known. */
  readonly side: "current" | "desired" | "both";
}

/** What neither comparison nor plan covers, on either side; what only one side has is a difference without a plan. */
export function unmodelledBetween(current: SchemaModel, desired: SchemaModel): readonly UnmodelledObject[] {
  const [before, after] = [current, desired].map((model) => new Set(model.unmodelled.map((one) => one.description)));
  const all = new Set([...(before ?? []), ...(after ?? [])]);
  return [...all].sort().map((description) => {
    const isThere = before?.has(description) === true;
    const isHere = after?.has(description) === true;
    return { description, side: isThere && isHere ? "both" : isThere ? "current" : "desired" };
  });
}
