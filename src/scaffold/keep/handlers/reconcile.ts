import type { OperationRecord } from "../manifest.ts";
import { formOf } from "../text.ts";
import { applyEdits, insertion, type Edit } from "./edits.ts";
import type { HandlerChange, HandlerChangeKind } from "./change.ts";
import { exportsOf, hasStar, type ExportSite } from "./exports.ts";
import { keyOf, type OperationName } from "./identity.ts";
import { pieceOf, wordsOf, type Piece } from "./piece.ts";
import { isUsed, renameEdits } from "./rename.ts";
import { isMarked, markEdit, removalEdit, unmarkEdit } from "./retire.ts";
import { sourceOf, type Source } from "./source.ts";
import { stubOf, transplant } from "./stub.ts";
import { isStub, pieceNamed } from "./untouched.ts";

/** An operation whose handler belongs into a file, with its record of the last run. */
export interface Expected extends OperationName {
  readonly was: OperationRecord | undefined;
  /** The handler file of its tag, where that is another one. */
  readonly wanted?: string | undefined;
}

/** A file that its owner edited, with all that should be in it. */
export interface HandlerWork {
  readonly path: string;
  readonly source: Source;
  /** The file as it was generated last, and as it is generated now. */
  readonly base: Source | undefined;
  readonly next: Source | undefined;
  readonly operations: readonly Expected[];
  /** Operations that had a handler here and have none here any more. */
  readonly gone: readonly OperationRecord[];
  /** Operations that are served from another file now: an untouched stub goes, anything else stays. */
  readonly left: readonly OperationRecord[];
}

/** The edited text with what was done; records say what the next run may rely on. */
export interface Reconciled {
  readonly text: string;
  readonly changes: readonly HandlerChange[];
  readonly records: readonly OperationRecord[];
}

interface Step {
  readonly edits: readonly Edit[];
  readonly change?: HandlerChange;
  readonly record?: OperationRecord;
  /** To be appended as a stub. */
  readonly isNew?: boolean;
}

/**
 * A user's file with what the document changed: new operations as stubs at its end, renamed ones under their new name, handlers
 * without an operation marked. Bodies stay as they are. A result that would not parse or would lack a name is given up: the file
 * stays as it was and its changes are reported as `stuck`.
 */
export function reconcile(work: HandlerWork): Reconciled {
  const sites = exportsOf(work.source);
  const steps = [
    ...work.operations.map((operation) => expectedStep(work, sites, operation)),
    ...work.gone.map((record) => goneStep(work, sites, record)),
    ...work.left.map(({ id }) => leftStep(work, sites, id)),
  ];
  const text = textAfter(work, steps);
  if (text === undefined) return stuck(work, steps);
  return {
    text,
    changes: steps.flatMap(({ change }) => change ?? []),
    records: steps.flatMap(({ record }) => record ?? []),
  };
}

type Sites = ReadonlyMap<string, ExportSite>;

function expectedStep(work: HandlerWork, sites: Sites, operation: Expected): Step {
  const { was, id } = operation;
  const { method, path, wanted } = operation;
  const record: OperationRecord = { method, path, id, file: work.path, tag: wanted };
  const change = (kind: HandlerChangeKind): HandlerChange => ({ kind, method, path, id, file: work.path });
  if (was !== undefined && was.id !== id && sites.has(was.id) && (!sites.has(id) || isVacated(work, id))) {
    return { ...renameStep(work, sites, { operation, from: was.id }), record };
  }
  if (sites.has(id)) return { ...presentStep(work, sites, operation), record };
  if (hasStar(work.source)) return { edits: [], record };
  if (was !== undefined && was.file === work.path) return { edits: [], record, change: change("missing") };
  return { edits: [], isNew: true, record, change: change(was === undefined ? "added" : "moved") };
}

/** The name is now another operation's, and leaves it in this run. */
const isVacated = ({ operations, gone }: HandlerWork, id: string): boolean =>
  operations.some((other) => other.was?.id === id && other.id !== id) || gone.some((record) => record.id === id);

interface Renaming {
  readonly operation: Expected;
  readonly from: string;
}

function renameStep(work: HandlerWork, sites: Sites, { operation, from }: Renaming): Step {
  const { method, path, id } = operation;
  const change: HandlerChange = { kind: "renamed", method, path, id, from, file: work.path };
  const site = sites.get(from);
  if (site === undefined) return { edits: [] };
  const fresh = isUsed(work.source, from) ? undefined : refreshed(work, operation, from);
  if (fresh !== undefined) return { edits: fresh, change };
  const renames = new Map(
    work.operations.flatMap(({ was, id: to }) => (was === undefined ? [] : [[was.id, to] as const])),
  );
  const piece = pieceOf(work.source, site);
  const docs = docEdits(work, operation, { piece, from });
  const inDocs = ({ start, end }: Edit): boolean => docs.some((doc) => doc.start <= start && doc.end >= end);
  const edits = [
    ...renameEdits(work.source, site, renames).filter((edit) => !inDocs(edit)),
    ...unmarkEdit(work.source, piece, keyOf(operation.was ?? operation)),
    ...docs,
  ];
  return { edits, change };
}

function presentStep(work: HandlerWork, sites: Sites, operation: Expected): Step {
  const { method, path, id } = operation;
  const site = sites.get(id);
  const piece = site === undefined ? undefined : pieceOf(work.source, site);
  const key = keyOf(operation.was ?? operation);
  const isBack = piece !== undefined && isMarked(piece, key);
  const change: HandlerChange = { kind: "restored", method, path, id, file: work.path };
  const edits = refreshed(work, operation, id) ?? [
    ...unmarkEdit(work.source, piece, key),
    ...docEdits(work, operation, { piece, from: id }),
  ];
  return isBack ? { edits, change } : { edits };
}

/** A stub that nobody has touched is replaced by the new one where this is another; undefined where it is no stub. */
function refreshed({ source, base, next }: HandlerWork, { id }: Expected, from: string): readonly Edit[] | undefined {
  const piece = pieceNamed(source, from);
  const fresh = next === undefined ? undefined : stubOf(next, id);
  if (next === undefined || piece === undefined || fresh === undefined || !isStub(source, base, from)) return undefined;
  if (piece.marks.length === 0 && isStub(source, next, id)) return [];
  const { text, edits } = transplant(next, [fresh], source);
  return [...edits, { ...piece.whole, text }];
}

interface DocWork {
  readonly piece: Piece | undefined;
  readonly from: string;
}

/** The comment above a handler follows the document as long as it is the generated one. */
function docEdits({ base, next }: HandlerWork, { id }: Expected, { piece, from }: DocWork): readonly Edit[] {
  const old = base === undefined ? undefined : stubOf(base, from)?.doc;
  const fresh = next === undefined ? undefined : stubOf(next, id)?.doc;
  const doc = piece?.doc;
  if (doc === undefined || old === undefined || fresh === undefined || next === undefined) return [];
  if (wordsOf(doc) !== wordsOf(old) || wordsOf(doc) === wordsOf(fresh)) return [];
  return [{ start: doc.start, end: doc.end, text: next.text.slice(fresh.start, fresh.end) }];
}

function goneStep(work: HandlerWork, sites: Sites, record: OperationRecord): Step {
  const { method, path, id } = record;
  const site = sites.get(id);
  if (site === undefined || isClaimed(work, id)) return { edits: [] };
  const change = (kind: HandlerChangeKind): HandlerChange => ({ kind, method, path, id, file: work.path });
  const piece = pieceNamed(work.source, id);
  if (piece !== undefined && isStub(work.source, work.base, id) && !isUsed(work.source, id)) {
    return { edits: [removalEdit(work.source, piece)], change: change("removed") };
  }
  const above = pieceOf(work.source, site);
  if (above === undefined || isMarked(above, keyOf(record))) return { edits: [], record };
  return { edits: [markEdit(above, keyOf(record))], record, change: change("retired") };
}

function leftStep(work: HandlerWork, sites: Sites, id: string): Step {
  const piece = sites.has(id) ? pieceNamed(work.source, id) : undefined;
  const isFree = piece !== undefined && isStub(work.source, work.base, id) && !isUsed(work.source, id);
  return { edits: isFree && !isClaimed(work, id) ? [removalEdit(work.source, piece)] : [] };
}

const isClaimed = ({ operations }: HandlerWork, id: string): boolean =>
  operations.some((operation) => operation.id === id || operation.was?.id === id);

/** Undefined where the result would not be what it should. */
function textAfter(work: HandlerWork, steps: readonly Step[]): string | undefined {
  const { source, next } = work;
  const fresh = steps.flatMap(({ isNew, record }) => (isNew === true && record !== undefined ? [record] : []));
  const stubs = next === undefined ? [] : fresh.flatMap(({ id }) => stubOf(next, id) ?? []);
  if (stubs.length < fresh.length) return undefined;
  const added = next === undefined || stubs.length === 0 ? { text: "", edits: [] } : transplant(next, stubs, source);
  const edits = unique([...steps.flatMap((step) => step.edits), ...added.edits]);
  if (edits.length === 0 && added.text === "") return source.text;
  const { newline } = formOf(source.text);
  const inserted = [...edits, insertion(source.text.length, tailFor(source.text, added.text))];
  const text = applyEdits(
    source.text,
    inserted.map(({ start, end, text: lines }) => ({ start, end, text: lines.replaceAll("\n", newline) })),
  );
  return isWhole(text, steps) ? text : undefined;
}

/** The result parses and exports every name that it should, once. */
function isWhole(text: string, steps: readonly Step[]): boolean {
  const source = sourceOf("handlers.ts", text);
  if (source === undefined) return false;
  const counts = new Map<string, number>();
  for (const { name } of source.module.staticExports.flatMap(({ entries }) =>
    entries.map((entry) => entry.exportName),
  )) {
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return steps.every(
    ({ record, change }) =>
      record === undefined || change?.kind === "missing" || counts.get(record.id) === 1 || hasStar(source),
  );
}

/** The file stays; what could not be done is told, and tried again by the next run. */
function stuck({ source, operations, gone }: HandlerWork, steps: readonly Step[]): Reconciled {
  return {
    text: source.text,
    changes: steps.flatMap(({ change }) => (change === undefined ? [] : [{ ...change, kind: "stuck" as const }])),
    records: [...operations.flatMap(({ was }) => was ?? []), ...gone],
  };
}

/** Stubs that each need an import ask for it once. */
function unique(edits: readonly Edit[]): readonly Edit[] {
  const seen = new Map(edits.map((edit) => [`${edit.start} ${edit.end} ${edit.text}`, edit]));
  return [...seen.values()];
}

function tailFor(text: string, added: string): string {
  if (added === "") return "";
  return `${text.trimEnd() === "" || text.endsWith("\n") ? "" : "\n"}\n${added}\n`;
}
