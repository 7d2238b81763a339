import type { World } from "../../command/index.ts";
import type { SchemaModel } from "../../catalog/schema/index.ts";
import { type Rename, renameCandidates, renameFlag, settleRenames, withFollowers } from "../../diff/index.ts";
import { errors } from "../../kit/index.ts";

export interface RenameInput {
  readonly current: SchemaModel;
  readonly desired: SchemaModel;
  /** Of flags: `mail:email`, `none`. */
  readonly answers: readonly string[];
  /** Of comments in files, which stay there when the rename has long been done. */
  readonly comments: readonly string[];
}

/**
 * What was renamed: as flags and comments say, else as the user says at a terminal. Errors: `diff-rename-unknown`,
 * `diff-rename-unclear` where somebody would have to be asked and nobody is there.
 */
export async function chooseRenames(
  world: World,
  { current, desired, answers, comments }: RenameInput,
): Promise<readonly Rename[]> {
  const candidates = renameCandidates(current, desired);
  const { chosen, open, unknown } = settleRenames(candidates, [...answers, ...comments]);
  const first = unknown.find((answer) => answers.includes(answer));
  if (first !== undefined)
    throw errors.diff.renameUnknown({ rename: first, problem: "nothing of that name goes while the other comes" });
  if (open.length === 0) return withFollowers(chosen, { current, desired });
  if (!world.prompts.canAsk)
    throw errors.diff.renames({
      questions: open.map(({ from, to }) => `${from} to ${to}`),
      flags: open.map(renameFlag),
    });
  const said: Rename[] = [];
  for (const rename of open) {
    if (said.some(({ from, to, kind }) => kind === rename.kind && (from === rename.from || to === rename.to))) continue;
    const question = `Was ${rename.kind} ${rename.from} renamed to ${rename.to}? (No: it is dropped, and ${rename.to} is new.)`;
    if (await world.prompts.confirm(question, renameFlag(rename))) said.push(rename);
  }
  return withFollowers([...chosen, ...said], { current, desired });
}
