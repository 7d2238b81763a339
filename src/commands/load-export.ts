import { defineCommand, type World } from "../command/index.ts";
import { errors, safeLine } from "../kit/index.ts";
import { filesFor, limitsOf, resourceName, storyOf, type Tool } from "../load/export/index.ts";
import { exportText } from "../report/load/export/index.ts";
import { handedFrom } from "./load-export/handing.ts";
import { input, type Input } from "./load-export/input.ts";
import { nextLines } from "./load-export/next.ts";
import { output, type Output } from "./load-export/output.ts";

export const command = defineCommand({
  name: "load export",
  summary: "Write a scenario as a k6 script with a TestRun for k6-operator, or as a locustfile",
  description:
    "For load from more than one machine. Steps, weights, feeders, checks, extracted " +
    "values, authentication, stages and thresholds go along; credentials become variables of the environment. What the tool cannot " +
    "say is named with its place. load import merges the summaries of k6's pods.",
  effects: ["writes"],
  input,
  output,
  examples: [
    {
      line: "backwright load export shop.yaml --k6 --parallelism 4",
      what: "a script, a ConfigMap and a TestRun for 4 pods",
    },
    { line: "backwright load export openapi.yaml --k6 --out k6", what: "every GET of an API, as k6 plays it" },
    {
      line: "backwright load export http://localhost:3000/users --k6 --rate 500",
      what: "one request, with the flags of load",
    },
    { line: "backwright load export shop.yaml --locust --out locust", what: "a locustfile" },
  ],
  run,
  views: { text: exportText },
});

const RUNTIMES: Readonly<Record<Tool, string>> = { k6: "k6-runtime.js", locust: "locust_runtime.py" };

async function run(wishes: Input, world: World): Promise<Output> {
  const tool = toolOf(wishes);
  const { handing, source, target } = await handedFrom(wishes, world);
  const story = storyOf(handing);
  const name = resourceName(wishes.testName ?? story.name);
  const { parallelism, image, volumeClaim } = wishes;
  const runtime = await world.files.readText(`${world.packageRoot}/templates/load/${RUNTIMES[tool]}`);
  const files = filesFor(story, { tool, runtime, name, parallelism, image, volumeClaim });
  const folder = wishes.out ?? `load-${tool}`;
  const decoder = new TextDecoder();
  for (const file of files) await world.files.writeText(`${folder}/${file.name}`, decoder.decode(file.content));
  const environment = story.asked.map((asked) => ({ name: asked.name, what: asked.what ?? null }));
  const hasConfigMap = files.some((file) => file.name === "configmap.yaml");
  return {
    schema: "backwright.load-export/1",
    tool,
    source: safeLine(source.name),
    target: target.shown,
    name,
    folder,
    files: files.map((file) => ({ path: `${folder}/${file.name}`, bytes: file.content.byteLength })),
    environment,
    findings: limitsOf(tool, handing, story),
    next: nextLines({ tool, folder, name, environment, hasConfigMap }, world),
    warnings: source.warnings,
  };
}

function toolOf({ k6, locust }: Input): Tool {
  if (k6 === locust) throw errors.loadExport.noTool({});
  return k6 ? "k6" : "locust";
}
