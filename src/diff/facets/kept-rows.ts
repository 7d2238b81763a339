import { takeRowsBack } from "../kinds/kept-rows.ts";
import type { Facet } from "./facet.ts";

/** What a table that is made anew gets back. Every table has it, so it is news only with its table. */
export const keptRows: Facet = {
  name: "kept-rows",
  payload: (object) =>
    object.kind === "table" && (object.tableKind === "ordinary" || object.tableKind === "partitioned")
      ? true
      : undefined,
  create: (object, context) => (object.kind === "table" ? takeRowsBack(object, context) : []),
  drop: () => [],
  alter: () => ({ actions: [] }),
};
