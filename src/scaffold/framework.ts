import type { Finding } from "../kit/index.ts";
import type { GeneratedFile } from "./file.ts";
import type { Plan } from "./plan/index.ts";

/** What a web framework adds to types and validators. One folder per framework implements it. */
export interface Framework {
  readonly name: string;
  /** Template file below `templates/scaffold/` → path below the source root. */
  readonly templates: ReadonlyMap<string, string>;
  /** Route table, handler files, application: whatever depends on the specification. */
  files(plan: Plan): FrameworkFiles;
}

export interface FrameworkFiles {
  readonly files: readonly GeneratedFile[];
  readonly findings: readonly Finding[];
}
