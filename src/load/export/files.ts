import { errors, type JsonValue } from "../../kit/index.ts";
import { CONFIG_MAP_BYTES, configMap, sizeOf, testRun } from "./k6/manifest.ts";
import { k6Script } from "./k6/script.ts";
import type { Tool } from "./limits.ts";
import { isPlain, locustfile } from "./locust/script.ts";
import type { Attached, NamedFeeder, Story } from "./story.ts";

/** How the files are made. */
export interface Written {
  readonly tool: Tool;
  /** The tool's file of templates/load. */
  readonly runtime: string;
  /** Of the TestRun and the ConfigMap. */
  readonly name: string;
  readonly parallelism: number;
  readonly image: string | undefined;
  readonly volumeClaim: string | undefined;
}

/** Every file of an export. Error: `load-export-too-large`. */
export function filesFor(story: Story, written: Written): readonly Attached[] {
  return written.tool === "k6" ? k6Files(story, written) : locustFiles(story, written.runtime);
}

const file = (name: string, text: string): Attached => ({ name, content: new TextEncoder().encode(text) });

function k6Files(story: Story, { runtime, name, parallelism, image, volumeClaim }: Written): readonly Attached[] {
  const feeders = story.feeders.map((feeder) => file(`${feeder.file}.json`, `${JSON.stringify(feeder.rows)}\n`));
  const mounted = [file("script.js", k6Script(story, runtime)), ...feeders, ...story.attached];
  const run = file("testrun.yaml", testRun({ name, parallelism, image, volumeClaim, asked: story.asked }));
  if (volumeClaim !== undefined) return [...mounted, run];
  const bytes = sizeOf(mounted);
  if (bytes > CONFIG_MAP_BYTES) throw errors.loadExport.tooLarge({ bytes, limit: CONFIG_MAP_BYTES });
  return [...mounted, file("configmap.yaml", configMap(name, mounted)), run];
}

function locustFiles(story: Story, runtime: string): readonly Attached[] {
  const feeders = story.feeders.map((feeder) =>
    isPlain(feeder.rows) ? file(`${feeder.file}.csv`, csv(feeder)) : file(`${feeder.file}.jsonl`, jsonLines(feeder)),
  );
  return [file("locustfile.py", locustfile(story, runtime)), ...feeders, ...story.attached];
}

const csv = ({ columns, rows }: NamedFeeder): string =>
  [columns, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");

/** RFC 4180. */
function cell(value: JsonValue): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /[",\r\n]/.test(text) || text === "" ? `"${text.replaceAll('"', '""')}"` : text;
}

const jsonLines = ({ rows }: NamedFeeder): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
