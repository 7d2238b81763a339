import type { PlansSeen, Suggestion } from "../../advice/index.ts";
import type { World } from "../../command/index.ts";
import { errors, isBackwrightError } from "../../kit/index.ts";
import type { OpenedSource } from "../analyze/index.ts";
import { plansOfGiven } from "./plans.ts";

export interface PlansInput {
  readonly plans?: boolean | undefined;
  readonly timeout: number;
}

const NO_DATABASE = "--plans asks a planner with a database's statistics: give --connection instead of files.";

/**
 * Asks the planner of a shadow about the suggested indexes: where that is wished, or where nothing is said and the report is a page.
 * A shadow that cannot be had costs the plans, not the analysis. Errors: `bad-input`.
 */
export async function seePlans(
  world: World,
  { plans, timeout }: PlansInput,
  { source, url, suggestions }: Pick<OpenedSource, "source" | "url"> & { readonly suggestions: readonly Suggestion[] },
): Promise<PlansSeen | null> {
  if (plans === true && source.kind === "files")
    throw errors.command.badInput({ problems: [NO_DATABASE], command: "db analyze" });
  if (!(plans ?? (source.kind === "database" && isPage(world.argv)))) return null;
  const given = suggestions.filter(({ kind }) => kind === "add-index");
  if (given.length === 0) return { engine: null, indexes: [], problem: null };
  try {
    return { ...(await plansOfGiven(world, { url, given, timeout })), problem: null };
  } catch (failure) {
    if (!isBackwrightError(failure) || world.signal.aborted) throw failure;
    return { engine: null, indexes: [], problem: failure.message };
  }
}

/** HTML shows the plans; a text has no room for them. */
const isPage = (words: readonly string[]): boolean =>
  words.some((word, place) => /^--format=html$|^--save=.*\.html?$/i.test(word) || isPair(word, words[place + 1]));

const isPair = (flag: string, value = ""): boolean =>
  (flag === "--format" && value === "html") || (flag === "--save" && /\.html?$/i.test(value));
