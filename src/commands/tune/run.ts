import { workloadOf } from "../../advice/tune/index.ts";
import type { World } from "../../command/index.ts";
import { type SuggestOutput, suggestFor, suggestInput } from "../advise/index.ts";
import { quietly } from "../demo/stage.ts";
import { startApi } from "./api.ts";
import { applyChange, checkConsent, lintChange, writeChange } from "./change.ts";
import type { Findings, Shares } from "./findings.ts";
import { type Ground, openGround } from "./ground.ts";
import type { TuneInput } from "./input.ts";
import { stopIfInterrupted } from "./interrupted.ts";
import { checkOptions } from "./options.ts";
import { type Before, loadBefore, loadPaired, NOT_LOADED } from "./loads.ts";
import type { TuneOutput } from "./output.ts";
import { profileByProxy, type Seen } from "./profile.ts";
import { profileByStatistics } from "./statistics.ts";
import { outputOf } from "./outcome.ts";

/**
 * The closed loop: profile, advice, migration, lint, consent, application, proof. What it starts it stops; it writes nothing into the
 * database but the migration. Errors: those of its parts, `consent-needed`.
 */
export async function tune(input: TuneInput, world: World): Promise<TuneOutput> {
  checkOptions(input);
  checkConsent(world, input);
  const startedMs = world.clock.monotonicMs();
  await using ground = await openGround(world, input);
  await using seen = await profile(world, input, ground.url);
  const output =
    ground.afterUrl === undefined
      ? await onDatabase(world, input, { ground, seen })
      : await onCopy(world, input, { ground, seen, afterUrl: ground.afterUrl });
  return { ...output, elapsedMs: world.clock.monotonicMs() - startedMs };
}

const profile = (world: World, input: TuneInput, url: string): Promise<Seen> =>
  input.start === undefined && input.listen === undefined && !input.onCopy
    ? profileByStatistics(world, input, url)
    : profileByProxy(world, input, url);

interface Looked {
  readonly ground: Ground;
  readonly seen: Seen;
}

/** There is one state at a time: the old one is loaded, then the new one, by the same API. */
async function onDatabase(world: World, input: TuneInput, { ground, seen }: Looked): Promise<TuneOutput> {
  await using api = await startApi(world, input, ground.url);
  const before = await loadBefore(world, input, api.origin);
  const shares: Shares = withWhole({ from: "load-counts", of: before.shares }, seen);
  const advice = await adviceFor(world, input, { url: ground.url, seen, shares });
  const found: Findings = { ground, seen, shares, advice };
  const written = await writeChange(world, input, { suggestions: advice.suggestions, temporary: undefined });
  if (written === null)
    return outputOf(input, world, { ...found, migration: null, applied: NOTHING, load: before.only });
  const migration = await linted(world, input, { url: ground.url, migration: written });
  const applied = await applyChange(world, input, {
    url: ground.url,
    name: ground.name,
    migration,
    suggestions: advice.suggestions,
  });
  const done = { ...found, migration, applied };
  if (applied.state !== "applied") return outputOf(input, world, { ...done, load: before.only });
  return outputOf(input, world, { ...done, load: await afterwards(before, world) });
}

/** What was applied is reported whatever becomes of the second load. */
async function afterwards(before: Before, { signal }: World): Promise<Before["only"]> {
  try {
    return await before.after();
  } catch (failure) {
    if (signal.aborted) return before.only;
    throw failure;
  }
}

/** Both states are there at once, and are loaded in turn. */
async function onCopy(
  world: World,
  input: TuneInput,
  { ground, seen, afterUrl }: Looked & { readonly afterUrl: string },
): Promise<TuneOutput> {
  await using folder = await world.files.temporaryFolder("backwright-tune");
  const shares = sharesOf(seen);
  const advice = await adviceFor(world, input, { url: ground.url, seen, shares });
  const found: Findings = { ground, seen, shares, advice };
  const temporary = `${folder.path}/migrations`;
  const written = await writeChange(world, input, { suggestions: advice.suggestions, temporary });
  if (written === null)
    return outputOf(input, world, { ...found, migration: null, applied: NOTHING, load: NOT_LOADED });
  const migration = await linted(world, input, { url: afterUrl, migration: written });
  const applied = await applyChange(world, input, {
    url: afterUrl,
    name: ground.name,
    migration,
    suggestions: advice.suggestions,
  });
  const load =
    applied.state === "on-copy" ? await loadPaired(world, input, { before: ground.url, after: afterUrl }) : NOT_LOADED;
  const files = input.out === undefined ? [] : migration.files;
  return outputOf(input, world, { ...found, migration: { ...migration, files }, applied, load });
}

const NOTHING: TuneOutput["applied"] = { state: "nothing-to-apply", message: null, rollback: null };

/** Of a scenario as often as it was played; addresses all alike. */
function sharesOf({ profile: { routes } }: Seen): Shares {
  const all = routes.reduce((sum, { requests }) => sum + requests, 0);
  const of = new Map(routes.map(({ route, requests }) => [route, requests / all]));
  return { from: new Set(of.values()).size === 1 ? "equal" : "profile-counts", of };
}

/** Counters cannot tell the routes of a scenario apart: then all statements are of all requests. */
function withWhole(shares: Shares, { profile: { routes } }: Seen): Shares {
  const [only, ...others] = routes;
  if (only === undefined || others.length > 0) return shares;
  return { ...shares, of: new Map([...shares.of, [only.route, 1]]) };
}

interface Advised {
  readonly url: string;
  readonly seen: Seen;
  readonly shares: Shares;
}

async function adviceFor(world: World, input: TuneInput, { url, seen, shares }: Advised): Promise<SuggestOutput> {
  const { budget, timeout } = input;
  const wishes = { ...suggestInput.parse({}), budget, timeout };
  const observed = { statements: workloadOf(seen.profile, shares.of), origin: "the API's requests" };
  const advice = await suggestFor(world, wishes, { url, observed });
  stopIfInterrupted(world, "before anything was changed");
  return advice;
}

interface Linting {
  readonly url: string;
  readonly migration: NonNullable<TuneOutput["migration"]>;
}

async function linted(world: World, { table }: TuneInput, { url, migration }: Linting): Promise<Linting["migration"]> {
  const step = world.progress.step("Linting the migration");
  try {
    const judged = await lintChange(quietly(world), { connection: url, table }, migration);
    step.done();
    return judged;
  } finally {
    step.failed();
  }
}
