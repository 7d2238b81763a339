import type { IndexSuggestion, Trial } from "../../../advice/indexes/index.ts";
import type { Session } from "../../../catalog/index.ts";
import type { World } from "../../../command/index.ts";
import { errors, formatBytes, formatCount, safeText } from "../../../kit/index.ts";
import { buildIndex, type Building, type BuiltIndex, dropIndex } from "./build.ts";
import { dropBegun } from "./unfinished.ts";
import type { Verified } from "./output.ts";
import { measuredQueries, type Rounds, runAll } from "./rounds.ts";

export interface VerifyInput {
  readonly url: string;
  readonly yes: boolean;
  readonly keep: boolean;
  /** Milliseconds for one run of a statement. */
  readonly timeout: number;
  readonly suggestions: readonly IndexSuggestion[];
  readonly trials: readonly Trial[];
}

/**
 * Asks, measures every statement, builds the indexes, measures again, drops them, and measures a third time, so that what drifts
 * meanwhile shows on both sides. Whatever happens, Ctrl-C too, what was begun is dropped again; with `keep` only what is not whole.
 * Errors: `consent-needed`, `declined`, `interrupted`.
 */
export async function verifyIndexes(world: World, input: VerifyInput): Promise<Verified> {
  if (input.suggestions.length === 0) return { indexes: [], queries: [] };
  const own = { applicationName: "backwright verify", statementTimeoutMs: 0 };
  await using keeper = await world.databases.open({ url: input.url }, own);
  await ask(world, keeper, input);
  await using session = await world.databases.open({ url: input.url }, own);
  // Its statement is cancelled with it.
  const stop = (): void => void session[Symbol.asyncDispose]().then(undefined, () => undefined);
  world.signal.addEventListener("abort", stop, { once: true });
  const begun: IndexSuggestion[] = [];
  try {
    return await inOrder(world, input, { session, begun });
  } catch (failure) {
    if (begun.length > 0) world.progress.note(`Dropping ${begun.map(({ name }) => safeText(name)).join(", ")}.`);
    const left = await dropBegun(keeper, begun);
    if (world.signal.aborted)
      throw errors.command.interrupted({ during: `while suggested indexes were tried; ${left}` });
    throw failure;
  } finally {
    world.signal.removeEventListener("abort", stop);
  }
}

async function ask(world: World, session: Session, { yes, keep, suggestions, trials }: VerifyInput): Promise<void> {
  if (yes) return;
  const bytes = formatBytes(suggestions.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  const runs = formatCount(trials.filter(({ sql }) => sql !== null).length);
  const end = keep ? "and keep them" : "and drop them again";
  const place = `${safeText(session.database)} on ${safeText(session.where)} as ${safeText(session.user)}`;
  const question = `Build ${formatCount(suggestions.length)} indexes (~${bytes}) in ${place}, run ${runs} queries with and without them, ${end}?`;
  if (!(await world.prompts.confirm(question, "--yes"))) throw errors.command.declined({ question });
}

interface Trying {
  readonly session: Session;
  /** Indexes that may stand in the database because of us. */
  readonly begun: IndexSuggestion[];
}

async function inOrder(world: World, input: VerifyInput, { session, begun }: Trying): Promise<Verified> {
  const step = world.progress.step("Trying the indexes");
  const rounds: Rounds = { before: new Map(), after: new Map(), again: new Map() };
  step.update("without them");
  await runAll(world, session, { ...input, into: rounds.before });
  const built: Building[] = [];
  for (const suggestion of input.suggestions) {
    step.update(`building ${suggestion.name}`);
    const taken = (one: IndexSuggestion): void => void begun.splice(begun.indexOf(one), 1);
    built.push(await buildIndex(world, session, { suggestion, begun: (one) => begun.push(one), taken }));
  }
  step.update("with them");
  await runAll(world, session, { ...input, into: rounds.after });
  const indexes = await ended(world, { session, built, input, begun });
  if (!input.keep) {
    step.update("without them once more");
    await runAll(world, session, { ...input, into: rounds.again });
  }
  step.done(`${formatCount(indexes.length)} indexes`);
  return { indexes, queries: measuredQueries(input.trials, rounds, indexes) };
}

interface Ending {
  readonly session: Session;
  readonly built: readonly Building[];
  readonly input: VerifyInput;
  readonly begun: IndexSuggestion[];
}

/** A failed build leaves an INVALID index: it goes in any case. */
async function ended(world: World, { session, built, input, begun }: Ending): Promise<readonly BuiltIndex[]> {
  const indexes: BuiltIndex[] = [];
  for (const { suggestion, index } of built) {
    if (index.state === "not-built" || (index.state === "kept" && input.keep)) {
      indexes.push(index);
      continue;
    }
    world.signal.throwIfAborted();
    const reason = await dropIndex(session, suggestion);
    if (reason === null) begun.splice(begun.indexOf(suggestion), 1);
    const state = index.state === "failed" ? "failed" : "dropped";
    indexes.push(reason === null ? { ...index, state } : { ...index, state: "left", reason });
  }
  return indexes;
}
