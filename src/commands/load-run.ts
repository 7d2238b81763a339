import { defineCommand, type World } from "../command/index.ts";
import { loadReport, type LoadPlan } from "../load/index.ts";
import { withValues } from "../load/scenario/index.ts";
import { loadHtml, loadJunit, loadMarkdown, loadText } from "../report/load/index.ts";
import { scenarioCheckHtml, scenarioCheckJunit, scenarioCheckText } from "../report/load/scenario/index.ts";
import { castOf, type Cast } from "./load-run/cast.ts";
import { checked } from "./load-run/checked.ts";
import { input, type Input } from "./load-run/input.ts";
import { setUp, tearDown } from "./load-run/once.ts";
import { output, type Output } from "./load-run/output.ts";
import { playableFrom, type Playable } from "./load-run/playable.ts";
import { holdToken } from "./load-run/token.ts";
import { checkPlan, exitCodeOf, measure, permitted, promisesOf, warmUp, writeOutputs } from "./load/index.ts";

export const command = defineCommand({
  name: "load run",
  summary: "Play a scenario of several steps, written by hand or made from OpenAPI, HAR or curl",
  description:
    "A scenario says what users do: requests with values carried from one answer into the next, checks, think time, weights, " +
    "data from files, authentication, stages and thresholds. An OpenAPI document becomes a scenario by itself: GET and HEAD, " +
    "and with --include-writes the other operations in the order create, read, update, delete. Flags win over the file.",
  effects: ["loads", "writes"],
  input,
  output,
  examples: [
    { line: "backwright load run shop.yaml", what: "plays a scenario file" },
    { line: "backwright load run shop.yaml --rate 50 --duration 5m", what: "the same, 50 iterations a second" },
    {
      line: "backwright load run openapi.yaml --url http://localhost:3000 --users 20",
      what: "every GET of an API, with ids taken from its lists",
    },
    {
      line: "backwright load run openapi.yaml --save-scenario shop.yaml --dry-run",
      what: "writes the scenario, to be changed by hand",
    },
    { line: "backwright load run recording.har --include-writes --think-times", what: "what a browser has recorded" },
    {
      line: "backwright load run --curl 'curl http://localhost:3000/users' --requests 1000",
      what: "a request copied from a browser or a document",
    },
  ],
  run,
  views: {
    text: (answer, look) => ("flows" in answer ? scenarioCheckText(answer) : loadText(answer, look)),
    html: (answer) => ("flows" in answer ? scenarioCheckHtml(answer) : loadHtml(answer)),
    junit: (answer) => ("flows" in answer ? scenarioCheckJunit(answer) : loadJunit(answer)),
    markdown: (answer) => ("flows" in answer ? scenarioCheckText(answer) : loadMarkdown(answer)),
  },
  exitCode: (answer) => ("flows" in answer ? 0 : exitCodeOf(answer)),
});

/** What is wrong with the file is said before anybody is asked for consent, and consent is given before anything is sent. */
async function run(wishes: Input, world: World): Promise<Output> {
  const playable = await playableFrom(wishes, world);
  for (const warning of playable.warnings) world.progress.warn(warning);
  await checkPlan(playable.plan, wishes, world);
  if (wishes.dryRun) return checked(playable, wishes);
  const plan = await permitted(playable.plan, wishes, world);
  const { oauth } = playable.compiled;
  using token = oauth === undefined ? undefined : await holdToken({ oauth, input: wishes, env: playable.env }, world);
  // Awaited here: the token is held until the load has ended.
  return await play({ playable, plan, cast: castOf(playable.compiled, token?.cell) }, wishes, world);
}

interface Performance {
  readonly playable: Playable;
  readonly plan: LoadPlan;
  readonly cast: Cast;
}

async function play({ playable, plan, cast }: Performance, wishes: Input, world: World): Promise<Output> {
  const { compiled, source, target } = playable;
  const { values } = await setUp(cast.setup, plan, world);
  const ready = { ...plan, scenario: withValues(cast.scenario, values) };
  const promises = await promisesOf(wishes, world);
  await warmUp(ready, wishes.warmUp ?? compiled.load.warmUpMs, world);
  const title = `Playing ${source.name} against ${target.shown}`;
  const { startedAt, measured, written } = await measure(ready, { title, samples: wishes.samples }, world);
  await tearDown(cast.teardown === undefined ? undefined : withValues(cast.teardown, values), plan, world);
  const thresholds = [...(promises.thresholds ?? []), ...compiled.thresholds];
  const report = loadReport({ plan: ready, shown: target.shown, startedAt, ...promises, thresholds }, measured);
  return writeOutputs(report, { flags: wishes, before: written }, world);
}
