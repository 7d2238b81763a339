import type { World } from "../../command/index.ts";
import { errors, type JsonObject } from "../../kit/index.ts";
import {
  documentText,
  mergeDocument,
  serverPath,
  writtenVersion,
  type WrittenVersion,
} from "../../openapi/write/index.ts";
import type { SpecOutput } from "./output.ts";

export interface Target {
  readonly file: string | undefined;
  /** The text of the file, where there is one. */
  readonly before: string | undefined;
  readonly version: WrittenVersion;
  readonly format: "yaml" | "json";
}

/** Where the document goes and what it has to be: an existing file keeps its version. Error: `spec-target-unusable`. */
export async function targetOf(
  world: World,
  file: string | undefined,
  wanted: WrittenVersion | undefined,
): Promise<Target> {
  const facts = file === undefined ? undefined : await world.files.facts(file);
  const before = facts === undefined || file === undefined ? undefined : await world.files.readText(file);
  const kept =
    before === undefined || before.trim() === ""
      ? undefined
      : (writtenVersion(before) ?? refuse(file ?? "", "no OpenAPI 3 document"));
  if (kept !== undefined && wanted !== undefined && wanted !== kept)
    refuse(file ?? "", `version ${kept}, not ${wanted}`);
  return {
    file,
    before: kept === undefined ? undefined : before,
    version: kept ?? wanted ?? "3.1",
    format: formatOf(file, kept === undefined ? undefined : before),
  };
}

function refuse(path: string, found: string): never {
  throw errors.spec.targetUnusable({ path, found });
}

const formatOf = (file: string | undefined, before: string | undefined): "yaml" | "json" => {
  if (before !== undefined) return before.trimStart().startsWith("{") ? "json" : "yaml";
  return file?.endsWith(".json") === true ? "json" : "yaml";
};

/** What the paths of the document leave to its server: as the existing document has it, when every path fits. */
export function basePathFor({ before }: Target, paths: readonly string[], own: string): string {
  const there = before === undefined ? own : safeServerPath(before);
  const fits = paths.every((path) => path === there || path.startsWith(`${there}/`));
  return there !== "" && paths.length > 0 && fits ? there : "";
}

function safeServerPath(text: string): string {
  try {
    return serverPath(text);
  } catch {
    return "";
  }
}

export interface Placed {
  readonly text: string;
  readonly extra: readonly string[];
  readonly action: SpecOutput["action"];
}

/** The text that the file has afterwards, written unless it is only checked. */
export async function placeDocument(
  world: World,
  document: JsonObject,
  { target, check }: { readonly target: Target; readonly check: boolean },
): Promise<Placed> {
  const { file, before, format } = target;
  const merged = before === undefined ? undefined : mergeDocument(before, document);
  if (before !== undefined && merged === undefined) refuse(file ?? "", "a document that cannot be read");
  const text = merged?.text ?? documentText(document, format);
  const extra = merged?.extra ?? [];
  if (file === undefined) return { text, extra, action: "printed" };
  if (text === before) return { text, extra, action: "unchanged" };
  if (check) return { text, extra, action: "drifted" };
  await world.files.writeText(file, text);
  return { text, extra, action: before === undefined ? "created" : "updated" };
}
