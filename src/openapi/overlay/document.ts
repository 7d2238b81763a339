import { errors, isJsonArray, isJsonObject, type JsonValue } from "../../kit/index.ts";
import { ownValue } from "../refs/index.ts";
import { parseDocument, positionsOf, type Document } from "../text/index.ts";
import { parsePath, PathError, type Query } from "./path/index.ts";

/** An overlay that can be applied. */
export interface Overlay {
  readonly document: Document;
  readonly actions: readonly Action[];
}

export interface Action {
  /** JSON pointer of the action in its file. */
  readonly pointer: string;
  readonly target: string;
  readonly query: Query;
  readonly change: Change;
}

type Change =
  | { readonly kind: "remove" }
  | { readonly kind: "update"; readonly value: JsonValue }
  | { readonly kind: "copy"; readonly from: Query; readonly text: string };

const MOST_ACTIONS = 10_000;

/** The overlay in a text, YAML or JSON. Errors: `openapi-overlay-unusable`, and those of a text that cannot be parsed. */
export function readOverlay(file: string, text: string): Overlay {
  const document = parseDocument(file, text);
  const version = ownValue(document.value, "overlay");
  if (typeof version !== "string" || !/^1\.[01](?:\.\d+)?$/.test(version))
    refuse(document, "/overlay", `its field overlay has to be "1.0.0" or "1.1.0"`);
  const actions = ownValue(document.value, "actions");
  if (!isJsonArray(actions)) refuse(document, "/actions", "its field actions has to be a list");
  if (actions.length > MOST_ACTIONS) refuse(document, "/actions", `it has more than ${MOST_ACTIONS} actions`);
  return { document, actions: actions.map((action, index) => readAction(document, action, `/actions/${index}`)) };
}

function readAction(document: Document, action: JsonValue, pointer: string): Action {
  if (!isJsonObject(action)) refuse(document, pointer, "an action has to be an object");
  const target = ownValue(action, "target");
  if (typeof target !== "string") refuse(document, pointer, "an action needs a target");
  const query = queryOf(document, target, `${pointer}/target`);
  return { pointer, target, query, change: changeOf(document, action, pointer) };
}

/** `remove` wins over `update`, which wins over `copy` (Overlay 1.1, section 4.4.3). */
function changeOf(document: Document, action: JsonValue, pointer: string): Change {
  if (ownValue(action, "remove") === true) return { kind: "remove" };
  const update = ownValue(action, "update");
  if (update !== undefined) return { kind: "update", value: update };
  const copy = ownValue(action, "copy");
  if (typeof copy !== "string") refuse(document, pointer, "an action needs update, remove: true, or copy");
  return { kind: "copy", from: queryOf(document, copy, `${pointer}/copy`), text: copy };
}

function queryOf(document: Document, text: string, pointer: string): Query {
  try {
    return parsePath(text);
  } catch (error) {
    if (error instanceof PathError) return refuse(document, pointer, `${JSON.stringify(text)}: ${error.message}`);
    throw error;
  }
}

/** Error: `openapi-overlay-unusable` at the place of a pointer. */
export function refuse(document: Document, pointer: string, reason: string): never {
  const position = positionsOf(document, [pointer])(pointer);
  throw errors.openapi.overlayUnusable({ file: document.file, ...position, reason });
}
