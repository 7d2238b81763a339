import type { DomainConstraintObject, DomainObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import type { Kind } from "./kind.ts";
import { isHeldInside } from "./domain-inside.ts";
import { hasReplaced, replaceType } from "./replace-type.ts";
import type { Context } from "./kind.ts";
import { spell, spellName } from "./spell.ts";

/** Its checks are objects of their own. */
export const domain: Kind<DomainObject> = {
  kind: "domain",
  create: createWithChecks,
  drop: (object) => [{ sql: `DROP DOMAIN ${spellName(object)}` }],
  alter: alterDomain,
  isTouched: (object, context) => hasReplaced(object, context) || isReplacedForChecks(object, context),
  phrase: (object) => `DOMAIN ${spellName(object)}`,
  claims: (object) => [`type ${spellName(object)}`],
};

/** With its checks: once a composite type has the domain and a column has that, none can be added. */
function createWithChecks(object: DomainObject, context: Context): readonly Action[] {
  const checks = context.desired
    .childrenOf(object.id, "domain-constraint")
    .filter((check) => check.validated && !isCircular(check, object, context));
  const texts = checks.map(({ name, definition }) => ` CONSTRAINT ${spell(name)} ${definition}`);
  return [{ sql: `${createDomain(object)}${texts.join("")}`, creates: checks.map(({ id }) => id) }];
}

const isCircular = (check: DomainConstraintObject, { id }: DomainObject, { needsOf, standsOn }: Context): boolean =>
  [...needsOf(check.id)].some((needed) => needed !== id && standsOn(needed, id));

const createDomain = (object: DomainObject): string =>
  [
    `CREATE DOMAIN ${spellName(object)} AS ${object.type}`,
    ...(object.collation === null ? [] : [`COLLATE ${object.collation}`]),
    ...(object.default === null ? [] : [`DEFAULT ${object.default}`]),
    ...(object.notNull === null ? [] : [notNull(object.notNull)]),
  ].join(" ");

const notNull = ({ name }: NonNullable<DomainObject["notNull"]>): string =>
  name === null ? "NOT NULL" : `CONSTRAINT ${spell(name)} NOT NULL`;

/** With the name said: the server would choose another while the type that it replaces has that one. */
const withNotNullNamed = (object: DomainObject): DomainObject =>
  object.notNull === null ? object : { ...object, notNull: { name: object.notNull.name ?? `${object.name}_not_null` } };

function alterDomain(from: DomainObject, to: DomainObject, context: Context): Alteration {
  const isOther = from.type !== to.type || from.collation !== to.collation;
  if (isOther || hasReplaced(to, context) || isReplacedForChecks(to, context))
    return replaceType(from, context, createWithChecks(withNotNullNamed(to), context));
  return { actions: [...changeDefault(from, to), ...changeNotNull(from, to)] };
}

/** What is to hold for all values cannot be said of a domain that columns have within another type: the server does not look there. */
function isReplacedForChecks(to: DomainObject, context: Context): boolean {
  const from = context.current.object(to.id);
  if (from?.kind !== "domain" || context.isCreated(to.id)) return false;
  const hasNew = context.desired.childrenOf(to.id, "domain-constraint").some((check) => {
    const before = context.current.object(check.id);
    const isThere = before?.kind === "domain-constraint" && before.validated && before.definition === check.definition;
    return check.validated && !isThere;
  });
  return (hasNew || (from.notNull === null && to.notNull !== null)) && isHeldInside(to.id, context);
}

function changeDefault(from: DomainObject, to: DomainObject): readonly Action[] {
  if (from.default === to.default) return [];
  const how = to.default === null ? "DROP DEFAULT" : `SET DEFAULT ${to.default}`;
  return [{ sql: `ALTER DOMAIN ${spellName(to)} ${how}` }];
}

function changeNotNull(from: DomainObject, to: DomainObject): readonly Action[] {
  if (JSON.stringify(from.notNull) === JSON.stringify(to.notNull)) return [];
  const drop = { sql: `ALTER DOMAIN ${spellName(to)} DROP NOT NULL` };
  if (to.notNull === null) return [drop];
  const how = to.notNull.name === null ? "SET NOT NULL" : `ADD ${notNull(to.notNull)}`;
  const what = `columns of domain ${spellName(to)} without a value`;
  const set: Action = { sql: `ALTER DOMAIN ${spellName(to)} ${how}`, hazards: [{ code: "data-dependent", what }] };
  return from.notNull === null ? [set] : [drop, set];
}
