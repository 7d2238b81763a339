import type { SentinelType, SentinelTypes } from "./types.ts";

const DEEPEST = 5;

/** Whether values of a type are known by its name. */
export const hasPlainValue = (types: SentinelTypes, type: string): boolean => (types.get(type)?.name ?? "") in PLAIN;

/**
 * A value of a type as the server writes it, another one for each place, counted from 0; undefined where no value is known.
 * Values are short, so that they fit most lengths, and stand in an order: a later place has a greater one.
 */
export function valueOf(types: SentinelTypes, type: string, place: number): string | undefined {
  return nested({ types, depth: 0 }, type, place);
}

interface Nest {
  readonly types: SentinelTypes;
  readonly depth: number;
}

function nested(nest: Nest, oid: string, place: number): string | undefined {
  const type = nest.types.get(oid);
  if (type === undefined || nest.depth > DEEPEST) return undefined;
  if (type.kind === "base" || type.kind === "other") return (PLAIN[type.name] ?? unknownValue)(place);
  if (type.kind === "enum") return type.labels[place % Math.max(1, type.labels.length)];
  return built({ ...nest, depth: nest.depth + 1 }, type, place);
}

function built(nest: Nest, type: SentinelType, place: number): string | undefined {
  const [first = ""] = type.parts;
  if (type.kind === "domain") return nested(nest, first, place);
  if (type.kind === "range") return range([nested(nest, first, 2 * place), nested(nest, first, 2 * place + 1)]);
  const parts = type.parts.map((part) => nested(nest, part, place) ?? "");
  if (type.kind === "composite") return `(${parts.map(quoted).join(",")})`;
  return type.kind === "multirange" ? `{${parts[0] ?? ""}}` : `{${parts.map(quoted).join(",")}}`;
}

const quoted = (value: string): string => `"${value.replaceAll(/["\\]/g, (found) => `\\${found}`)}"`;

const range = ([from, to]: readonly (string | undefined)[]): string | undefined =>
  from === undefined || to === undefined ? undefined : `[${quoted(from)},${quoted(to)})`;

const two = (place: number): string => String((place % 27) + 1).padStart(2, "0");
const hex = (place: number): string => (place + 1).toString(16).padStart(2, "0");
const number = (place: number): string => String(place + 1);
const word = (place: number): string => `s${place + 1}`;
const unknownValue = word;
const day = (place: number): string =>
  `20${String(24 + Math.floor(place / 324)).padStart(2, "0")}-${String((Math.floor(place / 27) % 12) + 1).padStart(2, "0")}-${two(place)}`;
const point = (place: number): string => `(${place + 1},${place + 1})`;

const PLAIN: Readonly<Record<string, (place: number) => string>> = {
  bool: (place) => (place % 2 === 0 ? "t" : "f"),
  int2: number,
  int4: number,
  int8: number,
  numeric: number,
  float4: number,
  float8: number,
  oid: number,
  xid: number,
  xid8: number,
  cid: number,
  money: number,
  text: word,
  varchar: word,
  bpchar: word,
  name: word,
  citext: word,
  char: (place) => String.fromCodePoint(97 + (place % 26)),
  uuid: (place) => `00000000-0000-4000-8000-0000000000${hex(place)}`,
  date: day,
  timestamp: (place) => `${day(place)} 00:00:00`,
  timestamptz: (place) => `${day(place)} 00:00:00+00`,
  time: (place) => `${String(place % 24).padStart(2, "0")}:00:00`,
  timetz: (place) => `${String(place % 24).padStart(2, "0")}:00:00+00`,
  interval: (place) => `${place + 1} days`,
  json: (place) => `{"row": ${place + 1}}`,
  jsonb: (place) => `{"row": ${place + 1}}`,
  jsonpath: (place) => `$."row${place + 1}"`,
  xml: (place) => `<row>${place + 1}</row>`,
  bytea: (place) => `\\x${hex(place)}`,
  inet: (place) => `10.0.0.${(place % 250) + 1}`,
  cidr: (place) => `10.0.${place % 250}.0/24`,
  macaddr: (place) => `08:00:2b:01:02:${hex(place)}`,
  macaddr8: (place) => `08:00:2b:01:02:03:04:${hex(place)}`,
  bit: (place) => String(place % 2),
  varbit: (place) => (place + 1).toString(2),
  tsvector: (place) => `'row${place + 1}'`,
  tsquery: (place) => `'row${place + 1}'`,
  point,
  lseg: (place) => `[(0,0),${point(place)}]`,
  box: (place) => `${point(place + 1)},${point(place)}`,
  path: (place) => `[(0,0),${point(place)}]`,
  polygon: (place) => `((0,0),${point(place)})`,
  circle: (place) => `<${point(place)},1>`,
  line: (place) => `{1,-1,${place + 1}}`,
  pg_lsn: (place) => `0/${hex(place)}`,
  regclass: () => "pg_class",
  regtype: () => "integer",
  regproc: () => "now",
  regrole: () => "pg_monitor",
  regnamespace: () => "pg_catalog",
  hstore: (place) => `"row"=>"${place + 1}"`,
  ltree: (place) => `row.${place + 1}`,
  lquery: (place) => `row.${place + 1}`,
  cube: (place) => `(${place + 1})`,
  isbn: () => "0-306-40615-2",
  vector: (place) => `[${place + 1}]`,
  geometry: (place) => `POINT(${place + 1} ${place + 1})`,
  geography: (place) => `POINT(${place + 1} ${place + 1})`,
};
