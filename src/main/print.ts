import { dirname } from "node:path";
import type { Globals } from "../command/front/index.ts";
import type { Answer, Format, World } from "../command/index.ts";
import {
  errors,
  isBackwrightError,
  jsonText,
  safeText,
  withoutPasswords,
  type BackwrightError,
  type ExitCode,
  paint,
} from "../kit/index.ts";

/** The result on stdout, or in the file that --save names with the text beside it on stdout. */
export async function printAnswer(world: World, globals: Globals, answer: Answer): Promise<void> {
  const format = formatOf(globals.format ?? documentFormat(globals.save));
  const rendered = render(world, answer, format);
  if (globals.save === undefined) return rendered === "" ? undefined : world.stdout.write(withNewline(rendered));
  // A text that cannot be saved is at least on the screen; a document on stdout is the last word, so it waits.
  if (format !== "json") world.stdout.write(withNewline(render(world, answer, "text")));
  await world.files.writeText(globals.save, withNewline(rendered));
  if (format === "json") world.stdout.write(withNewline(rendered));
  world.progress.note(`Saved ${globals.save}`);
}

/**
 * Whether the report of a long run will have a place, asked before the run: its folder is made, and what is no file is
 * refused. Error: `file-unwritable`.
 */
export async function checkPlace({ files }: World, path: string): Promise<void> {
  const facts = await files.facts(path);
  if (facts?.kind === "folder") throw errors.file.unwritable({ path, reason: "it is a folder" });
  if (facts === undefined) await files.makeFolder(dirname(files.resolve(path)));
}

/** The document on stdout after all, when its file could not be written: a long run is not thrown away with a full disk. */
export function printUnsaved(world: World, answer: Answer, failure: unknown): ExitCode {
  world.stdout.write(withNewline(render(world, answer, "json")));
  return printFailure(world, failure, false);
}

const FORMATS: readonly Format[] = ["text", "json", "html", "sarif", "junit", "markdown", "github"];

/** A document is saved as what its name says, when no format was asked for; what has no such view is text. */
const documentFormat = (path: string | undefined): Format | undefined =>
  /\.(?:md|markdown)$/i.test(path ?? "") ? "markdown" : /\.html?$/i.test(path ?? "") ? "html" : undefined;

const formatOf = (name: string | undefined): Format => FORMATS.find((format) => format === name) ?? "text";

function render(world: World, answer: Answer, format: Format): string {
  const look = { columns: world.stdout.columns, paint: paint(world.stdout.color) };
  return answer.render(format) ?? answer.text(look);
}

const withNewline = (text: string): string => (text.endsWith("\n") ? text : `${text}\n`);

/** What is needed to tell of a failure, also where there is no whole world yet. */
export type Voice = Pick<World, "stdout" | "stderr" | "env" | "signal">;

/** A failure as its message and hint on stderr, or as the JSON document on stdout. */
export function printFailure(world: Voice, failure: unknown, json: boolean): ExitCode {
  const error = asBackwrightError(world, failure);
  if (json) world.stdout.write(`${jsonText({ error: describe(error) })}\n`);
  else world.stderr.write(talk(world, error));
  if (world.env["BACKWRIGHT_DEBUG"] === "1") world.stderr.write(`${safeText(withoutPasswords(stackOf(failure)))}\n`);
  return error.exitCode;
}

function asBackwrightError(world: Voice, failure: unknown): BackwrightError {
  if (world.signal.aborted) return errors.command.interrupted({ during: "before the end" }, failure);
  if (isBackwrightError(failure)) return failure;
  return errors.command.bug({ problem: failure instanceof Error ? failure.message : String(failure) }, failure);
}

const describe = ({ code, message, hint, exitCode }: BackwrightError) => ({ code, message, hint, exitCode });

function talk(world: Voice, error: BackwrightError): string {
  const colors = paint(world.stderr.color);
  return `${colors.red("Error")} ${safeText(error.message)}\n${colors.dim(safeText(error.hint))}\n`;
}

function stackOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const cause = failure.cause === undefined ? "" : `\ncaused by ${stackOf(failure.cause)}`;
  return `${failure.stack ?? failure.message}${cause}`;
}
