import { isSameRelation, relationKey, type RelationName, type TableIndex } from "../../catalog/index.ts";
import type { AlterCommand } from "../tree/commands.ts";
import { relationOf } from "../tree/names.ts";
import { fieldsOf, isSet, treeOf } from "../tree/node.ts";
import { labour, lock, type Effect, type Moment } from "./effect.ts";

const AX = "access-exclusive";
const SUE = "share-update-exclusive";

/** ATTACH and DETACH PARTITION. */
export function partitionEffects(moment: Moment, { relation, subtype, fields }: AlterCommand): readonly Effect[] {
  const command = fieldsOf(fields["def"], "PartitionCmd");
  const part = relationOf(treeOf(command, "name"));
  if (subtype === "AT_AttachPartition") return attach(moment, { relation, part });
  if (subtype === "AT_DetachPartitionFinalize") return [lock(relation, SUE), lock(part, AX)];
  if (isSet(command, "concurrent")) return [lock(relation, SUE), lock(part, AX)];
  return [lock(relation, AX), lock(part, AX), ...defaultOf(moment, relation).map((one) => lock(one, AX))];
}

interface Attach {
  readonly relation: RelationName;
  readonly part: RelationName;
}

/** The new partition's rows are looked at, unless a check says what they are; so are the default partition's. */
function attach(moment: Moment, { relation, part }: Attach): readonly Effect[] {
  const { statement, knowledge } = moment;
  const isEmpty = knowledge.isNew(part, statement);
  const known = knowledge.table(part)?.constraints.some((each) => each.kind === "check" && each.validated);
  const added = knowledge.history.constraints.on(relationKey(part)).some((one) => one.index < statement.index);
  const evidence = { partition: part.name };
  const own =
    isEmpty || ((known === true || added) && missingIndexes(knowledge, { relation, part }).length === 0)
      ? lock(part, AX)
      : labour(part, { mode: AX, work: "scan", cause: "attach-partition-scan", evidence });
  const rest = defaultOf(moment, relation).map((one) =>
    labour(one, { mode: AX, work: "scan", cause: "attach-partition-scan", evidence: { ...evidence, isDefault: true } }),
  );
  return [lock(relation, SUE), own, ...rest];
}

/** The indexes of the parent that have no counterpart on the new partition, and are built there. */
export function missingIndexes(knowledge: Moment["knowledge"], { relation, part }: Attach): readonly TableIndex[] {
  const own = knowledge.table(part)?.indexes.map(({ keys }) => keysText(keys)) ?? [];
  const made = knowledge.history.indexes.on(relationKey(part)).map(({ columns }) => columns.join(", "));
  const there = new Set([...own, ...made]);
  return knowledge.table(relation)?.indexes.filter(({ keys }) => !there.has(keysText(keys))) ?? [];
}

const keysText = (keys: readonly { readonly column: string | null; readonly expression: string | null }[]): string =>
  keys.map(({ column, expression }) => column ?? expression).join(", ");

/** The partition that takes what no other does. */
export function defaultOf({ knowledge }: Moment, parent: RelationName): readonly RelationName[] {
  return knowledge
    .partitions(parent)
    .filter((part) => part.partitionOf !== null && isSameRelation(part.partitionOf, parent))
    .filter((part) => knowledge.context.target?.defaultPartitions.some((one) => isSameRelation(one, part)) === true)
    .map(({ schema, name }) => ({ schema, name }));
}
