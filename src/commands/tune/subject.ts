import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { type LoadPlan, parseHeader, parseTarget, requestOf } from "../../load/index.ts";
import { withValues } from "../../load/scenario/index.ts";
import { castOf } from "../load-run/cast.ts";
import { input as runInput, type Input as RunInput } from "../load-run/input.ts";
import { setUp, tearDown } from "../load-run/once.ts";
import { playableFrom } from "../load-run/playable.ts";
import { holdToken } from "../load-run/token.ts";
import { checkPlan, connectingTo, permitted } from "../load/index.ts";
import type { TuneInput } from "./input.ts";
import { fileAmong } from "./options.ts";

/** What is sent to one running API: a plan without its length. */
export interface Subject {
  readonly plan: LoadPlan;
  /** Names of the routes that only read. */
  readonly reading: ReadonlySet<string>;
}

/** Prepares the load for an API at an origin; what a scenario sets up is done before and undone after. Errors: those of `load run`. */
export async function withSubject<Result>(
  { input, origin }: { readonly input: TuneInput; readonly origin: string },
  world: World,
  use: (subject: Subject) => Promise<Result>,
): Promise<Result> {
  const file = fileAmong(input.targets);
  if (file !== undefined) return await withScenario(file, { input, origin }, { world, use });
  return await use(await mixOf(input, origin, world));
}

const READING = /^(?:GET|HEAD|OPTIONS)$/;

/** Addresses and paths: each is a route of its own, all with the same weight. */
async function mixOf(input: TuneInput, origin: string, world: World): Promise<Subject> {
  if (input.targets.length === 0)
    throw errors.command.badInput({
      problems: ["tune needs a scenario, a document, or paths to read."],
      command: "tune",
    });
  const headers = input.header.map(parseHeader);
  const requests = input.targets.map((target) => {
    const path = target.startsWith("/") ? target : pathOf(target);
    return requestOf(parseTarget(`${origin}${path}`), {
      method: "GET",
      headers,
      body: undefined,
      expectStatus: undefined,
    });
  });
  const connecting = await connectingTo(parseTarget(origin).origin, flagsOf(input), world);
  const plan: LoadPlan = { ...connecting, requests, concurrency: input.users, requestLimit: 1 };
  return { plan: await allowed(plan, input, world), reading: new Set(requests.map(({ name }) => name)) };
}

function pathOf(target: string): string {
  if (!/^https?:\/\//.test(target))
    throw errors.command.badInput({
      problems: [`"${target}" is neither a file, an address nor a path that begins with /.`],
      command: "tune",
    });
  const { pathname, search } = new URL(target);
  return `${pathname}${search}`;
}

function flagsOf(input: TuneInput, file?: string): RunInput & { readonly timeout: number } {
  const { header, includeWrites, yesIOwn, allowHosts } = input;
  const defaults = runInput.parse(file === undefined ? {} : { file });
  return { ...defaults, header, includeWrites, yesIOwn, allowHosts, timeout: 10_000 };
}

async function allowed(plan: LoadPlan, input: TuneInput, world: World): Promise<LoadPlan> {
  await checkPlan(plan, { raiseCaps: false }, world);
  return await permitted(plan, { ...flagsOf(input), resolve: [] }, world);
}

/** Answers when requests may go to a host: none is sent before. Errors: `consent-needed`, `declined`. */
export async function checkReach(input: TuneInput, origin: string, world: World): Promise<void> {
  const connecting = await connectingTo(parseTarget(origin).origin, flagsOf(input), world);
  const plan = { ...connecting, requests: [], concurrency: 1, requestLimit: 1 };
  await permitted(plan, { ...flagsOf(input), resolve: [] }, world);
}

interface Using<Result> {
  readonly world: World;
  readonly use: (subject: Subject) => Promise<Result>;
}

async function withScenario<Result>(
  file: string,
  { input, origin }: { readonly input: TuneInput; readonly origin: string },
  { world, use }: Using<Result>,
): Promise<Result> {
  const { timeout: _timeout, ...flags } = flagsOf(input, file);
  const wishes: RunInput = { ...flags, timeout: undefined, url: origin, users: input.users };
  const playable = await playableFrom(wishes, world);
  const { compiled } = playable;
  const plan = await allowed(withoutShape(playable.plan), input, world);
  using token =
    compiled.oauth === undefined
      ? undefined
      : await holdToken({ oauth: compiled.oauth, input: wishes, env: playable.env }, world);
  const cast = castOf(compiled, token?.cell);
  const { values } = await setUp(cast.setup, plan, world);
  const scenario = withValues(cast.scenario, values);
  const reading = new Set(scenario.steps.flatMap(({ name, method }) => (READING.test(method) ? [name] : [])));
  try {
    return await use({ plan: { ...plan, scenario }, reading });
  } finally {
    await tearDown(cast.teardown === undefined ? undefined : withValues(cast.teardown, values), plan, world);
  }
}

/** How much load a file asks for gives way to ours. */
function withoutShape(plan: LoadPlan): LoadPlan {
  const { ramp: _ramp, arrival: _arrival, durationMs: _duration, abortAbovePercent: _abort, ...rest } = plan;
  return { ...rest, requestLimit: 1 };
}
