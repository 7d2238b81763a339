import { type Coming, comingFor, rewriteAlias, readGlobals, rootHelp, type Globals } from "../command/front/index.ts";
import type { Answer, Command, World } from "../command/index.ts";
import { registry } from "../commands/index.ts";
import { errors, nearest, type ExitCode } from "../kit/index.ts";
import { loadConfiguration } from "./configuration.ts";
import { loadCommand } from "./find.ts";
import { printAnswer, printFailure } from "./print.ts";

/** The whole of a command line, from words to exit code. Everything it prints goes to the world's streams. */
export async function runCommandLine(world: World): Promise<ExitCode> {
  try {
    return await dispatch(world);
  } catch (failure) {
    return printFailure(world, failure, wantsJson(world));
  }
}

/** Asked again without trusting that the words can be read. */
function wantsJson({ argv, bin }: World): boolean {
  const words = rewriteAlias(bin, argv);
  return words.includes("--json") || words.includes("--format=json") || words[words.indexOf("--format") + 1] === "json";
}

async function dispatch(world: World): Promise<ExitCode> {
  const asked = readGlobals(world.argv);
  if (asked.version) return say(world, `${world.bin} ${world.version}\n`);
  if (asked.words.length === 0) return rootPage(world, asked);
  const globals = readGlobals(rewriteAlias(world.bin, world.argv));
  const found = findName(globals.words, globals.format);
  if (globals.help) return say(world, (await loadCommand(found.name)).help());
  return runCommand(world, globals, found);
}

function rootPage(world: World, globals: Globals): ExitCode {
  say(world, rootHelp(world.bin, registry));
  return globals.help ? 0 : 2;
}

function say(world: World, text: string): ExitCode {
  world.stdout.write(text);
  return 0;
}

interface Found {
  readonly name: string;
  readonly rest: readonly string[];
}

/** The longest command name that the words start with, unless they are promised for later. */
function findName(words: readonly string[], format: string | undefined): Found {
  const named = registry.filter((entry) => entry.name.split(" ").every((word, index) => words[index] === word));
  const best = named.toSorted((a, b) => b.name.length - a.name.length)[0];
  const coming = comingFor(words, format);
  if (coming !== undefined && isStronger(coming, best?.name))
    throw errors.command.notBuilt({ words: wordsOf(coming), coming: coming.what });
  if (best !== undefined) return { name: best.name, rest: words.slice(best.name.split(" ").length) };
  throw unknownCommand(words);
}

/** A promise about a flag or a format holds beside a command that exists; one about a command only without it. */
function isStronger(coming: Coming, name: string | undefined): boolean {
  if (name === undefined || coming.command.length > name.length) return true;
  return coming.command === name && (coming.flags !== undefined || coming.format !== undefined);
}

const wordsOf = ({ command, flags = [], format }: Coming): string =>
  [command, ...flags, format === undefined ? undefined : `--format ${format}`]
    .filter((word) => word !== undefined)
    .join(" ");

function unknownCommand(words: readonly string[]): Error {
  const typed = words.slice(0, 2).filter((word) => !word.startsWith("-"));
  const names = registry.map((entry) => entry.name);
  const near = nearest(typed.join(" "), names) ?? nearest(typed[0] ?? "", names);
  return errors.command.unknownCommand({ words: typed.join(" "), nearest: near });
}

async function runCommand(world: World, globals: Globals, found: Found): Promise<ExitCode> {
  const command = await loadCommand(found.name);
  checkFormat(command, globals);
  const configuration = await loadConfiguration(world, globals.config);
  const answer: Answer = await command.execute(
    command.prepare({ words: found.rest, env: world.env, configuration }),
    world,
  );
  await printAnswer(world, globals, answer);
  return world.signal.aborted ? 130 : answer.exitCode;
}

function checkFormat(command: Command, globals: Globals): void {
  const { format } = globals;
  if (format === undefined || command.formats.some((known) => known === format)) return;
  throw errors.command.badFormat({ format, command: command.name, formats: command.formats });
}
