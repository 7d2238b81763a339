import type { GeneratedFile } from "../../file.ts";
import type { FileDecision } from "../decide.ts";
import { hashOf } from "../hash.ts";
import type { ApiRecord, OperationRecord } from "../manifest.ts";
import type { HandlerChange, HandlerChangeKind } from "./change.ts";
import { reconcile, type Expected, type Reconciled } from "./reconcile.ts";
import { sourceOf, type Unreadable } from "./source.ts";
import type { HandlerView, Handlers } from "./view.ts";

/** A handler file with what becomes of it. */
export interface HandlerDecision {
  readonly decision: FileDecision;
  readonly changes: readonly HandlerChange[];
  readonly records: readonly OperationRecord[];
  /** Where the file does not parse: then it is left alone. */
  readonly unreadable: Unreadable | undefined;
}

/** What a run wants of one handler file. */
export interface HandlerWish {
  readonly path: string;
  /** Undefined: no operation belongs here any more. */
  readonly file: GeneratedFile | undefined;
  readonly operations: readonly Expected[];
  readonly gone: readonly OperationRecord[];
  /** Operations that are served from another file now. */
  readonly left: readonly OperationRecord[];
}

interface Scene {
  readonly wish: HandlerWish;
  readonly handlers: Handlers;
  readonly record: ApiRecord;
}

/** What becomes of a handler file; undefined where there is none and none is wanted. */
export function decideHandlers(handlers: Handlers, record: ApiRecord, wish: HandlerWish): HandlerDecision | undefined {
  const scene = { wish, handlers, record };
  const view = handlers.view(wish.path);
  if (view === undefined) return wish.file === undefined ? undefined : created(scene, wish.file);
  if (view.kind === "untouched") return generatedAnew(scene);
  if (view.kind === "unreadable") return leftAlone(scene, view.at);
  return isForeign(scene) ? adopted(scene, view) : edited(scene, view);
}

const recordsOf = ({ path, operations }: HandlerWish): readonly OperationRecord[] =>
  operations.map(({ method, path: route, id, wanted }) => ({ method, path: route, id, file: path, tag: wanted }));

const isFirst = ({ record }: Scene): boolean => record.operations.length === 0;

function created(scene: Scene, { text }: GeneratedFile): HandlerDecision {
  const { wish } = scene;
  const kindOf = ({ was }: Expected): HandlerChangeKind => {
    if (was === undefined) return "added";
    return was.file === wish.path ? "recreated" : "moved";
  };
  return {
    decision: decided(scene, { action: "create", after: text, generated: text }),
    changes: isFirst(scene) ? [] : wish.operations.map((one) => changeOf(wish, one, kindOf(one))),
    records: recordsOf(wish),
    unreadable: undefined,
  };
}

/** Nothing of the user's is in the file: it is what the generator says now. */
function generatedAnew(scene: Scene): HandlerDecision {
  const { wish, handlers } = scene;
  const before = handlers.files.get(wish.path)?.text;
  const text = wish.file?.text;
  const isSame = text !== undefined && before !== undefined && hashOf(before) === hashOf(text);
  const action = text === undefined ? "remove" : isSame ? "kept" : "update";
  return {
    decision: decided(scene, { action, after: isSame ? before : text, generated: text }),
    changes: [
      ...wish.operations.flatMap((one) => anewChange(scene, one)),
      ...wish.gone.map((one) => changeOf(wish, one, "removed")),
    ],
    records: recordsOf(wish),
    unreadable: undefined,
  };
}

function anewChange(scene: Scene, operation: Expected): readonly HandlerChange[] {
  const { was, id } = operation;
  if (was === undefined) return isFirst(scene) ? [] : [changeOf(scene.wish, operation, "added")];
  if (was.file !== scene.wish.path) return [changeOf(scene.wish, operation, "moved")];
  return was.id === id ? [] : [{ ...changeOf(scene.wish, operation, "renamed"), from: was.id }];
}

function leftAlone(scene: Scene, at: Unreadable): HandlerDecision {
  const { operations, gone } = scene.wish;
  const waiting = operations.filter(({ was, id }) => was === undefined || was.id !== id);
  return {
    decision: decided(scene, { action: "kept", after: textOf(scene), generated: undefined }),
    changes: [...waiting, ...gone].map((one) => changeOf(scene.wish, one, "stuck")),
    records: [...operations.flatMap(({ was }) => was ?? []), ...gone],
    unreadable: at,
  };
}

/** A file that no earlier run knows and whose text we did not write: only read, never changed. */
const isForeign = ({ wish: { path }, record }: Scene): boolean =>
  !record.own.has(path) && !record.operations.some(({ file }) => file === path);

type Edited = Extract<HandlerView, { readonly kind: "edited" }>;

function adopted(scene: Scene, { exports }: Edited): HandlerDecision {
  const { wish, handlers } = scene;
  const missing = wish.operations.filter(({ id }) => !handlers.has(wish.path, id));
  return {
    decision: decided(scene, { action: "kept", after: textOf(scene), generated: wish.file?.text }),
    changes: missing.map((one) => changeOf(wish, one, "missing")),
    records: recordsOf(wish).filter(({ id }) => exports.has(id)),
    unreadable: undefined,
  };
}

function edited(scene: Scene, { source }: Edited): HandlerDecision {
  const { wish, handlers, record } = scene;
  const { path, operations, gone, left } = wish;
  const text = handlers.files.get(path)?.base;
  const isBase = text !== undefined && record.own.get(path)?.includes(hashOf(text)) === true;
  const base = isBase ? sourceOf(path, text) : undefined;
  const done = reconcile({ path, source, base, next: sourceOf(path, wish.file?.text), operations, gone, left });
  const action = done.text === source.text ? "kept" : "merge";
  const generated = isStuck(done) ? undefined : wish.file?.text;
  return {
    decision: decided(scene, { action, after: done.text, generated }),
    changes: [
      ...done.changes,
      ...operations.flatMap((one) => (isElsewhere(one, path) ? [changeOf(wish, one, "stays")] : [])),
    ],
    records: done.records,
    unreadable: undefined,
  };
}

const isStuck = ({ changes }: Reconciled): boolean => changes.some(({ kind }) => kind === "stuck");

/** Its tag has become another one, and its handler is still here. */
const isElsewhere = ({ was, wanted }: Expected, path: string): boolean =>
  was !== undefined && was.file === path && wanted !== undefined && wanted !== path && wanted !== (was.tag ?? was.file);

const textOf = ({ wish, handlers }: Scene): string | undefined => handlers.files.get(wish.path)?.text;

function decided(scene: Scene, rest: Pick<FileDecision, "action" | "after" | "generated">): FileDecision {
  return { path: scene.wish.path, ownership: "merged", before: textOf(scene), isEdited: false, conflicts: [], ...rest };
}

function changeOf(
  { path: file }: HandlerWish,
  { method, path, id }: Pick<Expected, "method" | "path" | "id">,
  kind: HandlerChangeKind,
): HandlerChange {
  return { kind, method, path, id, file };
}
