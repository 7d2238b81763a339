import { errors } from "../../kit/index.ts";
import type { TuneInput } from "./input.ts";

type Given = Pick<
  TuneInput,
  "targets" | "start" | "port" | "url" | "listen" | "onCopy" | "schema" | "seed" | "engine" | "includeWrites"
>;

/** One file that says what to send: a scenario, a document, a recording. */
export function fileAmong([first, ...others]: readonly string[]): string | undefined {
  const isFile =
    first !== undefined && others.length === 0 && /\.(?:ya?ml|json|har)$/i.test(first) && !first.includes("://");
  return isFile ? first : undefined;
}

/** Refuses words that would do nothing beside the others. Error: `bad-input`. */
export function checkOptions(input: Given): void {
  const problems = [...copyProblems(input), ...apiProblems(input), ...loadProblems(input)];
  if (problems.length > 0) throw errors.command.badInput({ problems, command: "tune" });
}

function copyProblems({ onCopy, start, schema, seed, engine }: Given): readonly string[] {
  if (onCopy) return start === undefined ? ["--on-copy needs --start: an API for each state."] : [];
  const idle = [
    ...(schema.length === 0 ? [] : ["--schema"]),
    ...(seed.length === 0 ? [] : ["--seed"]),
    ...(engine === undefined ? [] : ["--engine"]),
  ];
  return idle.map((flag) => `${flag} is for a copy: give --on-copy with it.`);
}

function apiProblems({ start, port, url, listen, onCopy }: Given): readonly string[] {
  if (start === undefined)
    return port === undefined || onCopy
      ? []
      : ["--port is that of an API that --start starts; say --url where one runs."];
  return [
    ...(url === undefined ? [] : ["--start starts an API and --url names one that runs: give one of them."]),
    ...(listen === undefined
      ? []
      : ["--listen is for an API that runs already; what --start starts is led there by itself."]),
  ];
}

function loadProblems({ includeWrites, targets }: Given): readonly string[] {
  if (!includeWrites || fileAmong(targets) !== undefined) return [];
  return ["--include-writes chooses from an OpenAPI document; paths and addresses are only read."];
}
