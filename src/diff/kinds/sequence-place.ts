import type { SequenceSettings } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import { literal } from "./spell.ts";

interface Place {
  readonly before: readonly Action[];
  /** Clauses of the statement that sets the bounds. */
  readonly restart: readonly string[];
}

const STAYS: Place = { before: [], restart: [] };

/**
 * The next value of a sequence must lie within new bounds before they are set. It never goes back below what was given out: only where
 * no value fits both the old bounds and the new ones does it begin anew.
 */
export function stepInside(from: SequenceSettings, to: SequenceSettings, name: string): Place {
  const [minimum, maximum] = [BigInt(to.minimum), BigInt(to.maximum)];
  if (minimum > BigInt(from.maximum) || maximum < BigInt(from.minimum))
    return { before: [], restart: [`RESTART WITH ${to.start}`] };
  if (BigInt(from.start) >= minimum && BigInt(from.start) <= maximum) return STAYS;
  const place = `greatest(${to.minimum}, least(${to.maximum}, last_value))`;
  return {
    before: [{ sql: `SELECT pg_catalog.setval(${literal(name)}, ${place}, is_called) FROM ${name}` }],
    restart: [],
  };
}
