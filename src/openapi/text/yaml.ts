import { CORE_SCHEMA, constructFromEvents, mergeTag, parseEvents, YAMLException, type Event } from "js-yaml";
import { errors, type JsonValue } from "../../kit/index.ts";
import { aliasProblem } from "./aliases.ts";
import { DEEPEST, type SourceText } from "./limits.ts";
import { positionAt, type Position } from "./lines.ts";

export interface YamlDocument {
  readonly value: JsonValue;
  readonly events: readonly Event[];
  /** Where a key stands a second time in its mapping; the last one counts. */
  readonly duplicate: Position | undefined;
}

const SCHEMA = CORE_SCHEMA.withTags(mergeTag);
const ALIAS = /[\s,[{:-]\*[^\s,*]/;

/** YAML 1.2 core with merge keys. Errors: `openapi-not-parsable`, `openapi-too-deep`, `openapi-alias-bomb`. */
export function parseYaml(source: SourceText): YamlDocument {
  const events = guarded(source, () => parseEvents(source.text, { maxDepth: DEEPEST }));
  const { documents, duplicate } = construct(source, events);
  if (documents.length !== 1) throw notOne(source, documents.length);
  const value = documents[0];
  if (!isJson(value)) throw notOne(source, 0);
  if (ALIAS.test(source.text)) refuseAliasBomb(source, value);
  return { value, events, duplicate };
}

function construct(source: SourceText, events: Event[]): { documents: unknown[]; duplicate: Position | undefined } {
  const options = { source: source.text, schema: SCHEMA };
  try {
    return { documents: constructFromEvents(events, options), duplicate: undefined };
  } catch (error) {
    if (!isDuplicateKey(error)) throw notParsable(source, error);
    const documents = guarded(source, () => constructFromEvents(events, { ...options, json: true }));
    return { documents, duplicate: markOf(error) };
  }
}

/** The core schema makes nothing but JSON values. */
function isJson(value: unknown): value is JsonValue {
  return value !== undefined;
}

function isDuplicateKey(error: unknown): error is YAMLException {
  return error instanceof YAMLException && error.reason.includes("duplicated mapping key");
}

function guarded<Result>(source: SourceText, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw notParsable(source, error);
  }
}

function notParsable({ file }: SourceText, error: unknown): Error {
  if (!(error instanceof YAMLException)) return error instanceof Error ? error : new TypeError(String(error));
  const spot = { file, ...markOf(error) };
  if (error.reason.includes("maxDepth")) return errors.openapi.tooDeep({ ...spot, limit: DEEPEST }, error);
  if (error.reason.includes("maxTotalMergeKeys"))
    return errors.openapi.aliasBomb({ ...spot, reason: "there are too many merge keys" }, error);
  return errors.openapi.notParsable({ ...spot, reason: error.reason }, error);
}

function markOf(error: YAMLException): Position {
  return { line: (error.mark?.line ?? 0) + 1, column: (error.mark?.column ?? 0) + 1 };
}

function notOne({ file }: SourceText, count: number): Error {
  const reason = count === 0 ? "the document is empty" : `there are ${count} documents in one file`;
  return errors.openapi.notParsable({ file, line: 1, column: 1, reason });
}

function refuseAliasBomb({ file, text }: SourceText, value: JsonValue): void {
  const reason = aliasProblem(value);
  if (reason === undefined) return;
  const offset = (ALIAS.exec(text)?.index ?? -1) + 1;
  throw errors.openapi.aliasBomb({ file, ...positionAt(text, offset), reason });
}
