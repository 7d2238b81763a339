import type { ColumnObject, ObjectId, SchemaObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import { columnExtras } from "./column-extras.ts";
import { columnTable, leaving, letGo } from "./column-name.ts";
import { changeOrigin } from "./column-origin.ts";
import { generationWords, identityClause } from "./column-text.ts";
import { changeType, disturbedByType } from "./column-type.ts";
import { lastingHeirs, lastingParents, onlyFor, parentsOf, siblingId } from "./descent.ts";
import { targetsAgain } from "./index-extras.ts";
import type { Context } from "./kind.ts";
import { NAMED_SINCE } from "./not-null-name.ts";
import { giversOf } from "./not-null-origin.ts";
import { changeNotNull, dropNotNull, givesUpName, isDroppedAlone, validateAlone } from "./not-null.ts";
import { stepInside } from "./sequence-place.ts";
import { sequenceChanges } from "./sequence-settings.ts";
import type { Side } from "./side.ts";
import { spell, spellName } from "./spell.ts";
import { foreignOptionChanges } from "./table-alter.ts";

/** A column in place. Only what turns it into a generated one, or one of another expression, makes it anew. */
export function alterColumn(from: ColumnObject, to: ColumnObject, context: Context): Alteration | "recreate" {
  if (to.generated !== null && (from.generated !== to.generated || from.default !== to.default)) return "recreate";
  if (to.generated === null && from.generated === "virtual") return "recreate";
  const isRetyped = from.type !== to.type || from.collation !== to.collation;
  const isNarrower = from.identity !== null && WIDTHS.indexOf(to.type) < WIDTHS.indexOf(from.type);
  const isTyped = isRetyped && !isCascaded(from, to, { context, part: typeOf });
  // The server makes NOT NULL anew under a new type, and forgets that it is not valid where heirs have it.
  const isTakenOff = isTyped && from.notNull?.validated === false && context.current.model.serverVersion >= NAMED_SINCE;
  const bare = isTakenOff ? { ...from, notNull: null } : from;
  const actions = [
    ...changeOrigin(from, to, context),
    ...(isTakenOff ? [dropNotNull(to, context)] : []),
    ...(isCascaded(from, to, { context, part: generatedAs }) ? [] : dropExpression(from, to)),
    ...(to.identity === null || isNarrower ? changeIdentity(from, to, context) : []),
    ...(isTyped ? changeTypes(from, to, context) : []),
    ...(isSet(from) !== isSet(to) && isCascaded(from, to, { context, part: isSet }) && !isOwnToo(to, context)
      ? followNotNull(to, context)
      : changeNotNull(bare, to, context)),
    ...(to.identity === null || isNarrower ? [] : changeIdentity(from, to, context)),
    ...changeExtras(from, to, context),
  ];
  const ordered = actions.map((action, index) => (index === 0 ? behind(action, [from, to], context) : action));
  return isRetyped ? { actions: ordered, disturbs: disturbedByType(from, to, context) } : { actions: ordered };
}

/**
 * No type of a table forbids it; the parents' column has its type, and this one too with it. A NOT NULL of the heir's own gets its name
 * before the parents' is merged with it, one that only comes from them when it does so no longer.
 */
function behind(action: Action, [from, to]: readonly [ColumnObject, ColumnObject], context: Context): Action {
  const isRetyped = typeOf(from) !== typeOf(to);
  const isFirst = hasNotNull(to.id, context);
  const parents = to.isInherited && !isFirst ? lastingParents(context, to.parent ?? "") : [];
  const needs = [...(action.needs ?? []), ...parents.map((parent) => siblingId(to.id, parent))];
  const isNew = !isRetyped && !isSet(from) && isSet(to);
  const heirs = isNew ? lastingHeirs(context, to.parent ?? "").map((heir) => siblingId(to.id, heir)) : [];
  const freed = isSet(to) ? givesUpName(to, context) : [];
  const after = [
    ...letGo(to),
    ...freed,
    ...leftBefore(from, context),
    ...heirs.filter((id) => hasNotNull(id, context)),
  ];
  return { ...action, needs, after };
}

/** A partition, or an heir of one parent, is out of what it leaves for good before its columns change on their own. */
function leftBefore(from: ColumnObject, context: Context): readonly ObjectId[] {
  const table = from.parent ?? "";
  const after = context.desired.object(table);
  const isInPlace = parentsOf(context.current, table).length === lastingParents(context, table).length;
  const comesAgain = after?.kind === "table" && after.inherits.length > 0;
  return !from.isInherited || isInPlace || comesAgain ? [] : leaving(from);
}

/** Of its own, by now or then, in a chain that waits for no parent's. */
function hasNotNull(id: ObjectId, context: Context): boolean {
  const [before, after] = [context.current.object(id), context.desired.object(id)];
  if (before?.kind !== "column" || after?.kind !== "column" || typeOf(before) !== typeOf(after)) return false;
  if (before.notNull === null) return isOwnToo(after, context);
  const isFree = context.current.model.serverVersion < NAMED_SINCE || giversOf(before, context.current).length === 0;
  return before.notNull.isLocal && isFree && isSet(after);
}

/** The heirs' columns get the new type with it. */
function changeTypes(from: ColumnObject, to: ColumnObject, context: Context): readonly Action[] {
  const changes = lastingHeirs(context, to.parent ?? "").map((heir) => siblingId(to.id, heir));
  const [action] = changeType(from, to);
  const retyped = [to.id, ...changes].flatMap((id) => context.desired.object(id) ?? []);
  const again = retyped.flatMap((column) => (column.kind === "column" ? targetsAgain(column, context) : []));
  return action === undefined ? [] : [{ ...action, changes }, ...again];
}

/** From 18 on an heir's NOT NULL may be its own beside the parent's: it says so itself. */
function isOwnToo({ notNull, parent }: ColumnObject, { current, desired }: Context): boolean {
  const table = desired.object(parent ?? "");
  const isHeir = table?.kind === "table" && table.partitionOf === null;
  return isHeir && notNull?.isLocal === true && current.model.serverVersion >= NAMED_SINCE;
}

/** From 18 on an heir's NOT NULL may be its own as well (of a key): it is dropped after the parent's, where it is still there. */
function followNotNull(to: ColumnObject, context: Context): readonly Action[] {
  const parents = lastingParents(context, to.parent ?? "").map((parent) => siblingId(to.id, parent));
  const columns = parents.map((id) => context.desired.object(id)).filter((one) => one?.kind === "column");
  if (isSet(to)) return validateAlone(to, columns, parents);
  const isLeft = parents.some((id) => {
    const parent = context.desired.object(id);
    return parent?.kind === "column" && isDroppedAlone(parent, context);
  });
  if (!isLeft && context.current.model.serverVersion < NAMED_SINCE) return [];
  return [{ ...dropNotNull(to, context), needs: parents }];
}

const WIDTHS = ["smallint", "integer", "bigint"];

/** What is done to the parent's column is done to this one, too. */
function isCascaded(from: ColumnObject, to: ColumnObject, { context, part }: Inherited): boolean {
  if (!to.isInherited) return false;
  return lastingParents(context, to.parent ?? "").some((parent) => {
    const id = siblingId(to.id, parent);
    const [before, after] = [context.current.object(id), context.desired.object(id)];
    if (before?.kind !== "column" || after?.kind !== "column") return false;
    return part(before) === part(from) && part(after) === part(to);
  });
}

interface Inherited {
  readonly context: Context;
  readonly part: (column: ColumnObject) => unknown;
}

const typeOf = ({ type, collation }: ColumnObject): string => `${type} ${collation}`;
const generatedAs = ({ generated }: ColumnObject): unknown => generated;
const isSet = ({ notNull }: ColumnObject): boolean => notNull !== null;

const alter = (column: ColumnObject, clause: string, only = ""): Action => ({
  sql: `ALTER TABLE ${only}${columnTable(column)} ALTER COLUMN ${spell(column.name)} ${clause}`,
});

const dropExpression = (from: ColumnObject, to: ColumnObject): readonly Action[] =>
  from.generated !== null && to.generated === null ? [alter(to, "DROP EXPRESSION")] : [];

function changeIdentity(before: ColumnObject, to: ColumnObject, context: Context): readonly Action[] {
  const { identity: from } = before;
  const { identity } = to;
  if (JSON.stringify(from) === JSON.stringify(identity)) return [];
  if (identity === null) return [alter(to, "DROP IDENTITY")];
  const words = generationWords(identity.generation);
  if (from === null) return [alter(to, `ADD ${identityClause(identity, to.type)}`)];
  const changes = sequenceChanges(from.sequence, identity.sequence, false).map((clause) => `SET ${clause}`);
  const generation = from.generation === identity.generation ? [] : [`SET GENERATED ${words}`];
  const place = stepInside(from.sequence, identity.sequence, spellName(sequenceOf(to, context.desired) ?? to));
  const clauses = [...generation, ...changes, ...place.restart];
  const rename = renameSequence(before, to, context);
  return clauses.length === 0 ? rename : [...rename, ...place.before, alter(to, clauses.join(" "))];
}

/** It keeps its name when its table gets another. */
function renameSequence(from: ColumnObject, to: ColumnObject, { current, desired }: Context): readonly Action[] {
  const [before, after] = [sequenceOf(from, current), sequenceOf(to, desired)];
  if (before === undefined || after === undefined || before.name === after.name) return [];
  return [{ sql: `ALTER SEQUENCE ${spellName(before)} RENAME TO ${spell(after.name)}` }];
}

const sequenceOf = ({ id }: ColumnObject, { model }: Side): SchemaObject | undefined =>
  [...model.objects.values()].find((one) => one.kind === "sequence" && one.identityOf === id);

function changeExtras(from: ColumnObject, to: ColumnObject, context: Context): readonly Action[] {
  const only = onlyFor(context, to.parent ?? "");
  const foreign = foreignOptionChanges(from.foreignOptions, to.foreignOptions);
  return [
    ...columnExtras(sameStorage(from, to), to).map((clause) => alter(to, clause, only)),
    ...(from.compression === to.compression ? [] : [alter(to, `SET COMPRESSION ${to.compression ?? "default"}`, only)]),
    ...(foreign === null ? [] : [alter(to, `OPTIONS (${foreign})`)]),
  ];
}

/** A new type brings its own storage. */
const sameStorage = (from: ColumnObject, to: ColumnObject): ColumnObject =>
  from.type === to.type ? from : { ...from, storage: null };
