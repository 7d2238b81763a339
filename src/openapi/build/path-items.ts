import { dereference, kindOf, listOf, note, objectOf, reaching, type Reader } from "../reading/index.ts";
import { isObject, member, members, type Cursor, type Member } from "../refs/index.ts";
import { readCallbacks } from "./callbacks.ts";
import { operationsOf, type MethodAndCursor } from "./methods.ts";
import type { ItemSite } from "./item-site.ts";
import { readOperation, type OperationDraft } from "./operation.ts";
import { textsOf } from "./security.ts";
import { readServers } from "./servers.ts";
import { shapeOf } from "./path.ts";

export type { ItemSite, Operations } from "./item-site.ts";
export type { OperationDraft } from "./operation.ts";

/** The operations of `paths`. */
export function readOperations(reader: Reader, root: Cursor, site: ItemSite): readonly OperationDraft[] {
  const field = objectOf(reader, root, "paths");
  const entries = field === undefined ? [] : members(field).filter(({ key }) => !key.startsWith("x-"));
  for (const entry of entries) checkPath(reader, entry);
  const drafts = entries.flatMap((entry) => readItem(reader, entry, site));
  sayAlike(reader, root, drafts);
  return drafts;
}

/** The operations of `webhooks`. */
export function readWebhooks(reader: Reader, root: Cursor, site: ItemSite): readonly OperationDraft[] {
  const field = objectOf(reader, root, "webhooks");
  const entries = field === undefined ? [] : members(field).filter(({ key }) => !key.startsWith("x-"));
  return entries.flatMap((entry) => readItem(reader, entry, site));
}

/** The operations of one path item; a `$ref` in it adds those of another. */
function readItem(reader: Reader, entry: Member, site: ItemSite): readonly OperationDraft[] {
  if (!isObject(entry)) return sayNoItem(reader, entry);
  const { part: target } = reaching(reader, () => dereference(reader, entry));
  const items = target === undefined || target.value === entry.value ? [entry] : [entry, target];
  const found = items.flatMap((item) => operationsOf(reader, item));
  const methods = new Map(found.toReversed().map((operation) => [operation.method, operation]));
  return found
    .filter((operation) => methods.get(operation.method) === operation && isChosen(operation, entry.key, site))
    .map(({ cursor, method, item }) => readOne(reader, { cursor, method, item, path: entry.key }, site));
}

function isChosen({ cursor }: MethodAndCursor, path: string, { choice, isRouted }: ItemSite): boolean {
  return choice.isOpen || choice.takes({ path: isRouted ? path : undefined, tags: textsOf(member(cursor, "tags")) });
}

interface One extends MethodAndCursor {
  readonly path: string;
}

function readOne(reader: Reader, { cursor, method, item, path }: One, site: ItemSite): OperationDraft {
  const shared = {
    sharedParameters: listOf(reader, item, "parameters"),
    sharedServers: readServers(reader, item),
  };
  const { part: draft, reach } = reaching(reader, () => {
    const own = dereference(reader, cursor) ?? { ...cursor, value: {} };
    const operation = readOperation(reader, { ...site, ...shared, cursor: own, method, path });
    site.into.drafts.push(operation);
    operation.callbacks = readCallbacks(reader, own, { ...site, readItem });
    return operation;
  });
  site.into.reaches.set(draft, reach);
  return draft;
}

/** A path that nothing stands under yet is empty; anything else that is no object is a mistake. */
function sayNoItem(reader: Reader, entry: Member): readonly OperationDraft[] {
  const evidence = { field: entry.key, expected: "object", found: kindOf(entry.value) };
  if (entry.value !== null) note(reader, entry, { code: "field-wrong-kind", severity: "warning", evidence });
  return [];
}

function checkPath(reader: Reader, entry: Member): void {
  const evidence = { path: entry.key };
  if (!entry.key.startsWith("/")) note(reader, entry, { code: "path-without-slash", severity: "warning", evidence });
  if (/[?#]/.test(entry.key)) note(reader, entry, { code: "path-holds-query", severity: "warning", evidence });
}

/** Two templates that differ only in the names of their parameters: a router reaches the first only. */
function sayAlike(reader: Reader, root: Cursor, drafts: readonly OperationDraft[]): void {
  const first = new Map<string, OperationDraft>();
  for (const draft of drafts) {
    const shape = `${draft.method} ${shapeOf(draft.segments)}`;
    const earlier = first.get(shape);
    if (earlier === undefined) first.set(shape, draft);
    else
      sayTwice(
        reader,
        { ...root, pointer: draft.place.pointer, scope: { ...root.scope, file: draft.place.file } },
        earlier,
      );
  }
}

function sayTwice(reader: Reader, cursor: Cursor, { method, path }: OperationDraft): void {
  note(reader, cursor, { code: "path-duplicate", severity: "warning", evidence: { earlier: `${method} ${path}` } });
}
