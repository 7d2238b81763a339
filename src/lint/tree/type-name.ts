import { fieldsOf, listOf, numberOf, textOf, treeOf, wordsOf, type Tree } from "./node.ts";

/** A type as PostgreSQL calls it inside: `int4`, `varchar`, `bpchar`. */
export interface TypeName {
  readonly name: string;
  readonly modifiers: readonly number[];
  readonly isArray: boolean;
  readonly at: number;
}

export function typeNameOf(tree: Tree | undefined): TypeName {
  return {
    name: wordsOf(listOf(tree, "names")).at(-1) ?? "",
    modifiers: listOf(tree, "typmods").flatMap(modifierOf),
    isArray: listOf(tree, "arrayBounds").length > 0,
    at: numberOf(tree, "location"),
  };
}

/** `char` alone is `bpchar` with the modifier 1 in the tree; intervals carry a mask first. */
function modifierOf(node: unknown): readonly number[] {
  const constant = fieldsOf(node, "A_Const");
  const integer = treeOf(constant, "ival");
  return integer === undefined ? [] : [numberOf(integer, "ival")];
}

const INNER: ReadonlyMap<string, string> = new Map([
  ["character varying", "varchar"],
  ["character", "bpchar"],
  ["integer", "int4"],
  ["bigint", "int8"],
  ["smallint", "int2"],
  ["boolean", "bool"],
  ["real", "float4"],
  ["double precision", "float8"],
  ["decimal", "numeric"],
  ["bit varying", "varbit"],
  ["timestamp without time zone", "timestamp"],
  ["timestamp with time zone", "timestamptz"],
  ["time without time zone", "time"],
  ["time with time zone", "timetz"],
]);

/**
 * A type as format_type spells it, in the same form.
 *
 * @example
 * readFormattedType("timestamp(3) without time zone"); // { name: "timestamp", modifiers: [3], … }
 */
export function readFormattedType(text: string): TypeName {
  const isArray = text.endsWith("[]");
  const bare = isArray ? text.slice(0, -2) : text;
  const inside = /\((?<list>[\d, -]+)\)/.exec(bare)?.groups?.["list"];
  const words = bare
    .replace(/\([^)]*\)/, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  const last = words.split(".").at(-1)?.replaceAll('"', "") ?? words;
  const modifiers = inside === undefined ? [] : inside.split(",").map(Number);
  return { name: INNER.get(words) ?? last, modifiers, isArray, at: 0 };
}

const OUTER: ReadonlyMap<string, string> = new Map(
  [...INNER].flatMap(([spelled, inner]) => (spelled === "decimal" ? [] : [[inner, spelled]])),
);

/**
 * The other way round.
 *
 * @example
 * formatType({ name: "varchar", modifiers: [20], isArray: false, at: 0 }); // "character varying(20)"
 */
export const formatType = ({ name, modifiers, isArray }: TypeName): string =>
  `${OUTER.get(name) ?? name}${modifiers.length === 0 ? "" : `(${modifiers.join(",")})`}${isArray ? "[]" : ""}`;

/** Serial types are no types: the tree keeps the word. */
const SERIAL = /^(?:big|small)?serial[248]?$/i;
export const isSerial = ({ name }: TypeName): boolean => SERIAL.test(name);

export const typeOfColumn = (column: Tree | undefined): TypeName => typeNameOf(treeOf(column, "typeName"));
export const columnName = (column: Tree | undefined): string => textOf(column, "colname") ?? "";
