import { isSameRelation } from "../../catalog/index.ts";
import { keyColumns } from "../history.ts";
import { constraintKind, type AlterCommand } from "../tree/commands.ts";
import { relationOf } from "../tree/names.ts";
import { isSet, textOf, treeOf, wordsOf, listOf } from "../tree/node.ts";
import { labour, lock, type Effect, type Moment } from "./effect.ts";

const AX = "access-exclusive";

/** ADD CONSTRAINT: what is said of the rows that are there must be looked up, unless it is NOT VALID. */
export function addConstraintEffects(moment: Moment, command: AlterCommand): readonly Effect[] {
  const { relation, constraint } = command;
  const evidence = { constraint: textOf(constraint, "conname") ?? null };
  const kind = constraintKind(constraint);
  const isUnchecked = isSet(constraint, "skip_validation");
  if (kind === "FOREIGN") return foreignKey(moment, command, isUnchecked);
  if (kind === "CHECK")
    return [
      isUnchecked
        ? lock(relation, AX)
        : labour(relation, { mode: AX, work: "scan", cause: "add-check-scan", evidence }),
    ];
  if (kind === "NOTNULL") return [notNull(moment, command, isUnchecked)];
  if (kind === "EXCLUSION")
    return [labour(relation, { mode: AX, work: "build", cause: "add-exclusion-build", evidence })];
  if (kind === "UNIQUE" || kind === "PRIMARY") return key(moment, command);
  return [lock(relation, AX)];
}

function foreignKey(
  { knowledge }: Moment,
  { relation, constraint }: AlterCommand,
  isUnchecked: boolean,
): readonly Effect[] {
  const other = relationOf(treeOf(constraint, "pktable"));
  const mode = "share-row-exclusive" as const;
  const evidence = {
    constraint: textOf(constraint, "conname") ?? null,
    references: other.name,
    columns: keyColumns(constraint),
  };
  const own = isUnchecked
    ? lock(relation, mode)
    : labour(relation, { mode, work: "scan", cause: "add-foreign-key-scan", evidence });
  if (isSameRelation(other, relation)) return [own];
  const parts = knowledge.partitions(other).map((part) => lock(part, mode));
  return [own, lock(other, mode), ...parts];
}

function notNull(
  { statement, knowledge }: Moment,
  { relation, constraint }: AlterCommand,
  isUnchecked: boolean,
): Effect {
  const [column = ""] = wordsOf(listOf(constraint, "keys"));
  if (isUnchecked || knowledge.hasNoNulls(relation, column, statement) === true) return lock(relation, AX);
  return labour(relation, { mode: AX, work: "scan", cause: "set-not-null-scan", evidence: { column } });
}

/** With an index that is there only its columns' NOT NULL is left to look up. */
function key({ statement, knowledge }: Moment, { relation, constraint }: AlterCommand): readonly Effect[] {
  const index = textOf(constraint, "indexname");
  const isPrimary = constraintKind(constraint) === "PRIMARY";
  const evidence = { constraint: textOf(constraint, "conname") ?? null, columns: keyColumns(constraint) };
  if (index === undefined) return [labour(relation, { mode: AX, work: "build", cause: "add-key-build", evidence })];
  if (!isPrimary) return [lock(relation, AX)];
  const made = knowledge.history.indexes.named(index)[0]?.columns;
  const columns =
    made ??
    knowledge
      .table(relation)
      ?.indexes.find(({ name }) => name === index)
      ?.keys.flatMap(({ column }) => column ?? []);
  const loose = columns?.find((column) => knowledge.hasNoNulls(relation, column, statement) === false);
  if (loose === undefined) return [lock(relation, AX)];
  return [labour(relation, { mode: AX, work: "scan", cause: "set-not-null-scan", evidence: { column: loose } })];
}
