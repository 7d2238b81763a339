import { lockModes } from "../../diff/shadow/index.ts";
import type { RelationName } from "../../catalog/index.ts";
import { nameOf, objectWords, relationOf } from "../tree/names.ts";
import {
  everyNode,
  fieldsOf,
  isSet,
  listOf,
  nodesOf,
  numberOf,
  textOf,
  treeOf,
  wordsOf,
  type Tree,
} from "../tree/node.ts";
import { labour, lock, UNNAMED, type Effect, type Moment } from "./effect.ts";

const AX = "access-exclusive";
const SUE = "share-update-exclusive";
const SRX = "share-row-exclusive";

type Reader = (fields: Tree, moment: Moment) => readonly Effect[];

/** Statements that lock one relation for an instant, by their kind. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["CreateTrigStmt", (fields) => [lock(relationOf(treeOf(fields, "relation")), SRX)]],
  ["RuleStmt", (fields) => [lock(relationOf(treeOf(fields, "relation")), AX)]],
  ["CreatePolicyStmt", (fields) => [lock(relationOf(treeOf(fields, "table")), AX)]],
  ["AlterPolicyStmt", (fields) => [lock(relationOf(treeOf(fields, "table")), AX)]],
  [
    "CreateStatsStmt",
    (fields) => listOf(fields, "relations").map((each) => lock(relationOf(fieldsOf(each, "RangeVar")), SUE)),
  ],
  ["CreatePublicationStmt", published],
  ["AlterPublicationStmt", published],
  ["CommentStmt", comment],
  ["LockStmt", lockTable],
  ["RenameStmt", rename],
  [
    "AlterObjectSchemaStmt",
    (fields) => (treeOf(fields, "relation") === undefined ? [] : [lock(relationOf(treeOf(fields, "relation")), AX)]),
  ],
  ["AlterDomainStmt", alterDomain],
]);

export function smallEffects(moment: Moment): readonly Effect[] {
  const { kind, fields } = moment.statement.node;
  return READERS.get(kind)?.(fields, moment) ?? [];
}

/** SET also looks at the tables that were named before. */
function published(fields: Tree, { knowledge }: Moment): readonly Effect[] {
  const named = everyNode(fields["pubobjects"], "PublicationObjSpec").flatMap((each) => {
    const table = treeOf(treeOf(each, "pubtable"), "relation");
    return table === undefined ? [] : [relationOf(table)];
  });
  const isSet = textOf(fields, "action") === "AP_SetObjects";
  const before = knowledge.context.target?.publications.get(textOf(fields, "pubname") ?? "");
  return [...named, ...(isSet ? (before ?? []) : [])].map((table) => lock(table, SUE));
}

/** A comment on a column locks its table, one on anything else of a table does as well. */
function comment(fields: Tree): readonly Effect[] {
  const type = (textOf(fields, "objtype") ?? "").replace("OBJECT_", "");
  const words = objectWords(fields["object"]);
  if (/^(?:TABLE|VIEW|MATVIEW|FOREIGN_TABLE)$/.test(type)) return [lock(nameOf(words), SUE)];
  return type === "COLUMN" ? [lock(nameOf(words.slice(0, -1)), SUE)] : [];
}

function lockTable(fields: Tree, { knowledge }: Moment): readonly Effect[] {
  const mode = lockModes[numberOf(fields, "mode") - 1] ?? AX;
  const named = nodesOf(listOf(fields, "relations"), "RangeVar");
  const below = named.filter((one) => isSet(one, "inh")).flatMap((one) => knowledge.partitions(relationOf(one)));
  return [...named.map(relationOf), ...below].map((table) => lock(table, mode));
}

/** Renaming an index is the only one that lets everybody go on. */
function rename(fields: Tree, { knowledge }: Moment): readonly Effect[] {
  const type = (textOf(fields, "renameType") ?? "").replace("OBJECT_", "");
  const relation = treeOf(fields, "relation");
  if (relation === undefined || type === "INDEX") return [];
  const isRelation = /^(?:TABLE|VIEW|MATVIEW|FOREIGN_TABLE|COLUMN|TABCONSTRAINT|TRIGGER|POLICY|RULE)$/.test(type);
  const own = relationOf(relation);
  // What its partitions have in common with a table is renamed there, too.
  const isShared = isSet(relation, "inh") && /^(?:COLUMN|TABCONSTRAINT|TRIGGER)$/.test(type);
  const all = [own, ...(isShared ? knowledge.partitions(own) : [])];
  return isRelation ? all.map((one) => lock(one, AX)) : [];
}

/** The tables whose columns are of the domain are read under SHARE, as far as they are known. */
function alterDomain(fields: Tree, { knowledge }: Moment): readonly Effect[] {
  const adds =
    textOf(fields, "subtype") === "C" || textOf(fields, "subtype") === "O" || textOf(fields, "subtype") === "V";
  if (!adds || isSet(fieldsOf(fields["def"], "Constraint"), "skip_validation")) return [];
  const domain = nameOf(wordsOf(listOf(fields, "typeName")));
  const tables = knowledge.context.target?.tables;
  return (tables === undefined ? [UNNAMED] : using(tables, domain)).map((table) =>
    labour(table, { mode: "share", work: "scan", cause: "domain-constraint-scan", evidence: { domain: domain.name } }),
  );
}

interface WithColumns extends RelationName {
  readonly columns: readonly { readonly type: string }[];
}

const using = (tables: readonly WithColumns[], { schema, name }: RelationName): readonly RelationName[] =>
  tables.filter(({ columns }) => columns.some(({ type }) => type === name || type === `${schema}.${name}`));
