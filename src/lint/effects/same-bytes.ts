import type { TypeName } from "../tree/type-name.ts";

/** Types whose values may stand for those of another as they are. Source: pg_cast of PostgreSQL 13 to 18, castmethod `b`. */
const ALIKE: readonly (readonly [from: string, to: string])[] = [
  ["varchar", "text"],
  ["text", "varchar"],
  ["xml", "text"],
  ["xml", "varchar"],
  ["citext", "text"],
  ["citext", "varchar"],
  ["cidr", "inet"],
  ["int4", "oid"],
  ["oid", "int4"],
];

const TIMES = /^(?:time|timetz|timestamp|timestamptz|interval)$/;

/**
 * Whether a column may change from one type to another without a row being touched: the catalogue alone changes.
 * Sources: ATColumnChangeRequiresRewrite in tablecmds.c, and the support functions of varchar, varbit, numeric and the
 * types of time, which drop a length that only grows.
 *
 * @example
 * const varchar = (length: number) => ({ name: "varchar", modifiers: [length], isArray: false, at: 0 });
 * isMetadataOnly(varchar(10), varchar(20), null); // true
 */
export function isMetadataOnly(from: TypeName, to: TypeName, timeZone: string | null): boolean {
  if (from.isArray !== to.isArray) return false;
  if (from.name === to.name) return isWider(from, to);
  if (isStamp(from) && isStamp(to)) return !from.isArray && isUtc(timeZone) && isWider(from, to);
  const isAlike = ALIKE.some(([one, other]) => one === from.name && other === to.name);
  return isAlike && !from.isArray && to.modifiers.length === 0;
}

const isStamp = ({ name }: TypeName): boolean => name === "timestamp" || name === "timestamptz";

const isUtc = (timeZone: string | null): boolean =>
  /^(?:Etc\/)?(?:UTC|UCT|GMT|Zulu|Universal|Greenwich|GMT[+-]?0)$/i.test(timeZone ?? "");

function isWider(from: TypeName, to: TypeName): boolean {
  const [had] = from.modifiers;
  const [gets] = to.modifiers;
  if (from.isArray) return from.name === to.name && String(from.modifiers) === String(to.modifiers);
  if (to.name === "numeric") return isWiderNumeric(from, to);
  if (TIMES.test(to.name)) return (last(to) ?? SIX) >= (last(from) ?? SIX);
  if (to.name === "bpchar" || to.name === "bit") return had === gets;
  if (gets === undefined) return true;
  return had !== undefined && from.name !== "text" && gets >= had;
}

const SIX = 6;

/** An interval's mask of fields stands before its precision. */
const last = ({ modifiers }: TypeName): number | undefined => modifiers.findLast((each) => each <= SIX);

function isWiderNumeric(from: TypeName, to: TypeName): boolean {
  const [precision, scale = 0] = to.modifiers;
  const [before, scaleBefore = 0] = from.modifiers;
  if (precision === undefined) return true;
  return before !== undefined && precision >= before && scale === scaleBefore;
}
