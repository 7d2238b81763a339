import { relationKey, type RelationName } from "../catalog/index.ts";
import { shelfOf, type Shelf } from "./shelf.ts";
import type { LintStatement } from "./statement.ts";
import { columnConstraints, commandsOf } from "./tree/commands.ts";
import { nameOf, objectWords, relationOf } from "./tree/names.ts";
import { fieldsOf, isSet, listOf, textOf, treeOf, wordsOf, type Node, type Tree } from "./tree/node.ts";
import { typeOfColumn, columnName, type TypeName } from "./tree/type-name.ts";

/** A constraint that the file itself adds. */
export interface AddedConstraint {
  readonly index: number;
  readonly table: string;
  readonly name: string | undefined;
  readonly fields: Tree;
}

export interface MadeIndex {
  readonly index: number;
  readonly table: string;
  readonly name: string | undefined;
  readonly columns: readonly string[];
  readonly isUnique: boolean;
  readonly isPartial: boolean;
}

interface AddedColumn {
  readonly index: number;
  readonly table: string;
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
}

interface ValidatedConstraint {
  readonly index: number;
  readonly table: string;
  readonly name: string;
}

/** What a file does up to each of its statements, by what it is done to. */
export interface History {
  /** Relations that the file makes; keys as relationKey writes them. */
  readonly made: ReadonlyMap<string, number>;
  /** Of those, the ones that may have been there. */
  readonly maybeThere: ReadonlySet<string>;
  readonly constraints: Shelf<AddedConstraint>;
  readonly validated: Shelf<ValidatedConstraint>;
  readonly indexes: Shelf<MadeIndex>;
  readonly columns: Shelf<AddedColumn>;
}

interface Draft {
  readonly made: Map<string, number>;
  readonly maybeThere: Set<string>;
  readonly constraints: AddedConstraint[];
  readonly validated: ValidatedConstraint[];
  readonly indexes: MadeIndex[];
  readonly columns: AddedColumn[];
}

export function historyOf(statements: readonly LintStatement[]): History {
  const draft: Draft = {
    made: new Map(),
    maybeThere: new Set(),
    constraints: [],
    validated: [],
    indexes: [],
    columns: [],
  };
  for (const { node, index, inner } of statements) {
    note(draft, { node, index, isMaybe: false });
    for (const one of inner) note(draft, { node: one.node, index, isMaybe: one.isConditional });
  }
  return {
    made: draft.made,
    maybeThere: draft.maybeThere,
    constraints: shelfOf(draft.constraints),
    validated: shelfOf(draft.validated),
    indexes: shelfOf(draft.indexes),
    columns: shelfOf(draft.columns),
  };
}

interface Noted {
  readonly node: Node;
  readonly index: number;
  /** Whether it runs is decided when it does. */
  readonly isMaybe: boolean;
}

function note(draft: Draft, { node, index, isMaybe }: Noted): void {
  const made = madeBy(node);
  if (made !== undefined) {
    draft.made.set(relationKey(made), index);
    if (isMaybe || isSet(node.fields, "if_not_exists")) draft.maybeThere.add(relationKey(made));
  }
  if (node.kind === "CreateStmt") noteTable(draft, node.fields, index);
  if (node.kind === "IndexStmt") draft.indexes.push(indexOf(node.fields, index));
  if (node.kind === "RenameStmt") noteRename(draft, node.fields, index);
  for (const command of commandsOf(node)) {
    const table = relationKey(command.relation);
    if (command.subtype === "AT_AddColumn") noteColumn(draft, { table, index, column: command.column });
    if (command.subtype === "AT_AddConstraint")
      draft.constraints.push({ index, table, name: textOf(command.constraint, "conname"), fields: command.constraint });
    if (command.subtype === "AT_ValidateConstraint") draft.validated.push({ index, table, name: command.name });
    if (command.subtype === "AT_SetNotNull") noteNotNull(draft, { table, index, name: command.name });
  }
}

/** The relation that a statement makes, empty or from a query. */
export function madeBy({ kind, fields }: Node): RelationName | undefined {
  if (kind === "CreateStmt") return relationOf(treeOf(fields, "relation"));
  if (kind === "CreateForeignTableStmt") return relationOf(treeOf(treeOf(fields, "base"), "relation"));
  if (kind === "CreateTableAsStmt") return relationOf(treeOf(treeOf(fields, "into"), "rel"));
  if (kind === "ViewStmt") return relationOf(treeOf(fields, "view"));
  const into = kind === "SelectStmt" ? treeOf(fields, "intoClause") : undefined;
  return into === undefined ? undefined : relationOf(treeOf(into, "rel"));
}

function noteTable(draft: Draft, fields: Tree, index: number): void {
  const table = relationKey(relationOf(treeOf(fields, "relation")));
  for (const element of listOf(fields, "tableElts")) {
    const column = fieldsOf(element, "ColumnDef");
    if (column !== undefined) noteColumn(draft, { table, index, column });
    const constraint = fieldsOf(element, "Constraint");
    if (constraint !== undefined)
      draft.constraints.push({ index, table, name: textOf(constraint, "conname"), fields: constraint });
  }
}

function noteColumn(draft: Draft, one: { table: string; index: number; column: Tree }): void {
  const { table, index, column } = one;
  const own = columnConstraints(column);
  const notNull = own.some((each) => /NOTNULL|PRIMARY|IDENTITY/.test(textOf(each, "contype") ?? ""));
  draft.columns.push({ table, index, name: columnName(column), type: typeOfColumn(column), notNull });
  for (const fields of own)
    draft.constraints.push({
      index,
      table,
      name: textOf(fields, "conname"),
      fields: { ...fields, column: columnName(column) },
    });
}

function noteNotNull(draft: Draft, { table, index, name }: { table: string; index: number; name: string }): void {
  draft.columns.push({ table, index, name, type: { name: "", modifiers: [], isArray: false, at: 0 }, notNull: true });
}

function noteRename(draft: Draft, fields: Tree, index: number): void {
  if (textOf(fields, "renameType") !== "OBJECT_TABLE") return;
  const from = relationOf(treeOf(fields, "relation"));
  if (!draft.made.has(relationKey(from))) return;
  draft.made.set(relationKey({ schema: from.schema, name: textOf(fields, "newname") ?? "" }), index);
}

function indexOf(fields: Tree, index: number): MadeIndex {
  const elements = listOf(fields, "indexParams").map((each) => fieldsOf(each, "IndexElem"));
  return {
    index,
    table: relationKey(relationOf(treeOf(fields, "relation"))),
    name: textOf(fields, "idxname"),
    columns: elements.map((element) => textOf(element, "name") ?? ""),
    isUnique: isSet(fields, "unique"),
    isPartial: fields["whereClause"] !== undefined,
  };
}

/** The columns of a key, written beside a column or behind the table's. */
export function keyColumns(constraint: Tree): readonly string[] {
  const listed = wordsOf(listOf(constraint, "keys")).concat(wordsOf(listOf(constraint, "fk_attrs")));
  const own = textOf(constraint, "column");
  return listed.length === 0 && own !== undefined ? [own] : listed;
}

/** The relation of a key that relationKey wrote. */
export function relationFromKey(key: string): RelationName {
  const words: unknown = JSON.parse(key);
  const [schema = "public", name = ""] = Array.isArray(words) ? words.map(String) : [];
  return { schema, name };
}

/** Relations that a DROP names. */
export const droppedRelations = (fields: Tree): readonly ReturnType<typeof nameOf>[] =>
  listOf(fields, "objects").map((object) => nameOf(objectWords(object)));
