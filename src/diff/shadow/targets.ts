import type { Session } from "../../catalog/index.ts";
import { textOf } from "./cells.ts";
import { type Member, wordsOf } from "./groups.ts";
import type { Relation, Relations } from "./relations.ts";

/** What a statement names, and the partitions and parents that it may reach from there. */
export interface Targets {
  /** Tables, as the statement comes to them. */
  readonly tables: readonly Relation[];
  readonly indexes: readonly Relation[];
  /** Whether the statement means every table there is: VACUUM alone. */
  readonly isAll: boolean;
}

const RELATED = `select distinct t.relid::oid::text as oid
  from pg_catalog.unnest($1::oid[]) as o(oid)
  cross join lateral pg_catalog.pg_partition_tree(o.oid::regclass) t
  union select distinct a.relid::oid::text
  from pg_catalog.unnest($1::oid[]) as o(oid)
  cross join lateral pg_catalog.pg_partition_ancestors(o.oid::regclass) a`;

/** The tables and indexes of a statement that chooses its transactions itself. */
export async function targetsOf(runner: Session, member: Member, relations: Relations): Promise<Targets> {
  const named = await namedRelations(runner, member, relations);
  const tables = named.map((relation) => relations.get(relation.table ?? relation.oid) ?? relation).filter(isTable);
  const isAll = named.length === 0;
  const roots = isAll ? await allOf(runner, member, relations) : tables;
  const related = await runner.query(RELATED, [roots.map(({ oid }) => oid)]);
  const oids = new Set([...roots, ...related.map((row) => ({ oid: textOf(row, "oid") }))].map(({ oid }) => oid));
  const found = isAll ? roots : [...oids].flatMap((oid) => relations.get(oid) ?? []);
  return { tables: found.filter(isTable), indexes: named.filter(({ kind }) => kind === "index"), isAll };
}

const CLUSTERED = "select i.indrelid::text as oid from pg_catalog.pg_index i where i.indisclustered";

/** CLUSTER alone goes over the tables that were clustered before, REINDEX over those of a schema or of all, VACUUM over all. */
async function allOf(runner: Session, member: Member, relations: Relations): Promise<readonly Relation[]> {
  const [first] = wordsOf(member);
  if (first === "CLUSTER")
    return (await runner.query(CLUSTERED)).flatMap((row) => relations.get(textOf(row, "oid")) ?? []);
  if (wordsOf(member).includes("ONLY_DATABASE_STATS")) return [];
  const all = [...relations.values()].filter(isTable);
  if (first !== "REINDEX") return all;
  const names = candidateNames(member);
  const ofSchema = all.filter(({ name }) => names.includes(name.schema));
  return (ofSchema.length > 0 ? ofSchema : all).filter(({ kind }) => kind !== "partitioned-table");
}

const isTable = ({ kind }: Relation): boolean => ["table", "partitioned-table", "materialized-view"].includes(kind);

/** The server itself looks the names up, by the search_path of the script. */
async function namedRelations(runner: Session, member: Member, relations: Relations): Promise<readonly Relation[]> {
  const names = candidateNames(member);
  const rows = await runner.query(
    "select distinct pg_catalog.to_regclass(n)::oid::text as oid from pg_catalog.unnest($1::text[]) as names(n)",
    [names],
  );
  return rows.flatMap((row) => relations.get(textOf(row, "oid")) ?? []);
}

/** Each name of the statement, alone and with the name behind its dot; columns and options stand in brackets. */
function candidateNames({ statement }: Member): readonly string[] {
  const tokens = outsideBrackets(statement?.tokens ?? []);
  return tokens.flatMap(({ kind, text }, place): readonly string[] => {
    if (kind !== "word" && kind !== "quoted-name") return [];
    if (kind === "quoted-name" && !text.startsWith('"')) return [];
    const [dot, second] = tokens.slice(place + 1, place + 3);
    return dot?.text === "." && second !== undefined ? [`${text}.${second.text}`] : [text];
  });
}

type Tokens = NonNullable<Member["statement"]>["tokens"];

function outsideBrackets(tokens: Tokens): Tokens {
  let depth = 0;
  return tokens.filter(({ text }) => {
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    return depth === 0 && text !== ")";
  });
}
