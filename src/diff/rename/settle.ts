import type { Rename } from "./candidates.ts";

export interface Settled {
  readonly chosen: readonly Rename[];
  /** Alike, and nobody has said anything: to be asked. */
  readonly open: readonly Rename[];
  /** Answers that fit nothing. */
  readonly unknown: readonly string[];
}

/**
 * Answers are `old:new`, each with as much of the place in front as makes it clear (`users.mail:email`), or `none`. What loses
 * nothing by either reading, and has one counterpart only, is renamed without a question.
 */
export function settleRenames(candidates: readonly Rename[], answers: readonly string[]): Settled {
  const chosen: Rename[] = [];
  const unknown: string[] = [];
  for (const answer of answers.filter((one) => one !== "none")) {
    const found = candidates.filter((one) => fits(one, answer));
    const best = found.find(({ isAlike }) => isAlike) ?? found[0];
    if (best === undefined || found.filter(({ kind }) => kind === best.kind).length > 1) unknown.push(answer);
    else chosen.push(best);
  }
  const left = candidates.filter((one) => one.isAlike && !chosen.some((other) => isTaken(one, other)));
  const free = left.filter((one) => !one.holdsData && left.filter((other) => isTaken(one, other)).length === 1);
  const open = answers.includes("none") ? [] : left.filter(({ holdsData }) => holdsData);
  return {
    chosen: [...chosen, ...free.filter(({ kind }) => kind === "index" || kind === "constraint")],
    open,
    unknown,
  };
}

const isTaken = (one: Rename, other: Rename): boolean =>
  one.kind === other.kind && (one.from === other.from || (one.to === other.to && placeOf(one) === placeOf(other)));

const placeOf = ({ from }: Rename): string => from.slice(0, from.lastIndexOf("."));

function fits({ from, to }: Rename, answer: string): boolean {
  const [old = "", next = ""] = answer.split(":");
  const name = next.split(".").at(-1) ?? "";
  return name === to && (from === old || from.endsWith(`.${old}`));
}

/** The flag that says so. */
export const renameFlag = ({ from, to }: Rename): string => `--rename ${from}:${to}`;
