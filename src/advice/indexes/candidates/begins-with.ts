import { columnsOf, termKey } from "../query/index.ts";
import type { Candidate } from "./candidate.ts";

/** True where the longer index has the shorter one's keys first, and holds all else that it holds. */
export function beginsWith(longer: Candidate, shorter: Candidate): boolean {
  if (longer.table !== shorter.table || longer.method !== shorter.method || longer.predicate !== shorter.predicate)
    return false;
  const isLed = shorter.keys.every((key, place) => {
    const own = longer.keys[place];
    const isSame = own !== undefined && termKey(own.term) === termKey(key.term) && own.descending === key.descending;
    return isSame && own.operatorClass === key.operatorClass;
  });
  if (!isLed || longer === shorter) return false;
  const held = new Set([...longer.include, ...longer.keys.flatMap(({ term }) => columnsOf(term))]);
  return shorter.include.every((name) => held.has(name));
}
