import {
  type Coming,
  comingFor,
  groupHelp,
  groupOf,
  readGlobals,
  rewriteAlias,
  rootHelp,
  wantsJson,
  type CommandGroup,
  type Globals,
} from "../command/front/index.ts";
import type { Answer, Command, World } from "../command/index.ts";
import { registry } from "../commands/index.ts";
import { errors, jsonText, nearest, type ExitCode } from "../kit/index.ts";
import { configurationFor } from "./configuration.ts";
import { loadCommand } from "./find.ts";
import { checkPlace, printAnswer, printFailure, printUnsaved } from "./print.ts";

/** The whole of a command line, from words to exit code. Everything it prints goes to the world's streams. */
export async function runCommandLine(world: World): Promise<ExitCode> {
  try {
    return await dispatch(world);
  } catch (failure) {
    return printFailure(world, failure, wantsJson(rewriteAlias(world.bin, world.argv)));
  }
}

async function dispatch(world: World): Promise<ExitCode> {
  const asked = readGlobals(world.argv);
  if (asked.version) return say(world, asked, { version: `${world.bin} ${world.version}` });
  if (asked.words.length === 0) return rootPage(world, asked);
  const globals = readGlobals(rewriteAlias(world.bin, world.argv));
  const group = groupOf(globals.words, registry);
  if (globals.help && group !== undefined) return say(world, globals, { help: groupHelp(group) });
  const found = findName(globals.words, globals.format);
  if (globals.help) return say(world, globals, { help: (await loadCommand(found.name)).help() });
  return runCommand(world, globals, found);
}

function rootPage(world: World, globals: Globals): ExitCode {
  if (globals.format === "json" && !globals.help) throw errors.command.noCommand({ first: undefined });
  say(world, globals, { help: rootHelp(world.bin, registry) });
  return globals.help ? 0 : 2;
}

/** A page as it stands, or as the one document that --json promises. */
function say(world: World, globals: Globals, page: { readonly help: string } | { readonly version: string }): ExitCode {
  const text = "help" in page ? page.help : `${page.version}\n`;
  world.stdout.write(globals.format === "json" ? `${jsonText(page)}\n` : text);
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
  const group = groupOf(words, registry);
  if (group !== undefined) throw incomplete(group, words);
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
  const typed = words.slice(0, 2).filter((word) => word !== "" && !word.startsWith("-"));
  if (typed[0] === undefined || typed[0] !== words[0]) return errors.command.noCommand({ first: words[0] });
  const names = registry.map((entry) => entry.name);
  const near = nearest(typed.join(" "), names) ?? nearest(typed[0], names);
  return errors.command.unknownCommand({ words: typed.join(" "), nearest: near });
}

/** A group without one of its commands: nothing but flags behind it, or a word that names none. */
function incomplete({ words: start, commands }: CommandGroup, words: readonly string[]): Error {
  const next = commands.map(({ name }) => name.slice(start.length + 1));
  const word = words[start.split(" ").length];
  if (word === undefined || word.startsWith("-")) return errors.command.incomplete({ words: start, next });
  const near = nearest(word, next);
  return errors.command.unknownCommand({
    words: `${start} ${word}`,
    nearest: near && `${start} ${near}`,
    group: start,
  });
}

async function runCommand(world: World, globals: Globals, found: Found): Promise<ExitCode> {
  const command = await loadCommand(found.name);
  checkFormat(command, globals);
  const isLong = command.effects.includes("loads");
  if (isLong && globals.save !== undefined) await checkPlace(world, globals.save);
  const configured = await configurationFor(world, command, globals.config);
  const answer: Answer = await command.execute(
    command.prepare({ words: found.rest, env: world.env, ...configured }),
    world,
  );
  try {
    await printAnswer(world, globals, answer);
  } catch (failure) {
    if (isLong && globals.format === "json") return printUnsaved(world, answer, failure);
    throw failure;
  }
  return world.signal.aborted ? 130 : answer.exitCode;
}

function checkFormat(command: Command, globals: Globals): void {
  const { format } = globals;
  if (format === undefined || command.formats.some((known) => known === format)) return;
  throw errors.command.badFormat({ format, command: command.name, formats: command.formats });
}
