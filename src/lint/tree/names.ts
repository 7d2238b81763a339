import type { RelationName } from "../../catalog/index.ts";
import { fieldsOf, listOf, textOf, wordsOf, type Tree } from "./node.ts";

/** A relation as a statement names it: what has no schema is looked for in `public`. */
export interface Named extends RelationName {
  /** False where the search path decides. */
  readonly qualified: boolean;
  readonly temporary: boolean;
  /** Bytes from the statement's first. */
  readonly at: number;
}

export function relationOf(rangeVar: Tree | undefined): Named {
  const schema = textOf(rangeVar, "schemaname");
  const location = rangeVar?.["location"];
  return {
    schema: schema ?? "public",
    name: textOf(rangeVar, "relname") ?? "",
    qualified: schema !== undefined,
    temporary: textOf(rangeVar, "relpersistence") === "t" || schema === "pg_temp",
    at: typeof location === "number" ? location : 0,
  };
}

/** The names of a list of words: `{ List: { items: [schema, name] } }`, a TypeName, or one String. */
export function nameOf(words: readonly string[]): Named {
  const schema = words.at(-2);
  return {
    schema: schema ?? "public",
    name: words.at(-1) ?? "",
    qualified: schema !== undefined,
    temporary: false,
    at: 0,
  };
}

/** What a DROP or a COMMENT is about. */
export function objectWords(object: unknown): readonly string[] {
  const items = listOf(fieldsOf(object, "List"), "items");
  if (items.length > 0) return wordsOf(items);
  const type = fieldsOf(object, "TypeName");
  if (type !== undefined) return wordsOf(listOf(type, "names"));
  const routine = fieldsOf(object, "ObjectWithArgs");
  return routine === undefined ? wordsOf([object]) : wordsOf(listOf(routine, "objname"));
}

/** As a person writes it: `orders`, `shop.orders`. */
export const spelled = ({ schema, name }: RelationName): string => (schema === "public" ? name : `${schema}.${name}`);
