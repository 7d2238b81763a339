import type { World } from "../../command/index.ts";
import { errors, isJsonArray, isJsonObject, type JsonValue } from "../../kit/index.ts";
import { readCurl, readRecording, type Imported } from "../../load/import/index.ts";
import { madeFile, parsed, readScenarioFile, type ReadFile } from "../../load/scenario/format/index.ts";
import type { Input } from "./input.ts";
import { fromSpecification } from "./from-specification.ts";
import type { Checked } from "./output.ts";

/** A scenario file, wherever it came from. */
export interface Source {
  readonly kind: Checked["kind"];
  /** Its name, for people. */
  readonly name: string;
  readonly read: ReadFile;
  /** Where the files that it names lie; undefined: it names none. */
  readonly folder: string | undefined;
  /** Values of `${env.…}` that came with it; the environment's own win. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  /** Path of the document's server, for a --url that has none. */
  readonly basePath: string;
}

/** Reads what is to be played. Errors: `load-scenario-invalid`, `load-scenario-unknown`, and those of the importers. */
export async function readSource(input: Input, world: World): Promise<Source> {
  const { file, curl } = input;
  if (curl !== undefined && file !== undefined)
    throw errors.load.conflict({ first: file, second: "--curl", reason: "both say what to play" });
  if (curl !== undefined) return importedSource("curl", "curl", readCurl(curl));
  if (file === undefined)
    throw errors.command.badInput({ problems: ["load run needs a file, or --curl"], command: "load run" });
  const text = await world.files.readText(file);
  const { value } = parsed(file, text);
  switch (kindOf(value)) {
    case "specification":
      return importedSource("specification", file, await fromSpecification(file, input, world));
    case "recording":
      return importedSource("recording", file, readRecording(file, value, input));
    case "scenario": {
      const read = readScenarioFile(file, text);
      return { kind: "scenario", name: file, read, folder: folderOf(file), secrets: {}, warnings: [], basePath: "" };
    }
    case "curl":
    case undefined:
      throw errors.loadScenario.unknownForm({ file });
  }
}

function importedSource(
  kind: Source["kind"],
  name: string,
  { file, secrets, warnings, basePath = "" }: Imported,
): Source {
  return { kind, name, read: madeFile(name, file), folder: undefined, secrets, warnings, basePath };
}

const OWN_KEYS = ["target", "steps", "scenarios", "load", "defaults", "setup", "variables", "thresholds"];

/** What a document is, by what stands in it. */
function kindOf(value: JsonValue): Source["kind"] | undefined {
  if (!isJsonObject(value)) return undefined;
  if (Object.hasOwn(value, "openapi") || Object.hasOwn(value, "swagger")) return "specification";
  const { log } = value;
  if (isJsonObject(log) && isJsonArray(log["entries"])) return "recording";
  return OWN_KEYS.some((key) => Object.hasOwn(value, key)) ? "scenario" : undefined;
}

/** Everything before the last separator, of either platform. */
function folderOf(file: string): string {
  return /^(.*[\\/])[^\\/]*$/.exec(file)?.[1] ?? "";
}
