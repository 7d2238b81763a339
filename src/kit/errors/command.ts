import { defineError } from "./define.ts";

const didYouMean = (nearest: string | undefined, otherwise: string): string =>
  nearest === undefined ? otherwise : `Did you mean ${nearest}?`;

export const commandErrors = {
  unknownCommand: defineError<{ words: string; nearest?: string | undefined; group?: string }>("unknown-command", {
    exitCode: 2,
    when: "The words name no command.",
    message: ({ words }) => `There is no command "${words}".`,
    hint: ({ nearest, group }) =>
      didYouMean(
        nearest && `backwright ${nearest}`,
        `Run backwright ${group === undefined ? "" : `${group} `}--help for the list.`,
      ),
  }),
  noCommand: defineError<{ first: string | undefined }>("no-command", {
    exitCode: 2,
    when: "The words begin with no command at all, but with a flag or nothing.",
    message: ({ first }) =>
      first === undefined ? "No command was named." : `A command comes first, and "${first}" is none.`,
    hint: () => "Run backwright --help for the list.",
  }),
  incomplete: defineError<{ words: string; next: readonly string[] }>("command-incomplete", {
    exitCode: 2,
    when: "The words are the beginning of commands, but no command yet.",
    message: ({ words, next }) => `"backwright ${words}" needs one word more: ${next.join(", ")}.`,
    hint: ({ words }) => `Run backwright ${words} --help for what they do.`,
  }),
  notBuilt: defineError<{ words: string; coming: string }>("not-built-yet", {
    exitCode: 2,
    when: "The words are promised, but the command behind them has not been built yet.",
    message: ({ words, coming }) => `"${words}" is not built yet: ${coming}.`,
    hint: () => "Run backwright --help for what works today.",
  }),
  unknownFlag: defineError<{ flag: string; command: string; nearest?: string | undefined }>("unknown-flag", {
    exitCode: 2,
    when: "A flag is not one of the command's.",
    message: ({ flag, command }) => `${command} has no flag ${flag}.`,
    hint: ({ nearest, command }) => didYouMean(nearest, `Run backwright ${command} --help for its flags.`),
  }),
  badInput: defineError<{ problems: readonly string[]; command: string }>("bad-input", {
    exitCode: 2,
    when: "A flag's or an argument's value is missing or of the wrong form.",
    message: ({ problems }) => problems.join("\n"),
    hint: ({ command }) => `Run backwright ${command === "" ? "<command>" : command} --help for what each flag takes.`,
  }),
  badFormat: defineError<{ format: string; command: string; formats: readonly string[] }>("bad-format", {
    exitCode: 2,
    when: "A report format was asked for that the command does not write.",
    message: ({ format, command }) => `${command} does not write ${format}.`,
    hint: ({ formats }) => `Use --format ${formats.join(" or --format ")}.`,
  }),
  badConfiguration: defineError<{ path: string; problem: string }>("bad-configuration", {
    exitCode: 2,
    when: "The configuration file cannot be read or holds an unknown key.",
    message: ({ path, problem }) => `The configuration file ${path} cannot be used: ${problem}.`,
    hint: () => "Mend the file, or name another one with --config FILE.",
  }),
  consentNeeded: defineError<{ question: string; flag: string; command?: string | undefined }>("consent-needed", {
    exitCode: 4,
    when: "A question needs an answer and there is no terminal to ask at.",
    message: ({ question }) => `${question} There is no terminal to ask at.`,
    hint: ({ flag, command }) => `Say yes beforehand with ${flag}${command === undefined ? "." : `:\n${command}`}`,
  }),
  declined: defineError<{ question: string }>("declined", {
    exitCode: 4,
    when: "The answer to a question was no.",
    message: ({ question }) => `Answered no: ${question}`,
    hint: () => "Nothing was changed.",
  }),
  interrupted: defineError<{ during: string }>("interrupted", {
    exitCode: 130,
    when: "Ctrl-C or a termination signal arrived.",
    message: ({ during }) => `Interrupted ${during}.`,
    hint: () => "Nothing half-done was kept; run the command again.",
  }),
  bug: defineError<{ problem: string }>("bug", {
    exitCode: 70,
    when: "Something happened that should be impossible.",
    message: ({ problem }) => `This is a bug in Backwright: ${problem}`,
    hint: () => "Please report it with the command line; BACKWRIGHT_DEBUG=1 prints the stack.",
  }),
} as const;
