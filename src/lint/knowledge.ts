import { relationKey, type Column, type RelationName, type Table } from "../catalog/index.ts";
import type { LintContext } from "./context.ts";
import { provesNotNull } from "./expression.ts";
import { historyOf, type AddedConstraint, type History } from "./history.ts";
import type { LintStatement } from "./statement.ts";
import { constraintKind } from "./tree/commands.ts";
import { fieldsOf, isSet, listOf, textOf } from "./tree/node.ts";
import { targetLookup, type TargetLookup } from "./target-lookup.ts";
import { readFormattedType, type TypeName } from "./tree/type-name.ts";

/** What is known before a statement: of the target, and of what the file has done by then. */
export interface Knowledge extends Omit<TargetLookup, "children"> {
  readonly context: LintContext;
  readonly history: History;
  /** Made by an earlier statement, so that nobody else uses it and it holds what the file has put there. */
  isNew(relation: RelationName, before: LintStatement): boolean;
  /** The target's partitions of a table and the tables that inherit from it, at any depth. */
  partitions(relation: RelationName): readonly Table[];
  columnType(relation: RelationName, column: string, before: LintStatement): TypeName | undefined;
  /** True when it has none: declared, or proved by a validated check. Undefined: unknown. */
  hasNoNulls(relation: RelationName, column: string, before: LintStatement): boolean | undefined;
  /** True when the column itself is declared NOT NULL. */
  isNotNull(relation: RelationName, column: string, before: LintStatement): boolean | undefined;
  constraint(relation: RelationName, name: string, before: LintStatement): AddedConstraint | undefined;
}

export function knowledgeOf(statements: readonly LintStatement[], context: LintContext): Knowledge {
  const history = historyOf(statements);
  const { table, children, referring, indexOwner, domain, isSteady } = targetLookup(context.target);
  const parts: Parts = { context, history, table };
  return {
    context,
    history,
    table,
    referring,
    indexOwner,
    domain,
    isSteady,
    isNew: (relation, before) => isNew(parts, relation, before),
    partitions: (relation) => below(children, relation),
    columnType: (relation, column, before) => columnType(parts, { relation, column, before }),
    isNotNull: (relation, column, before) => isNotNull(parts, { relation, column, before }),
    hasNoNulls: (relation, column, before) => hasNoNulls(parts, { relation, column, before }),
    constraint: (relation, name, before) => addedBefore(history, relation, before).find((one) => one.name === name),
  };
}

interface Parts {
  readonly context: LintContext;
  readonly history: History;
  readonly table: (relation: RelationName) => Table | undefined;
}

interface Place {
  readonly relation: RelationName;
  readonly column: string;
  readonly before: LintStatement;
}

function isNew({ history, table }: Parts, relation: RelationName, before: LintStatement): boolean {
  const key = relationKey(relation);
  const made = history.made.get(key);
  if (made === undefined || made >= before.index) return false;
  return !history.maybeThere.has(key) || table(relation) === undefined;
}

function below(children: TargetLookup["children"], parent: RelationName): readonly Table[] {
  return children(parent).flatMap((each) => [each].concat(below(children, each)));
}

const columnIn = ({ table }: Parts, { relation, column }: Place): Column | undefined =>
  table(relation)?.columns.find(({ name }) => name === column);

function columnType(parts: Parts, place: Place): TypeName | undefined {
  const key = relationKey(place.relation);
  const added = parts.history.columns
    .on(key)
    .findLast((one) => one.name === place.column && one.index < place.before.index && one.type.name !== "");
  if (added !== undefined) return added.type;
  const known = columnIn(parts, place);
  return known === undefined ? undefined : readFormattedType(known.type);
}

function isNotNull(parts: Parts, place: Place): boolean | undefined {
  const key = relationKey(place.relation);
  const own = parts.history.columns
    .on(key)
    .filter((one) => one.name === place.column && one.index < place.before.index);
  if (own.some(({ notNull }) => notNull)) return true;
  const known = columnIn(parts, place);
  if (known === undefined) return own.length > 0 ? false : undefined;
  return !known.nullable;
}

function hasNoNulls(parts: Parts, place: Place): boolean | undefined {
  if (isNotNull(parts, place) === true) return true;
  if (parts.context.serverMajor < 12) return undefined;
  const known = parts.table(place.relation);
  const proved = known?.constraints.some(
    (each) => each.kind === "check" && each.validated && provesNotNull(each.expression, place.column),
  );
  if (proved === true || isProvedByFile(parts, place)) return true;
  return known === undefined ? undefined : false;
}

const addedBefore = (history: History, relation: RelationName, before: LintStatement): readonly AddedConstraint[] =>
  history.constraints.on(relationKey(relation)).filter((one) => one.index < before.index);

/** A check that the file adds, or one that it validates whose text is not known: that one has the benefit of the doubt. */
function isProvedByFile({ history, table }: Parts, { relation, column, before }: Place): boolean {
  const key = relationKey(relation);
  const added = addedBefore(history, relation, before);
  const validated = history.validated.on(key).filter((one) => one.index < before.index);
  if (added.some((one) => isValid(one, validated) && isNotNullCheck(one, column))) return true;
  const target = table(relation);
  return validated.some(({ name }) => {
    const known = target?.constraints.find((each) => each.name === name);
    if (known?.kind === "check") return provesNotNull(known.expression, column);
    return target === undefined && added.every((one) => one.name !== name);
  });
}

const isValid = ({ name, fields }: AddedConstraint, validated: readonly { readonly name: string }[]): boolean =>
  !isSet(fields, "skip_validation") || validated.some((one) => one.name === name);

function isNotNullCheck({ fields }: AddedConstraint, column: string): boolean {
  if (constraintKind(fields) === "NOTNULL")
    return listOf(fields, "keys").some((key) => textOf(fieldsOf(key, "String"), "sval") === column);
  return constraintKind(fields) === "CHECK" && conjunctsOf(fields["raw_expr"]).some((each) => isTestOf(each, column));
}

function conjunctsOf(expression: unknown): readonly unknown[] {
  const both = fieldsOf(expression, "BoolExpr");
  return both !== undefined && textOf(both, "boolop") === "AND_EXPR"
    ? listOf(both, "args").flatMap(conjunctsOf)
    : [expression];
}

function isTestOf(expression: unknown, column: string): boolean {
  const test = fieldsOf(expression, "NullTest");
  if (textOf(test, "nulltesttype") !== "IS_NOT_NULL") return false;
  const names = listOf(fieldsOf(test?.["arg"], "ColumnRef"), "fields");
  return textOf(fieldsOf(names.at(-1), "String"), "sval") === column;
}
