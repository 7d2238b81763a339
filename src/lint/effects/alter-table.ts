import { isSameRelation, type RelationName } from "../../catalog/index.ts";
import type { LockMode } from "../../diff/shadow/index.ts";
import { alteredKind, commandsOf, constraintKind, type AlterCommand } from "../tree/commands.ts";
import { fieldsOf, isSet, listOf, textOf, treeOf } from "../tree/node.ts";
import { relationOf } from "../tree/names.ts";
import { addColumnEffects } from "./add-column.ts";
import { addConstraintEffects } from "./add-constraint.ts";
import { changeTypeEffects } from "./change-type.ts";
import { droppedKeyLocks } from "./dropped-key.ts";
import { isAtLeast, labour, lock, type Effect, type Moment } from "./effect.ts";
import { partitionEffects } from "./partition.ts";

/** The effects of ALTER TABLE's actions, and of its relatives'. */
export function alterTableEffects(moment: Moment): readonly Effect[] {
  const { node } = moment.statement;
  if (!/^OBJECT_(?:TABLE|MATVIEW|VIEW|FOREIGN_TABLE|INDEX)$/.test(alteredKind(node))) return [];
  const effects = commandsOf(node).flatMap((command) => {
    const own = effectsOf(moment, command);
    return onlyParent(moment, command) ? own : own.concat(onPartitions(moment, command, own));
  });
  return underStrongest(effects, relationOf(treeOf(node.fields, "relation")));
}

/** The statement takes the strongest lock that any of its actions needs before the first of them. */
function underStrongest(effects: readonly Effect[], relation: RelationName): readonly Effect[] {
  const isOwn = (effect: Effect): boolean => isSameRelation(effect.relation, relation);
  const modes = effects.filter(isOwn).map(({ mode }) => mode);
  const strongest = modes.find((mode) => modes.every((other) => isAtLeast(mode, other)));
  return effects.map((effect) => (isOwn(effect) ? { ...effect, mode: strongest ?? effect.mode } : effect));
}

function effectsOf(moment: Moment, command: AlterCommand): readonly Effect[] {
  const { relation, subtype } = command;
  if (subtype === "AT_AddColumn") return addColumnEffects(moment, command);
  if (subtype === "AT_AddConstraint") return addConstraintEffects(moment, command);
  if (subtype === "AT_AlterColumnType") return changeTypeEffects(moment, command);
  if (subtype === "AT_SetNotNull") return [setNotNull(moment, command)];
  if (subtype === "AT_ValidateConstraint") return validate(moment, command);
  if (/^AT_(?:Attach|Detach)Partition/.test(subtype) && alteredKind(moment.statement.node) === "OBJECT_TABLE")
    return partitionEffects(moment, command);
  if (isReenforced(command)) return reenforced(moment, command);
  if (subtype === "AT_DropConstraint" || subtype === "AT_DropColumn")
    return [lock(relation, "access-exclusive"), ...droppedKeyLocks(moment, command)];
  if (subtype === "AT_AddInherit")
    return [
      lock(relation, "access-exclusive"),
      lock(relationOf(fieldsOf(command.fields["def"], "RangeVar")), "share-update-exclusive"),
    ];
  if (rewrites(command) && !isAlready(moment, command))
    return [
      labour(relation, {
        mode: "access-exclusive",
        work: "rewrite",
        cause: "table-rewrite",
        evidence: { action: subtype },
      }),
    ];
  return [lock(relation, modeOf(command))];
}

/** ALTER CONSTRAINT … [NOT] ENFORCED of a foreign key takes its triggers from both tables, or gives them back. */
const isReenforced = ({ subtype, fields }: AlterCommand): boolean =>
  subtype === "AT_AlterConstraint" && isSet(fieldsOf(fields["def"], "ATAlterConstraint"), "alterEnforceability");

/** ENFORCED looks every row up as a new foreign key does. */
function reenforced(moment: Moment, command: AlterCommand): readonly Effect[] {
  const { relation, fields } = command;
  const change = fieldsOf(fields["def"], "ATAlterConstraint");
  const name = textOf(change, "conname") ?? "";
  const mode = "access-exclusive";
  const evidence = { constraint: name };
  const own = isSet(change, "is_enforced")
    ? labour(relation, { mode, work: "scan", cause: "add-foreign-key-scan", evidence })
    : lock(relation, mode);
  return [own, ...droppedKeyLocks(moment, { ...command, name })];
}

const REWRITES = /^AT_(?:SetLogged|SetUnLogged|SetTableSpace|SetAccessMethod|DropOids)$/;

const rewrites = ({ subtype, fields }: AlterCommand): boolean =>
  REWRITES.test(subtype) || (subtype === "AT_SetExpression" && fields["def"] !== undefined);

/** Nothing is done where the table is as it is asked to be. */
function isAlready({ knowledge }: Moment, { relation, subtype, name }: AlterCommand): boolean {
  const table = knowledge.table(relation);
  if (table === undefined && knowledge.indexOwner(relation) === undefined) return false;
  if (subtype === "AT_SetUnLogged") return table?.persistence === "unlogged";
  if (subtype === "AT_SetLogged") return table?.persistence === "permanent";
  const target = knowledge.context.target;
  return (
    subtype === "AT_SetTableSpace" &&
    name === target?.tablespace &&
    !target.elsewhere.some((one) => isSameRelation(one, relation))
  );
}

function setNotNull({ statement, knowledge }: Moment, { relation, name }: AlterCommand): Effect {
  const proved = knowledge.hasNoNulls(relation, name, statement);
  if (proved === true) return lock(relation, "access-exclusive");
  return labour(relation, {
    mode: "access-exclusive",
    work: "scan",
    cause: "set-not-null-scan",
    evidence: { column: name },
  });
}

/** SHARE UPDATE EXCLUSIVE lets everybody read and write; of a foreign key the other table is only read. */
function validate({ statement, knowledge }: Moment, { relation, name }: AlterCommand): readonly Effect[] {
  const own = labour(relation, {
    mode: "share-update-exclusive",
    work: "scan",
    cause: "constraint-validation",
    evidence: { constraint: name },
  });
  const other = referenced();
  return other === undefined ? [own] : [own, lock(other, "row-share")];

  function referenced(): Effect["relation"] | undefined {
    const added = knowledge.constraint(relation, name, statement);
    if (added !== undefined && constraintKind(added.fields) === "FOREIGN")
      return relationOf(treeOf(added.fields, "pktable"));
    const known = knowledge.table(relation)?.constraints.find((each) => each.name === name);
    return known?.kind === "foreign-key" ? known.references : undefined;
  }
}

// Source: AlterTableGetLockLevel in PostgreSQL's src/backend/commands/tablecmds.c.
const WEAKER: readonly (readonly [RegExp, LockMode])[] = [
  [
    /^AT_(?:AttachPartition|SetStatistics|ClusterOn|DropCluster|SetOptions|ResetOptions|AlterConstraintUnused)$/,
    "share-update-exclusive",
  ],
  [/^AT_(?:Enable|Disable)(?:Always|Replica)?Trig/, "share-row-exclusive"],
];

function modeOf(command: AlterCommand): LockMode {
  const { subtype } = command;
  if (/^AT_(?:Set|Reset)RelOptions$/.test(subtype)) return optionsMode(command);
  return WEAKER.find(([pattern]) => pattern.test(subtype))?.[1] ?? "access-exclusive";
}

/** Of a table's options only these need the strongest lock. */
function optionsMode({ fields }: AlterCommand): LockMode {
  const names = listOf(fieldsOf(fields["def"], "List"), "items").map(
    (option) => textOf(fieldsOf(option, "DefElem"), "defname") ?? "",
  );
  const isStrong = names.some((name) =>
    /^(?:user_catalog_table|security_barrier|security_invoker|check_option|fastupdate|buffering)$/.test(name),
  );
  return isStrong ? "access-exclusive" : "share-update-exclusive";
}

/** Actions that leave a partitioned table's partitions alone. */
function onlyParent({ statement }: Moment, { subtype }: AlterCommand): boolean {
  if (!isSet(treeOf(statement.node.fields, "relation"), "inh")) return true;
  return !/^AT_(?:AddColumn|DropColumn|AlterColumnType|SetNotNull|DropNotNull|AddConstraint|DropConstraint|ValidateConstraint|SetStatistics|SetExpression|EnableTrig|DisableTrig)/.test(
    subtype,
  );
}

/** Partitions are locked like their parent, and the work is done there. */
function onPartitions(
  { knowledge }: Moment,
  { relation }: AlterCommand,
  effects: readonly Effect[],
): readonly Effect[] {
  const own = effects.filter(
    (effect) => effect.relation.name === relation.name && effect.relation.schema === relation.schema,
  );
  return knowledge.partitions(relation).flatMap((part) => own.map((effect) => onPartition(effect, part, knowledge)));
}

/** Before 18 a key of the parent only builds its index on each partition. */
function onPartition(effect: Effect, { schema, name }: RelationName, { context }: Moment["knowledge"]): Effect {
  const isBuilt = effect.cause === "add-key-build" && context.serverMajor < 18;
  return { ...effect, mode: isBuilt ? "share" : effect.mode, relation: { schema, name } };
}
