import { isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProbedPlace } from "../dump.ts";
import { listOf, reach, textAt } from "./reach.ts";

const here: { root: string } = { root: "" };

/** Places are told of files below it. */
export function setRoot(root: string): void {
  here.root = root;
  Error.stackTraceLimit = 40;
}

/** Where in the application's own files the running call comes from. */
export const currentPlace = (): ProbedPlace | undefined => placeIn(new Error("here").stack ?? "");

/** Whether the call that is running was written in a file of the application, and not in a package that it calls. */
export function isCalledByOwn(): boolean {
  const files = (new Error("here").stack ?? "").split("\n").flatMap((line) => fileIn(line)?.file ?? []);
  const first = files.find((file) => !file.startsWith("node:") && !/\[eval|[\\/]probe[\\/]child[\\/]/.test(file));
  return first !== undefined && ownFile(first) !== undefined;
}

/** Where an error was made, or the nearest own file to it; for a module that is missing the file that asks for it. */
export function placeOfError(error: unknown): ProbedPlace | undefined {
  const asking = listOf(reach(error, "requireStack")).flatMap((path) => ownFile(String(path)) ?? []);
  const [file] = asking;
  return placeIn(textAt(error, "stack")) ?? (file === undefined ? undefined : { file, line: 1, column: 1 });
}

/** The first line of a stack that stands in a file of the application. */
function placeIn(stack: string): ProbedPlace | undefined {
  for (const line of stack.split("\n").slice(0, 200)) {
    const found = fileIn(line);
    const file = found === undefined ? undefined : ownFile(found.file);
    if (found !== undefined && file !== undefined) return { ...found, file };
  }
  return undefined;
}

function fileIn(line: string): ProbedPlace | undefined {
  const found = /(?:\(|at (?:async )?)((?:file:\/\/)?[^()]+?):(\d+)(?::(\d+))?\)?$/.exec(line.trim());
  return found === null ? undefined : { file: found[1] ?? "", line: Number(found[2]), column: Number(found[3] ?? 1) };
}

function ownFile(spelled: string): string | undefined {
  const path = spelled.startsWith("file://") ? fileURLToPath(spelled) : spelled;
  if (!isAbsolute(path)) return undefined;
  const below = relative(here.root, path).split(sep).join("/");
  const isOwn =
    path.startsWith(here.root) &&
    !below.startsWith("..") &&
    !below.startsWith("[") &&
    !/(?:^|\/)node_modules\//.test(below);
  return isOwn ? below : undefined;
}
