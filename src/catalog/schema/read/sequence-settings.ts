import type { Row } from "../../session.ts";
import type { SequenceSettings } from "../table-objects.ts";
import { flagCell, textCell } from "./cells.ts";

/** Of a FROM item `q` for pg_sequence. */
export const SEQUENCE_SETTINGS = `q.seqstart::text AS start, q.seqincrement::text AS increment, q.seqmin::text AS minimum,
  q.seqmax::text AS maximum, q.seqcache::text AS cache, q.seqcycle AS cycles`;

export const settingsOf = (row: Row): SequenceSettings => ({
  start: textCell(row, "start"),
  increment: textCell(row, "increment"),
  minimum: textCell(row, "minimum"),
  maximum: textCell(row, "maximum"),
  cache: textCell(row, "cache"),
  cycles: flagCell(row, "cycles"),
});
