import { isSameRelation, type RelationName } from "../../catalog/index.ts";
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
  const added = knowledge.history.constraints.some(
    (one) => one.index < statement.index && one.table === JSON.stringify([part.schema, part.name]),
  );
  const evidence = { partition: part.name };
  const own =
    isEmpty || ((known === true || added) && !isIndexMissing(moment, { relation, part }))
      ? lock(part, AX)
      : labour(part, { mode: AX, work: "scan", cause: "attach-partition-scan", evidence });
  const rest = defaultOf(moment, relation).map((one) =>
    labour(one, { mode: AX, work: "scan", cause: "attach-partition-scan", evidence: { ...evidence, isDefault: true } }),
  );
  return [lock(relation, SUE), own, ...rest];
}

/** Whether an index of the parent has no counterpart on the new partition, and is built there. */
function isIndexMissing({ knowledge }: Moment, { relation, part }: Attach): boolean {
  const own = knowledge.table(part)?.indexes.map(({ keys }) => keysText(keys)) ?? [];
  return knowledge.table(relation)?.indexes.some(({ keys }) => !own.includes(keysText(keys))) === true;
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
