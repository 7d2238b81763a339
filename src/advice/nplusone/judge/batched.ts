import { TYPE } from "../wire/hash.ts";

const PLACEHOLDER = /\$[?…]/g;

/** A key of `scanSql` as SQL that can be read: `$1`, `$2`, and lists as `$3, …`. */
export function shownSql(key: string): string {
  let count = 0;
  return key.replaceAll(PLACEHOLDER, (placeholder) => {
    count += 1;
    return placeholder === "$…" ? `$${count}, …` : `$${count}`;
  });
}

export interface Single {
  readonly key: string;
  /** Which placeholder of the key takes the value of the loop, from 0. */
  readonly input: number;
  /** Object identifier of the keys' type. */
  readonly type: number;
  readonly verb: string;
  /** No execution brought more than one row. */
  readonly isAtMostOne: boolean;
}

/**
 * One statement for all keys, as text. Where rows are limited, sorted or summed up per key, a lateral join keeps that per key.
 *
 * @example
 * batchedSql({ key: "select * from orders where user_id = $?", input: 0, type: 23, verb: "select", isAtMostOne: false });
 * // "select * from orders where user_id = ANY($1)"
 */
export function batchedSql(single: Single): string {
  const parts = partsOf(single);
  if (parts === undefined) return "";
  const [before, after] = parts;
  const rest = single.isAtMostOne ? withoutLimit(after) : after;
  if (single.verb === "select" && isPerKey(`${before} ${rest}`))
    return numbered(
      `SELECT k.key, c.* FROM unnest($#::${arrayType(single.type)}) AS k(key) CROSS JOIN LATERAL (${before}= k.key${after}) AS c`,
    );
  return numbered(`${before}= ANY($#)${rest}`);
}

/** What stands before and behind `= $?` or `IN ($…)`. */
function partsOf({ key, input }: Single): readonly [string, string] | undefined {
  const place = [...key.matchAll(PLACEHOLDER)][input];
  if (place === undefined) return undefined;
  const head = key.slice(0, place.index);
  const before = head.replace(/(?:=\s*|\bin\s*\(\s*)$/i, "");
  if (before === head) return undefined;
  const tail = key.slice(place.index + place[0].length);
  return [before, place[0] === "$…" ? tail.replace(/^\s*\)/, "") : tail.replace(/^::[\w."]+/, "")];
}

const withoutLimit = (text: string): string => text.replace(/\s+(?:limit|offset)\s+(?:\$\?|all)(?=\s|$)/gi, "");

const isPerKey = (text: string): boolean =>
  /\b(?:limit|fetch first|fetch next|group by|distinct|order by)\b|\b(?:count|sum|avg|min|max|array_agg|json_agg|jsonb_agg|exists)\s*\(/i.test(
    text,
  );

const ARRAYS: ReadonlyMap<number, string> = new Map([
  [TYPE.int2, "smallint[]"],
  [TYPE.int4, "integer[]"],
  [TYPE.int8, "bigint[]"],
  [TYPE.uuid, "uuid[]"],
  [TYPE.numeric, "numeric[]"],
  [TYPE.oid, "oid[]"],
]);

const arrayType = (type: number): string => ARRAYS.get(type) ?? "text[]";

/** The keys are `$1`, the other values follow in the order of the text. */
function numbered(text: string): string {
  let count = 1;
  return text.replaceAll(/\$[?…#]/g, (placeholder) => {
    if (placeholder === "$#") return "$1";
    count += 1;
    return placeholder === "$…" ? `$${count}, …` : `$${count}`;
  });
}
