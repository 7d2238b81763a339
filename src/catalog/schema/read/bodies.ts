import { sortedBy } from "../../../kit/index.ts";
import type { RoutineObject } from "../kinds/routine.ts";
import type { Dependency } from "../model.ts";
import type { ObjectId } from "../object-id.ts";
import type { SchemaObject } from "../object.ts";

/** What a body may name. */
const NAMED = new Set<SchemaObject["kind"]>([
  "routine",
  "aggregate",
  "table",
  "view",
  "materialized-view",
  "sequence",
  "enum",
  "domain",
  "composite",
  "range",
]);

/** Languages whose text holds names of the database as such. */
const LANGUAGES = new Set(["sql", "plpgsql"]);

/**
 * What the texts of routines name: PostgreSQL keeps no dependencies for them. By words and not by parsing, so that dynamic SQL
 * counts as well; a word that only looks like a name gives an edge too many, which is why nobody may rely on these for more
 * than an order to prefer.
 */
export function bodyDependencies(objects: readonly SchemaObject[]): readonly Dependency[] {
  const routines = objects.filter((one): one is RoutineObject => one.kind === "routine" && hasWords(one));
  if (routines.length === 0) return [];
  const named = byName(objects);
  const found = routines.flatMap((routine) => dependenciesOf(routine, named));
  return sortedBy(found, ({ from, to }) => `${from} ${to}`);
}

const hasWords = ({ body, language }: RoutineObject): boolean => body !== null && LANGUAGES.has(language);

type ByName = ReadonlyMap<string, readonly SchemaObject[]>;

function byName(objects: readonly SchemaObject[]): ByName {
  const found = new Map<string, SchemaObject[]>();
  for (const object of objects) {
    if (!NAMED.has(object.kind)) continue;
    const same = found.get(object.name);
    if (same === undefined) found.set(object.name, [object]);
    else same.push(object);
  }
  return found;
}

function dependenciesOf(routine: RoutineObject, named: ByName): readonly Dependency[] {
  const targets = new Set(names(routine.body ?? "").flatMap((name) => meant(name, routine, named)));
  targets.delete(routine.id);
  return [...targets].map((to) => ({ from: routine.id, to, reason: "body", part: null }));
}

interface Name {
  readonly schema: string | null;
  readonly name: string;
}

/** Without a schema: its own one or public, else the only object of that name. */
function meant({ schema, name }: Name, routine: RoutineObject, named: ByName): readonly ObjectId[] {
  const all = named.get(name) ?? [];
  const near = all.filter((one) =>
    schema === null ? one.schema === routine.schema || one.schema === "public" : one.schema === schema,
  );
  const chosen = near.length > 0 || schema !== null || all.length > 1 ? near : all;
  return chosen.map(({ id }) => id);
}

const COMMENTS = /--[^\n]*|\/\*[\s\S]*?\*\//g;
const PART = String.raw`"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*`;
const NAMES = new RegExp(String.raw`(?:(${PART})\s*\.\s*)?(${PART})`, "gu");

function names(body: string): readonly Name[] {
  const text = body.replace(COMMENTS, " ");
  return [...text.matchAll(NAMES)].map(([, schema, name]) => ({
    schema: schema === undefined ? null : folded(schema),
    name: folded(name ?? ""),
  }));
}

const folded = (part: string): string =>
  part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase();
