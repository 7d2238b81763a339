import { relationKey, type Row, type Session, type Table } from "../../../catalog/index.ts";
import { sparseFiles, writeStatistics, type TargetStatistics } from "../../../diff/shadow/index.ts";
import { type Candidate, candidateKey, createSql, sizeOf } from "../candidates/index.ts";
import { askPlan, refusalOf } from "./ask.ts";
import type { ShadowGround } from "./ground.ts";
import { sqlName } from "../../names.ts";

/** A candidate that stands in the shadow, switched off. */
export interface Built {
  readonly candidate: Candidate;
  readonly key: string;
  /** Of the index and, on a partitioned table, of its parts. */
  readonly oids: readonly string[];
  /** Names in plans. */
  readonly names: readonly string[];
  readonly pages: number;
  /** Rows that it would hold. */
  readonly rows: number;
}

export interface Builds {
  readonly built: readonly Built[];
  readonly refused: readonly { readonly candidate: Candidate; readonly reason: string }[];
}

type Relation = TargetStatistics["relations"][number];

const PARTS = `SELECT c.oid::text AS oid, n.nspname::text AS schema, c.relname::text AS name,
    tn.nspname::text AS "tableSchema", t.relname::text AS "tableName", c.relkind = 'I' AS "isParent"
  FROM (SELECT $1::regclass AS relid UNION SELECT relid FROM pg_catalog.pg_partition_tree($1::regclass)) p JOIN pg_catalog.pg_class c ON c.oid = p.relid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace`;

interface Part {
  readonly oid: string;
  readonly relation: Relation["relation"];
  readonly table: Relation["relation"];
  readonly isParent: boolean;
}

/**
 * Builds candidates for real on the empty tables, gives each the size that it would have, and switches it off. A table's file is cut
 * to nothing meanwhile: building would read all its empty pages.
 */
export async function buildAll(
  ground: ShadowGround,
  candidates: readonly Candidate[],
  prefix: string,
): Promise<Builds> {
  if (candidates.length === 0) return { built: [], refused: [] };
  const shares = await predicateShares(ground, candidates);
  const files = await sparseFiles(ground.warden, ground.files);
  await ground.grow(files.map(({ path }) => ({ path, bytes: 0 })));
  const made: Made[] = [];
  const refused: Builds["refused"][number][] = [];
  for (const [place, candidate] of candidates.entries()) {
    const name = `${prefix}_${place}`;
    const reason = await create(ground, candidate, name);
    if (reason === undefined)
      made.push(await describe(ground, { candidate, name, share: shares.get(shareKey(candidate)) ?? 1 }));
    else refused.push({ candidate, reason });
  }
  await settle(ground, made);
  return { built: made.map(({ built }) => built), refused };
}

/** Only of a candidate that calls nothing of the target's may a superuser be the builder. */
async function create(
  { runner, warden }: ShadowGround,
  candidate: Candidate,
  name: string,
): Promise<string | undefined> {
  const sql = createSql(candidate, name);
  const reason = await refusalOf(() => runner.query(sql));
  const isPlain = candidate.predicate === null && candidate.keys.every(({ term }) => term.kind === "column");
  if (reason === undefined || !isPlain || !/permission denied|must be owner/.test(reason)) return reason;
  return await refusalOf(() => warden.query(sql));
}

interface Named {
  readonly candidate: Candidate;
  readonly name: string;
  readonly share: number;
}

interface Made {
  readonly built: Built;
  readonly relations: readonly Relation[];
}

async function describe(ground: ShadowGround, { candidate, name, share }: Named): Promise<Made> {
  const rows = await ground.warden.query(PARTS, [sqlName({ schema: candidate.table.schema, name })]);
  const parts = rows
    .map(partOf)
    .toSorted((a, b) => Number(b.relation.name === name) - Number(a.relation.name === name));
  const sized = parts
    .filter(({ isParent }) => !isParent)
    .map((part) => ({ part, size: sizeOf(candidate, share * rowsOf(ground, part.table)) }));
  const relations = sized.map(({ part, size }) => ({
    relation: part.relation,
    isIndex: true,
    pages: size.pages,
    rows: size.rows,
    allVisiblePages: 0,
  }));
  return {
    built: {
      candidate,
      key: candidateKey(candidate),
      oids: parts.map(({ oid }) => oid),
      names: parts.map(({ relation }) => relation.name),
      pages: sized.reduce((sum, { size }) => sum + size.pages, 0),
      rows: sized.reduce((sum, { size }) => sum + size.rows, 0),
    },
    relations,
  };
}

function partOf(row: Row): Part {
  const text = (name: string): string => String(row[name]);
  return {
    oid: text("oid"),
    relation: { schema: text("schema"), name: text("name") },
    table: { schema: text("tableSchema"), name: text("tableName") },
    isParent: row["isParent"] === true,
  };
}

function rowsOf({ statistics }: ShadowGround, table: Relation["relation"]): number {
  const found = statistics.relations.find(({ relation }) => relationKey(relation) === relationKey(table));
  return Math.max(0, found?.rows ?? 0);
}

/** Before 18 an index's birth writes what it has counted of its table: the target's figures are put back. */
async function settle({ warden, statistics, files, grow }: ShadowGround, made: readonly Made[]): Promise<void> {
  const indexes = made.flatMap(({ relations }) => relations);
  const tables = statistics.relations.filter(({ isIndex }) => !isIndex);
  await writeStatistics(warden, { ...statistics, relations: [...tables, ...indexes], columns: [], extended: [] });
  await switchTo(
    warden,
    made.map(({ built }) => built),
    new Set(),
  );
  await grow(await sparseFiles(warden, { ...files, relations: [...files.relations, ...indexes] }));
}

const SWITCH = `UPDATE pg_catalog.pg_index SET indisvalid = (indexrelid::text = ANY ($1::text[]))
  WHERE indexrelid::text = ANY ($2::text[]) AND indisvalid <> (indexrelid::text = ANY ($1::text[]))`;

/** Makes the planner see these candidates and no other one. */
export async function switchTo(warden: Session, built: readonly Built[], on: ReadonlySet<string>): Promise<void> {
  const wanted = built.filter(({ key }) => on.has(key)).flatMap(({ oids }) => oids);
  await warden.query(SWITCH, [wanted, built.flatMap(({ oids }) => oids)]);
}

const shareKey = ({ table, predicate }: Candidate): string => `${relationKey(table)} ${predicate ?? ""}`;

/** The share of a table's rows for which a predicate holds, as the planner estimates it. */
async function predicateShares(
  ground: ShadowGround,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, number>> {
  const shares = new Map<string, number>();
  for (const candidate of candidates) {
    const key = shareKey(candidate);
    if (candidate.predicate === null || shares.has(key)) continue;
    shares.set(key, await shareOf(ground.runner, candidate.table, candidate.predicate));
  }
  return shares;
}

async function shareOf(session: Session, table: Table, predicate: string): Promise<number> {
  const all = await askPlan(session, { sql: `SELECT 1 FROM ${sqlName(table)}`, parameters: 0 });
  const some = await askPlan(session, { sql: `SELECT 1 FROM ${sqlName(table)} WHERE ${predicate}`, parameters: 0 });
  if (!("plan" in all) || !("plan" in some) || all.plan.rows === 0) return 1;
  return Math.min(1, some.plan.rows / all.plan.rows);
}

/** Takes the candidates away again, so that others can be asked about. */
export async function dropAll({ runner, warden }: ShadowGround, built: readonly Built[]): Promise<void> {
  for (const { candidate, names } of built) {
    const sql = `DROP INDEX IF EXISTS ${sqlName({ schema: candidate.table.schema, name: names[0] ?? "" })}`;
    if ((await refusalOf(() => runner.query(sql))) !== undefined) await warden.query(sql);
  }
}
