import type { ColumnObject, ObjectId } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import { columnName, columnTable } from "./column-name.ts";
import { parentsOf, siblingId } from "./descent.ts";
import type { Context } from "./kind.ts";
import { notNullName } from "./not-null-name.ts";
import { spell } from "./spell.ts";

interface Member {
  readonly before: ColumnObject;
  readonly after: ColumnObject;
  /** The parents' column that hand theirs down. */
  readonly givers: readonly ObjectId[];
}

/**
 * NOT NULL of a whole tree of heirs is made again, so that those which have it of their parents have nothing but that: nobody's is handed
 * down for a moment, those go, and it is handed down anew. Said once, for the first of the tree that differs. Undefined: none needs it, or
 * the server refuses it, of a column in a primary key. Source: ATExecAlterConstrInheritability of tablecmds.c.
 */
export function bringAgain(to: ColumnObject, context: Context, isNeeded: boolean): readonly Action[] | undefined {
  const members = familyOf(to, context);
  if (members === undefined || members.some((member) => isHeld(member, context))) return undefined;
  const needy = members.find((member) => differs(member) && !isOwn(member.after));
  if (needy === undefined && !isNeeded) return undefined;
  if (!members.every((member) => isReachable(member, members))) return undefined;
  const first = needy ?? members.find(differs);
  if (first?.after.id !== to.id) return [];
  const hazards = [{ code: "data-dependent", what: `rows with NULL in ${columnName(to)}` }] as const;
  const after = members.filter((one) => !isOwn(one.after)).flatMap((member) => keysOf(member, context));
  return [{ sql: linesOf(members).join(";\n"), hazards, after }];
}

function linesOf(members: readonly Member[]): readonly string[] {
  const owners = members.filter(({ before, after }) => isOwn(after) && !isOwn(before));
  const givers = members.filter(({ after }) => isOwn(after) && members.some((one) => one.givers.includes(after.id)));
  const handing = new Set(givers.map(({ after }) => after.id));
  return [
    ...owners.map(({ after }) => alter(after, `ALTER COLUMN ${spell(after.name)} SET NOT NULL`)),
    ...members.flatMap((member) => apart(member, handing.has(member.after.id))),
    ...givers
      .toReversed()
      .toSorted((a, b) => rank(a, members) - rank(b, members))
      .map(({ after }) => alter(after, `ALTER CONSTRAINT ${spell(notNullName(after))} INHERIT`)),
  ];
}

const isOwn = ({ notNull }: ColumnObject): boolean => notNull?.isLocal === true;

const differs = ({ before, after }: Member): boolean =>
  isOwn(before) !== isOwn(after) || notNullName(before) !== notNullName(after);

const alter = (column: ColumnObject, words: string): string => `ALTER TABLE ${columnTable(column)} ${words}`;

function apart({ before, after }: Member, hands: boolean): readonly string[] {
  const [name, next] = [spell(notNullName(before)), spell(notNullName(after))];
  if (!isOwn(after)) return [alter(after, `ALTER COLUMN ${spell(after.name)} DROP NOT NULL`)];
  return [
    ...(hands ? [alter(after, `ALTER CONSTRAINT ${name} NO INHERIT`)] : []),
    ...(name === next ? [] : [alter(after, `RENAME CONSTRAINT ${name} TO ${next}`)]),
  ];
}

/** Lower ones first, then those whose name the heirs shall have. */
function rank({ after, givers }: Member, members: readonly Member[]): number {
  if (givers.length > 0) return 0;
  const heirs = members.filter((one) => one.givers.includes(after.id) && !isOwn(one.after));
  return heirs.some((one) => notNullName(one.after) !== notNullName(after)) ? 2 : 1;
}

/** The name that comes down is one of its parents'. */
const isReachable = ({ after, givers }: Member, members: readonly Member[]): boolean =>
  isOwn(after) || members.some((one) => givers.includes(one.after.id) && notNullName(one.after) === notNullName(after));

/** What only is to be inherited must be able to go. */
const isHeld = (member: Member, context: Context): boolean =>
  isOwn(member.after)
    ? member.after.notNull?.noInherit === true
    : keysOf(member, context).some((id) => !context.isDropped(id)) || isNumbered(member);

const isNumbered = ({ before, after }: Member): boolean => before.identity !== null || after.identity !== null;

const keysOf = ({ after }: Member, { current }: Context): readonly ObjectId[] =>
  current
    .childrenOf(after.parent ?? "", "constraint")
    .filter((key) => key.constraintKind === "primary-key" && key.columns.includes(after.name))
    .map(({ id }) => id);

/** All tables of the tree, parents first; undefined where it is not the same before and after, or holds what is not valid. */
function familyOf(column: ColumnObject, context: Context): readonly Member[] | undefined {
  const found = new Map<ObjectId, Member>();
  const tables = new Set([column.parent ?? ""]);
  for (const table of tables) {
    const member = memberOf(siblingId(column.id, table), context);
    if (member === undefined) return undefined;
    found.set(table, member);
    for (const parent of parentsOf(context.desired, table)) if (gives(column, parent, context)) tables.add(parent);
    for (const heir of heirsOf(table, context)) tables.add(heir);
  }
  return parentsFirst([...found.values()]);
}

const gives = ({ id }: ColumnObject, table: ObjectId, { desired }: Context): boolean => {
  const sibling = desired.object(siblingId(id, table));
  return sibling?.kind === "column" && sibling.notNull !== null && !sibling.notNull.noInherit;
};

const heirsOf = (table: ObjectId, { desired }: Context): readonly ObjectId[] =>
  [...desired.model.objects.values()].flatMap((one) =>
    one.kind === "table" && one.inherits.includes(table) ? [one.id] : [],
  );

function memberOf(id: ObjectId, context: Context): Member | undefined {
  const [before, after] = [context.current.object(id), context.desired.object(id)];
  if (before?.kind !== "column" || after?.kind !== "column" || context.isCreated(id)) return undefined;
  if (before.notNull?.validated !== true || after.notNull?.validated !== true) return undefined;
  const table = after.parent ?? "";
  const [had, has] = [parentsOf(context.current, table), parentsOf(context.desired, table)];
  if (had.join() !== has.join() || has.some(context.isCreated)) return undefined;
  const givers = has.filter((parent) => gives(after, parent, context)).map((parent) => siblingId(id, parent));
  return { before, after, givers };
}

function parentsFirst(members: readonly Member[]): readonly Member[] {
  const sorted: Member[] = [];
  const waiting = members.toSorted((a, b) => (a.after.id < b.after.id ? -1 : 1));
  while (waiting.length > 0) {
    const at = waiting.findIndex(({ givers }) => !waiting.some(({ after }) => givers.includes(after.id)));
    const [next] = waiting.splice(Math.max(at, 0), 1);
    if (next !== undefined) sorted.push(next);
  }
  return sorted;
}
