import { memoryOf, readMemory, type Memory } from "../../advice/index.ts";
import type { World } from "../../command/index.ts";
import { errors, type Finding } from "../../kit/index.ts";

/** A baseline: names of findings that are known, no figures. Errors: `bad-input` where there is none, with the command that makes it. */
export async function readBaseline(
  { files }: World,
  file: string | undefined,
): Promise<{ readonly file: string; readonly memory: Memory } | undefined> {
  if (file === undefined) return undefined;
  const problem = `--baseline ${file}: there is no such file. Make it: backwright db analyze --save-baseline ${file}`;
  if ((await files.facts(file)) === undefined) throw refusal(problem);
  const memory = readMemory(await files.readText(file));
  if (memory === undefined) throw refusal(`--baseline ${file}: this is no baseline of db analyze.`);
  return { file, memory };
}

const refusal = (problem: string) => errors.command.badInput({ problems: [problem], command: "db analyze" });

/** Error: `file-unwritable`. */
export async function saveBaseline(
  { files }: World,
  file: string | undefined,
  found: { readonly findings: readonly Finding[]; readonly analyzedAt: string },
): Promise<void> {
  if (file === undefined) return;
  await files.writeText(file, `${JSON.stringify(memoryOf(found.findings, found.analyzedAt), undefined, 2)}\n`);
}
