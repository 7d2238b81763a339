// What a list answers, held against what SQL says, for every sort, filter and relation that an API offers.
import type { Session } from "../../src/catalog/index.ts";
import { readDatabase, type DatabaseOptions } from "../../src/scaffold/database/index.ts";
import { databasePlan, type ColumnPlan, type ResourcePlan } from "../../src/scaffold/database/plan/index.ts";
import { isRecord } from "../../src/kit/index.ts";
import { quoteIdentifier, quoteName } from "../../src/sql/index.ts";
import { rowsIn, type Listening, type Row } from "./from-db-support.ts";

/** Ways in which an API and its database disagree, and how much was asked. */
export interface Verdict {
  readonly wrong: string[];
  requests: number;
  sorts: number;
  filters: number;
  includes: number;
  plans: number;
}

export interface Truth {
  readonly session: Session;
  readonly app: Listening;
  readonly resources: readonly ResourcePlan[];
  /** Tenant or owner whom the requests act for. */
  readonly right: string | undefined;
  readonly verdict: Verdict;
  /** Only every so many of the filters of a resource, and twice as many of the sorts; default: each. */
  readonly every?: number;
}

const quote = (name: string): string => quoteIdentifier(name, "postgresql");
const tableOf = ({ relation }: ResourcePlan): string => quoteName(relation, "postgresql");
const column = (one: ColumnPlan): string => `t.${quote(one.facts.name)}`;
const shown = (one: ColumnPlan): string => `(${one.form.read[0]}${column(one)}${one.form.read[1]})::text`;
const keyText = ({ key }: ResourcePlan): string => `array[${key.map(shown).join(", ")}]::text[]::text`;

/** The resources of a database as the command sees them. */
export async function resourcesOf(session: Session, flags: readonly string[] = []): Promise<readonly ResourcePlan[]> {
  const flag = (name: string): string | undefined => flags[flags.indexOf(name) + 1];
  const options: DatabaseOptions = {
    errors: "envelope",
    tenantColumn: flags.includes("--tenant-column") ? flag("--tenant-column") : undefined,
    ownerColumn: flags.includes("--owner-column") ? flag("--owner-column") : undefined,
    naming: flags.includes("camelCase") ? "camelCase" : "keep",
    bigints: "string",
    secrets: flags.includes("--secret") ? [flag("--secret") ?? ""] : [],
    open: [],
  };
  return databasePlan(await readDatabase(session), options).resources;
}

export function newVerdict(): Verdict {
  return { wrong: [], requests: 0, sorts: 0, filters: 0, includes: 0, plans: 0 };
}

/** Everything that every list of an API offers. */
export async function checkLists(truth: Truth): Promise<void> {
  for (const resource of truth.resources) {
    if (resource.key.length === 0) {
      await checkOnePage(truth, resource);
      continue;
    }
    await checkSorts(truth, resource);
    await checkFilters(truth, resource);
    await checkIncludes(truth, resource);
    await checkItems(truth, resource);
  }
}

/** Conditions that the caller's rights and deleted rows put on a table. */
function visible(resource: ResourcePlan, right: string | undefined, alias = "t"): readonly string[] {
  return resource.columns.flatMap(({ role, facts }) => {
    const name = `${alias}.${quote(facts.name)}`;
    if (role === "deleted") return [`${name} is null`];
    return role === "tenant" || role === "owner" ? [`${name} = '${right}'`] : [];
  });
}

const whereOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "" : ` where ${conditions.join(" and ")}`;

async function keysInSql(truth: Truth, resource: ResourcePlan, more: { where?: string; order?: string }) {
  const conditions = [...visible(resource, truth.right), ...(more.where === undefined ? [] : [more.where])];
  const order = more.order === undefined ? "" : ` order by ${more.order}`;
  const rows = await truth.session.query(
    `select ${keyText(resource)} as k from ${tableOf(resource)} t${whereOf(conditions)}${order}`,
  );
  return rows.map(({ k }) => String(k));
}

/** `{a,"b c"}`, as PostgreSQL writes an array of texts: compared after both went through the server. */
async function asArrays(truth: Truth, keys: readonly (readonly unknown[])[]): Promise<readonly string[]> {
  if (keys.length === 0) return [];
  const rows = await truth.session.query(
    `select array(select jsonb_array_elements_text(v))::text as k from jsonb_array_elements($1::jsonb) with ordinality x(v, n) order by n`,
    [JSON.stringify(keys.map((key) => key.map(String)))],
  );
  return rows.map(({ k }) => String(k));
}

const keysOf = (resource: ResourcePlan, rows: readonly Row[]): readonly (readonly unknown[])[] =>
  rows.map((row) => resource.key.map(({ property }) => row[property]));

const MOST_PAGES = 60;

/** Every page of a list, one statement each. */
async function walk(truth: Truth, resource: ResourcePlan, query: string, limit: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = "";
  for (let pages = 0; cursor !== null && pages < MOST_PAGES; pages += 1) {
    truth.app.statements();
    const path = `/${resource.segment}?limit=${limit}${query}${cursor === "" ? "" : `&cursor=${cursor}`}`;
    const answer = await truth.app.send("GET", path);
    truth.verdict.requests += 1;
    const statements = truth.app.statements();
    if (answer.status !== 200) {
      truth.verdict.wrong.push(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return rows;
    }
    if (statements.length > 1) truth.verdict.wrong.push(`${path}: ${statements.length} statements`);
    rows.push(...rowsIn(answer));
    cursor = answer.body.meta.nextCursor;
  }
  return rows;
}

async function compare(truth: Truth, what: string, { got, want }: { got: readonly string[]; want: readonly string[] }) {
  if (JSON.stringify(got) === JSON.stringify(want)) return;
  truth.verdict.wrong.push(
    `${what}: ${got.length} rows ${got.slice(0, 4).join()}…, SQL ${want.length} ${want.slice(0, 4).join()}…`,
  );
}

async function checkOnePage(truth: Truth, resource: ResourcePlan): Promise<void> {
  const [count] = await truth.session.query(`select least(count(*), 100)::int as n from ${tableOf(resource)}`);
  const rows = await walk(truth, resource, "", 100);
  if (rows.length !== count?.["n"])
    truth.verdict.wrong.push(`${resource.segment}: ${rows.length} of ${String(count?.["n"])}`);
}

/** Pages of 7 give exactly the rows of SQL in its order. */
async function checkSorts(truth: Truth, resource: ResourcePlan): Promise<void> {
  for (const [index, { name, keys, nulls }] of resource.sorts.entries()) {
    if (index % Math.ceil((truth.every ?? 1) / 2) !== 0) continue;
    for (const descending of [false, true]) {
      const place = nulls === undefined ? "" : ` nulls ${descending === (nulls === "first") ? "last" : "first"}`;
      const order = keys.map((key, index) => `${column(key)}${descending ? " desc" : ""}${index === 0 ? place : ""}`);
      const sort = `${descending ? "-" : ""}${name}`;
      const rows = await walk(truth, resource, `&sort=${encodeURIComponent(sort)}`, 7);
      const got = await asArrays(truth, keysOf(resource, rows));
      const want = await keysInSql(truth, resource, { order: order.join(", ") });
      await compare(truth, `${resource.segment} sort=${sort}`, { got, want });
      truth.verdict.sorts += 1;
    }
  }
}

async function checkFilters(truth: Truth, resource: ResourcePlan): Promise<void> {
  for (const [index, filter] of resource.filters.entries()) {
    if (index % (truth.every ?? 1) !== 0) continue;
    const one = filter.column;
    const samples = await truth.session.query(
      `select v, raw from (select distinct on (raw) ${shown(one)} as v, ${column(one)}::text as raw from ${tableOf(resource)} t
         where ${column(one)} is not null) s order by md5(raw) limit 2`,
    );
    if (samples.length === 0) continue;
    const raws = samples.map(({ raw }) => String(raw));
    const values = samples.map(({ v }) => encodeURIComponent(String(v)));
    const literal = (text: string): string => `$q$${text}$q$::${one.facts.type.sql}`;
    const cases =
      filter.operator === "null"
        ? [
            ["true", `${column(one)} is null`],
            ["false", `${column(one)} is not null`],
          ]
        : filter.operator === "in"
          ? [[values.join(","), `${column(one)} in (${raws.map(literal).join(", ")})`]]
          : raws.map((raw, index) => [values[index] ?? "", `${column(one)} ${filter.operator} ${literal(raw)}`]);
    for (const [value = "", where = ""] of cases) {
      const what = `${resource.segment}?${filter.parameter}=${value}`;
      const rows = await walk(truth, resource, `&${encodeURIComponent(filter.parameter)}=${value}`, 25);
      const got = await asArrays(truth, keysOf(resource, rows));
      const order = resource.key.map(column).join(", ");
      await compare(truth, what, { got, want: await keysInSql(truth, resource, { where, order }) });
      await checkPlan(truth, resource, `${encodeURIComponent(filter.parameter)}=${value}`);
      truth.verdict.filters += 1;
    }
  }
}

/** Without its order, the statement of a filter is answered by an index where reading the whole table is forbidden. */
async function checkPlan(truth: Truth, resource: ResourcePlan, query: string): Promise<void> {
  await truth.app.send("GET", `/${resource.segment}?${query}`);
  const [statement] = truth.app.statements();
  if (statement === undefined) return;
  const text = statement.text.replace(/ order by [^]*$/, "");
  const used = [...text.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n));
  const renumbered = text.replace(
    /\$(\d+)/g,
    (_, n) => `$${[...new Set(used)].sort((a, b) => a - b).indexOf(Number(n)) + 1}`,
  );
  const values = [...new Set(used)].sort((a, b) => a - b).map((n) => statement.values[n - 1]);
  const name = `p${truth.verdict.plans}`;
  await truth.session.query("set enable_seqscan = off");
  const rows = await truth.session.query(`explain (format json) ${renumbered}`, values);
  await truth.session.query("reset enable_seqscan");
  const plan = JSON.stringify(rows);
  if (/Seq Scan/.test(plan) || !/Index Cond|Recheck Cond|Subplans Removed|One-Time Filter/.test(plan))
    truth.verdict.wrong.push(`${resource.segment}?${query}: no index (${name}) ${plan.slice(0, 300)}`);
  truth.verdict.plans += 1;
}

async function checkIncludes(truth: Truth, resource: ResourcePlan): Promise<void> {
  for (const relation of resource.relations) {
    const target = truth.resources.find(({ segment }) => segment === relation.target);
    if (target === undefined) continue;
    truth.app.statements();
    const answer = await truth.app.send(
      "GET",
      `/${resource.segment}?limit=100&include=${encodeURIComponent(relation.name)}`,
    );
    const statements = truth.app.statements().length;
    truth.verdict.requests += 1;
    truth.verdict.includes += 1;
    const what = `${resource.segment}?include=${relation.name}`;
    if (answer.status !== 200 || statements > 2)
      truth.verdict.wrong.push(`${what}: ${answer.status}, ${statements} statements`);
    for (const row of rowsIn(answer).slice(0, 40)) {
      const found = [row[relation.name]].flat().filter(isRecord);
      const got = await asArrays(truth, keysOf(target, found));
      const want = await relatedInSql(truth, { resource, target, relation, row });
      await compare(truth, `${what} of ${JSON.stringify(keysOf(resource, [row])[0])}`, { got, want });
    }
  }
}

interface RelatedRow {
  readonly resource: ResourcePlan;
  readonly target: ResourcePlan;
  readonly relation: ResourcePlan["relations"][number];
  readonly row: Row;
}

async function relatedInSql(truth: Truth, { resource, target, relation, row }: RelatedRow): Promise<readonly string[]> {
  const { between, here, there } = relation;
  const link = truth.resources.find(({ segment }) => segment === between?.resource);
  const join =
    between === undefined || link === undefined
      ? ""
      : ` join ${tableOf(link)} j on ${there.map((name, at) => `t.${quote(name)} = j.${quote(between.there[at] ?? "")}`).join(" and ")}`;
  const ends =
    between === undefined ? there.map((name) => `t.${quote(name)}`) : between.here.map((name) => `j.${quote(name)}`);
  const on = here.map((one, at) => `${ends[at]} = s.${quote(one.facts.name)}`);
  const keyed = resource.key.map(
    (one, at) => `(${one.form.read[0]}s.${quote(one.facts.name)}${one.form.read[1]})::text = $${at + 1}`,
  );
  const conditions = [
    ...on,
    ...keyed,
    ...visible(target, truth.right),
    ...(link === undefined ? [] : visible(link, truth.right, "j")),
  ];
  const rows = await truth.session.query(
    `select ${keyText(target)} as k from ${tableOf(resource)} s cross join ${tableOf(target)} t${join}
     where ${conditions.join(" and ")} order by ${target.key.map(column).join(", ")} limit 100`,
    resource.key.map(({ property }) => String(row[property])),
  );
  return rows.map(({ k }) => String(k));
}

/** Rows that a list names are found by their path, with the same values, and nothing secret is in them. */
async function checkItems(truth: Truth, resource: ResourcePlan): Promise<void> {
  const list = await truth.app.send("GET", `/${resource.segment}?limit=3`);
  for (const row of rowsIn(list)) {
    const path = `/${resource.segment}/${keysOf(resource, [row])[0]
      ?.map((part) => encodeURIComponent(String(part)))
      .join("/")}`;
    const answer = await truth.app.send("GET", path);
    truth.verdict.requests += 1;
    if (answer.status !== 200 || JSON.stringify(answer.body.data) !== JSON.stringify(row))
      truth.verdict.wrong.push(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    const etag = answer.headers.get("etag");
    const again =
      etag === null ? 304 : (await truth.app.send("GET", path, { headers: { "if-none-match": etag } })).status;
    if (again !== 304) truth.verdict.wrong.push(`${path}: ${again} instead of 304`);
    if (JSON.stringify(answer.body).includes("SECRET")) truth.verdict.wrong.push(`${path}: answers a secret`);
  }
}
