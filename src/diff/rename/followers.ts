import type { SchemaModel, SchemaObject } from "../../catalog/schema/index.ts";
import { groupBy } from "../../kit/index.ts";
import { dotted, type Rename, renameOf, structure } from "./candidates.ts";

const KINDS: ReadonlySet<string> = new Set(["index", "constraint", "sequence"]);

interface Models {
  readonly current: SchemaModel;
  readonly desired: SchemaModel;
}

/**
 * Renames, and behind them those of indexes, constraints and sequences that are the same once these have been made, but for
 * their own names: `users_mail_idx` follows `mail` to `users_email_idx`. None of them is built anew, no sequence starts again.
 *
 * @example
 * withFollowers(settleRenames(renameCandidates(current, desired), ["mail:email"]).chosen, { current, desired });
 */
export function withFollowers(renames: readonly Rename[], models: Models): readonly Rename[] {
  let all = renames;
  // A foreign key names the key that it refers to, whose name follows first.
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1) {
    const more = followersOf(all, models);
    if (more.length === 0) break;
    all = all.concat(more);
  }
  return all;
}

const MOST_ROUNDS = 5;
const NAMING: ReadonlySet<string> = new Set(["table", "column", ...KINDS]);

function followersOf(renames: readonly Rename[], models: Models): readonly Rename[] {
  const words = renames.filter(({ kind }) => NAMING.has(kind));
  if (!words.some(({ kind }) => kind === "table" || kind === "column")) return [];
  const known = new Set(renames.map(({ kind, from }) => `${kind} ${from}`));
  const gone = namesGone(models.current, models.desired).filter(({ kind, id }) => !known.has(`${kind} ${dotted(id)}`));
  const come = namesGone(models.desired, models.current);
  const before = groupBy(gone, (one) => masked(one, models.current, words.map(oldName)));
  const after = groupBy(come, (one) =>
    masked(
      one,
      models.desired,
      words.map(({ to }) => to),
    ),
  );
  return [...before].flatMap(([text, some]) => followerOf(some, after.get(text) ?? [], models));
}

function followerOf(some: readonly SchemaObject[], others: readonly SchemaObject[], models: Models): readonly Rename[] {
  const [[from], [to]] = [some, others];
  const isClear = some.length === 1 && others.length === 1;
  if (!isClear || from === undefined || to === undefined || from.name === to.name) return [];
  return renameOf(from, to, models);
}

const namesGone = (model: SchemaModel, other: SchemaModel): readonly SchemaObject[] =>
  [...model.objects.values()].filter(({ id, kind }) => KINDS.has(kind) && !other.objects.has(id));

const oldName = ({ from }: Rename): string => from.slice(from.lastIndexOf(".") + 1);

/** What it is, with a number in place of each name that changes. */
function masked(object: SchemaObject, model: SchemaModel, names: readonly string[]): string {
  const text = names.reduce(
    (all, name, place) => all.replaceAll(wholeWord(name), `\u0002${place}\u0002`),
    structure(object, model),
  );
  return `${object.kind} ${object.schema} ${text}`;
}

const wholeWord = (name: string): RegExp =>
  new RegExp(`(?<![\\w$])${name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w$])`, "g");
