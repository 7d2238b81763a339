import { isSameRelation, type ForeignKey, type RelationName } from "../../catalog/index.ts";
import type { Knowledge } from "../knowledge.ts";
import type { AlterCommand } from "../tree/commands.ts";
import { relationOf } from "../tree/names.ts";
import { textOf, treeOf } from "../tree/node.ts";
import { goingWith } from "./dependents.ts";
import { lock, type Effect, type Moment } from "./effect.ts";

/** With a foreign key go its triggers on the other table, which is locked for it. */
export function droppedKeyLocks({ statement, knowledge }: Moment, command: AlterCommand): readonly Effect[] {
  const { relation, name, subtype } = command;
  const goes = (key: ForeignKey): boolean =>
    subtype === "AT_DropColumn" ? key.columns.includes(name) : key.name === name;
  const leaning = textOf(command.fields, "behavior") === "DROP_CASCADE" ? leaningOn(knowledge, relation, name) : [];
  const known = (knowledge.table(relation)?.constraints ?? [])
    .filter((each) => each.kind === "foreign-key")
    .filter(goes);
  const added = subtype === "AT_DropConstraint" ? knowledge.constraint(relation, name, statement) : undefined;
  const other = added === undefined ? undefined : treeOf(added.fields, "pktable");
  const others: readonly RelationName[] = [
    ...leaning,
    ...withColumn(knowledge, command),
    ...known.map(({ references }) => references),
    ...(other === undefined ? [] : [relationOf(other)]),
  ];
  return others.filter((one) => !isSameRelation(one, relation)).map((one) => lock(one, "access-exclusive"));
}

/** Views and others' columns that go with a column. */
function withColumn(
  { context }: Knowledge,
  { relation, subtype, name, fields }: AlterCommand,
): readonly RelationName[] {
  if (subtype !== "AT_DropColumn") return [];
  const objects = [{ kind: "relation", schema: relation.schema, name: relation.name, column: name }] as const;
  return goingWith(context.target, { objects, isCascade: textOf(fields, "behavior") === "DROP_CASCADE" });
}

/** The tables whose foreign keys lean on a key that is dropped. */
function leaningOn(knowledge: Knowledge, relation: RelationName, key: string): readonly RelationName[] {
  const index = knowledge.table(relation)?.constraints.find((one) => one.name === key);
  if (index === undefined || !("index" in index)) return [];
  return knowledge
    .referring(relation)
    .filter(({ constraints }) =>
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
  return [...own, ...knowledge.referring(relation)].filter((one) => !isSameRelation(one, relation));
}
