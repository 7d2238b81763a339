import { isSameRelation, type ForeignKey, type RelationName, type Table } from "../../catalog/index.ts";
import type { AlterCommand } from "../tree/commands.ts";
import { relationOf } from "../tree/names.ts";
import { textOf, treeOf } from "../tree/node.ts";
import { lock, type Effect, type Moment } from "./effect.ts";

/** With a foreign key go its triggers on the other table, which is locked for it. */
export function droppedKeyLocks({ statement, knowledge }: Moment, command: AlterCommand): readonly Effect[] {
  const { relation, name, subtype } = command;
  const goes = (key: ForeignKey): boolean =>
    subtype === "AT_DropColumn" ? key.columns.includes(name) : key.name === name;
  const leaning =
    textOf(command.fields, "behavior") === "DROP_CASCADE"
      ? leaningOn(knowledge.context.target?.tables ?? [], relation, name)
      : [];
  const known = (knowledge.table(relation)?.constraints ?? [])
    .filter((each) => each.kind === "foreign-key")
    .filter(goes);
  const added = subtype === "AT_DropConstraint" ? knowledge.constraint(relation, name, statement) : undefined;
  const other = added === undefined ? undefined : treeOf(added.fields, "pktable");
  const others: readonly RelationName[] = [
    ...leaning,
    ...known.map(({ references }) => references),
    ...(other === undefined ? [] : [relationOf(other)]),
  ];
  return others.filter((one) => !isSameRelation(one, relation)).map((one) => lock(one, "access-exclusive"));
}

/** The tables whose foreign keys lean on a key that is dropped. */
function leaningOn(tables: readonly Table[], relation: RelationName, key: string): readonly RelationName[] {
  const index = tables.find((one) => isSameRelation(one, relation))?.constraints.find((one) => one.name === key);
  if (index === undefined || !("index" in index)) return [];
  return tables.filter(({ constraints }) =>
    constraints.some(
      (one) =>
        one.kind === "foreign-key" && isSameRelation(one.references, relation) && one.referencedIndex === index.index,
    ),
  );
}

/** The tables on the other side of every foreign key of a table that is dropped. */
export function neighboursOf({ knowledge }: Moment, relation: RelationName): readonly RelationName[] {
  const own = (knowledge.table(relation)?.constraints ?? []).flatMap((each) =>
    each.kind === "foreign-key" ? [each.references] : [],
  );
  const toward = (knowledge.context.target?.tables ?? []).filter(({ constraints }) =>
    constraints.some((each) => each.kind === "foreign-key" && isSameRelation(each.references, relation)),
  );
  return [...own, ...toward].filter((one) => !isSameRelation(one, relation));
}
