import { errors, type JsonValue } from "../../kit/index.ts";
import { tooDeepAt } from "./json-depth.ts";
import { scanJson } from "./json-scan.ts";
import { DEEPEST, type SourceText } from "./limits.ts";
import { positionAt } from "./lines.ts";
import { wantedTree } from "./wanted.ts";

const parse: (text: string) => JsonValue = JSON.parse;

/** Undefined when the text is no JSON. Error: `openapi-too-deep`. */
export function parseJson(source: SourceText): JsonValue | undefined {
  refuseDepth(source);
  try {
    return parse(source.text);
  } catch {
    return undefined;
  }
}

/** Raises `openapi-not-parsable` at the place where the text stops being JSON. */
export function refuseJson({ file, text }: SourceText): never {
  const fail = (offset: number, reason: string): never => {
    throw errors.openapi.notParsable({ file, ...positionAt(text, offset), reason });
  };
  scanJson({ text, at: 0, fail }, wantedTree([]));
  return fail(0, "it is not JSON");
}

function refuseDepth({ file, text }: SourceText): void {
  const offset = tooDeepAt(text, DEEPEST);
  if (offset === undefined) return;
  throw errors.openapi.tooDeep({ file, ...positionAt(text, offset), limit: DEEPEST });
}
