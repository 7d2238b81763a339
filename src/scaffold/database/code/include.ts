import { pascalCase } from "../../../kit/index.ts";
import {
  arrayOf,
  code,
  comment,
  ident,
  lines,
  literal,
  nameScope,
  propertyName,
  type Fragment,
} from "../../../typescript/index.ts";
import type { ColumnPlan, RelationPlan, ResourcePlan } from "../plan/index.ts";
import { DB, ERRORS, POLICY, RELATIONS, resourceOf, TYPES, type ResourceContext } from "./context.ts";
import { columnSql, sql, tableSql } from "./sql.ts";

/** Name of a resource's repository where it is imported: types are identifiers, and no two resources have the same. */
export const moduleOf = ({ type }: ResourcePlan): Fragment =>
  ident(`${type.charAt(0).toLowerCase()}${type.slice(1)}Table`);

/** The other resources whose repositories this one needs, in the order of their names. */
export function neighbours({ resource, all }: ResourceContext): readonly ResourcePlan[] {
  const related = resource.relations.flatMap(({ target, between }) => [
    target,
    ...(between === undefined ? [] : [between.resource]),
  ]);
  const names = new Set([...related, ...resource.guarded.map(({ target }) => target)]);
  return all.filter(({ segment }) => names.has(segment) && segment !== resource.segment);
}

/** `RELATIONS`, and a function for each that adds its rows with one statement. */
export function includeCode(context: ResourceContext): readonly Fragment[] {
  const { resource, imports } = context;
  const { relations, withheld } = resource;
  if (relations.length === 0 && withheld.length === 0) return [];
  const notes = withheld.map(({ name, index }) => comment(`${name}: ${index}; would allow it.`));
  const hidden = notes.length === 0 ? [] : [comment("Nobody can include these, for want of an index:"), ...notes];
  if (relations.length === 0) return [lines(hidden)];
  const type = imports.type(TYPES, resource.type);
  const functions = nameScope();
  const names = relations.map((relation) => ({ relation, name: functions.take(`add${pascalCase(relation.name)}`) }));
  const table = code`
    /** What can be included, and the resource that it is of. */
    export const RELATIONS = {
      ${relations.map(({ name, target }) => code`${propertyName(name)}: ${literal(target)},`)}
      ${hidden}
    } as const;

    type Relation = keyof typeof RELATIONS;

    /** Adds what was asked for: one statement for each relation, however many rows there are. */
    async function include(rows: readonly ${type}[], names: readonly Relation[], access: ${imports.type(POLICY, "Access")}): Promise<void> {
      if (rows.length === 0) return;
      ${names.map(({ relation, name }) => code`if (names.includes(${literal(relation.name)})) await ${ident(name)}(rows, access);`)}
    }
  `;
  return [table, ...names.map(({ relation, name }) => loader(relation, ident(name), context))];
}

function loader(relation: RelationPlan, name: Fragment, context: ResourceContext): Fragment {
  const { resource, all, imports } = context;
  const target = resourceOf(relation.target, all) ?? resource;
  const type = imports.type(TYPES, resource.type);
  const found = code`${imports.type(TYPES, target.type)} & ${imports.type(RELATIONS, "Related")}`;
  const columns = arrayOf(relation.here.map(({ property }) => literal(property)));
  const attach = imports.value(RELATIONS, relation.kind === "one" ? "attachOne" : "attachMany");
  return code`
    async function ${name}(rows: readonly ${type}[], access: ${imports.type(POLICY, "Access")}): Promise<void> {
      const { values, put } = ${imports.value(DB, "placeholders")}();
      const to = { rows, columns: ${columns}, name: ${literal(relation.name)} } satisfies ${imports.type(RELATIONS, "Attached")}<${type}>;
      const keys = ${imports.value(RELATIONS, "keysOf")}(rows, to.columns).map(put);
      const found = await ${imports.value(ERRORS, "readRows")}<${found}>(
        ${statement(relation, target, context)},
        values,
      );
      ${attach}(to, found);
    }
  `;
}

function statement(relation: RelationPlan, target: ResourcePlan, context: ResourceContext): Fragment {
  const rows = relation.kind === "one" ? oneRows(relation, target, context) : manyRows(relation, target, context);
  return code`\`select \${${own(target, context, "COLUMNS")}}, ${rows}\``;
}

const own = (target: ResourcePlan, { resource }: ResourceContext, name: string): Fragment =>
  target === resource ? ident(name) : code`${moduleOf(target)}.${ident(name)}`;

/** `unnest($1::bigint[], …) as k(k0, …)`, the values that are looked for. */
function keyList({ here }: RelationPlan): Fragment {
  const lists = here.map((column, index) => code`\${keys[${literal(index)}]}${sql(`::${elementType(column)}[]`)}`);
  return code`unnest(${commas(lists)}) as k(${sql(here.map((_, index) => `k${index}`).join(", "))})`;
}

const elementType = ({ facts }: ColumnPlan): string => facts.type.sql;

const commas = (parts: readonly Fragment[]): Fragment =>
  parts.reduce((all, part, index) => (index === 0 ? part : code`${all}, ${part}`), code``);

const keyTexts = (count: number): string =>
  `array[${Array.from({ length: count }, (_, index) => `k.k${index}::text`).join(", ")}] as "$key"`;

function oneRows(relation: RelationPlan, target: ResourcePlan, context: ResourceContext): Fragment {
  const on = relation.there.map((name, index) => `${columnSql(name)} = k.k${index}`).join(" and ");
  const conditions = code`\${[${code`\`${sql(on)}\``}, ...${own(target, context, "visible")}(access, put)].join(" and ")}`;
  return code`${sql(keyTexts(relation.here.length))}
       from ${keyList(relation)}
       join ${sql(`${tableSql(target)} t`)} on ${conditions}`;
}

/** Most rows of a relation that one row is answered with. */
const MOST = 100;

function manyRows(relation: RelationPlan, target: ResourcePlan, context: ResourceContext): Fragment {
  const { between } = relation;
  const link = between === undefined ? undefined : resourceOf(between.resource, context.all);
  const order = target.key.map(({ facts }) => columnSql(facts.name)).join(", ");
  const there =
    between === undefined
      ? relation.there.map((name) => columnSql(name))
      : between.here.map((name) => columnSql(name, "j"));
  const on = there.map((name, index) => `${name} = k.k${index}`).join(" and ");
  const rights = [
    code`...${own(target, context, "visible")}(access, put)`,
    ...(link === undefined ? [] : [code`...${own(link, context, "visible")}(access, put, "j")`]),
  ];
  const conditions = code`\${[\`${sql(on)}\`, ${commas(rights)}].join(" and ")}`;
  return code`${sql(keyTexts(relation.here.length))}
       from ${keyList(relation)}
       cross join lateral (
         select t.* from ${sql(`${tableSql(target)} t`)}${joinOf(relation, link)}
         where ${conditions}
         order by ${sql(order)} limit ${literal(MOST)}
       ) t`;
}

function joinOf({ between, there }: RelationPlan, link: ResourcePlan | undefined): Fragment {
  if (between === undefined || link === undefined) return code``;
  const on = there.map((name, index) => `${columnSql(name)} = ${columnSql(between.there[index] ?? "", "j")}`);
  return code` join ${sql(`${tableSql(link)} j on ${on.join(" and ")}`)}`;
}
