import type { GeneratedFile } from "../file.ts";
import { hashOf, type Manifest } from "./manifest.ts";

/** `kept`: the user's own. `edited`: managed, but changed by hand or not written by us: refused unless forced. */
export type FileAction = "create" | "update" | "unchanged" | "kept" | "edited" | "remove";

/** What the disk holds where a file is to be written. */
export interface FoundFile {
  /** Below the project root, with forward slashes: the manifest's key. */
  readonly key: string;
  /** Undefined when nothing is there. */
  readonly text: string | undefined;
}

export interface FileDecision {
  readonly key: string;
  readonly action: FileAction;
  readonly ownership: GeneratedFile["ownership"];
  /** What will stand there; undefined for `remove`. */
  readonly text: string | undefined;
}

/** The action for one generated file. */
export function decideFile(file: GeneratedFile, found: FoundFile, manifest: Manifest): FileDecision {
  const { ownership, text } = file;
  return { key: found.key, ownership, text, action: actionOf(file, found, manifest) };
}

function actionOf(
  { ownership, text }: GeneratedFile,
  { key, text: current }: FoundFile,
  manifest: Manifest,
): FileAction {
  if (current === undefined) return "create";
  if (ownership === "once") return "kept";
  const hash = hashOf(current);
  if (hash === hashOf(text)) return "unchanged";
  return isOurs(manifest, key, hash) ? "update" : "edited";
}

const isOurs = (manifest: Manifest, key: string, hash: string): boolean =>
  manifest.files.get(key)?.includes(hash) === true;

/** What happens to a managed file of an earlier run that is no longer generated: gone, unless it was edited. */
export function decideLeftover({ key, text }: FoundFile, manifest: Manifest): FileDecision | undefined {
  if (text === undefined) return undefined;
  return {
    key,
    ownership: "managed",
    text: undefined,
    action: isOurs(manifest, key, hashOf(text)) ? "remove" : "kept",
  };
}
