import type { Finding } from "../../kit/index.ts";
import type { Statement } from "../../sql/index.ts";
import type { ChecksumPart } from "../checksum.ts";
import { refusal } from "../finding.ts";
import type { StepPlace } from "../step.ts";
import { directivesIn, type Directive } from "./directives.ts";
import { eventsOf, type ScriptEvent } from "./events.ts";
import { includePath } from "./include-path.ts";
import { readPsqlCommand, type PsqlCommand } from "./psql-command.ts";
import type { ScriptContext, SourceText, Variable } from "./source-text.ts";
import { substitute } from "./substitute.ts";

/** A statement as it will be sent, and where it comes from. */
export interface Item extends StepPlace {
  readonly statement: Statement;
  /** Rows behind COPY … FROM stdin. */
  readonly rows: string | undefined;
  readonly directives: readonly Directive[];
  readonly checksumParts: readonly ChecksumPart[];
}

export interface Items {
  readonly items: readonly Item[];
  readonly problems: readonly Finding[];
  /** All that the script's checksum is made of, values of variables left out. */
  readonly checksumParts: readonly ChecksumPart[];
  readonly directives: readonly Directive[];
}

/** Collects while a script and its includes are walked through. */
interface Walk extends Pick<ScriptContext, "root" | "includes" | "linkedOut"> {
  readonly variables: Map<string, Variable>;
  readonly items: Item[];
  readonly problems: Finding[];
  readonly checksumParts: ChecksumPart[];
  readonly directives: Directive[];
}

const DEEPEST = 16;

/** Reads a text as psql would run it: its statements, those of the files it includes, and its variables put in. */
export function itemsOf(source: SourceText, context: ScriptContext): Items {
  const walk: Walk = {
    root: context.root,
    includes: context.includes,
    linkedOut: context.linkedOut,
    variables: new Map(context.variables),
    items: [],
    problems: [],
    checksumParts: [],
    directives: [],
  };
  walkThrough(walk, source, []);
  return walk;
}

function walkThrough(walk: Walk, source: SourceText, within: readonly string[]): void {
  let tail = 0;
  for (const event of eventsOf(source.text)) {
    if (event.kind === "trouble") walk.problems.push(troubleOf(source.file, event.problem));
    else if (event.kind === "command") obey(walk, { source, within }, event);
    else tail = takeStatement(walk, source.file, event);
  }
  noteDirectives(walk, source, source.text.slice(tail));
}

function takeStatement(walk: Walk, file: string, event: Extract<ScriptEvent, { readonly kind: "statement" }>): number {
  const { statement, before, rows } = event;
  const place = { file, line: statement.line, column: statement.column };
  const checksumParts = [statement, ...(rows === undefined ? [] : [rows])];
  const directives = noteDirectives(walk, { file, text: before }, before);
  const { statement: filled, unset, unfit } = substitute(statement, walk.variables);
  walk.checksumParts.push(...checksumParts);
  walk.items.push({ ...place, statement: filled, rows, directives, checksumParts });
  const at = { path: file, ...place };
  walk.problems.push(
    ...unset.map((name) => refusal("migration-variable-unset", at, { name })),
    ...unfit.map((name) => refusal("migration-variable-unfit", at, { name })),
  );
  return statement.offset + statement.sql.length;
}

function noteDirectives(walk: Walk, { file }: SourceText, comments: string): readonly Directive[] {
  const { directives, unknown } = directivesIn(comments);
  walk.directives.push(...directives);
  walk.problems.push(...unknown.map((what) => refusal("migration-directive", { path: file }, { what })));
  return directives;
}

interface Here {
  readonly source: SourceText;
  readonly within: readonly string[];
}

type CommandEvent = Extract<ScriptEvent, { readonly kind: "command" }>;

function obey(walk: Walk, here: Here, event: CommandEvent): void {
  const command = readPsqlCommand(event.text, walk.variables);
  const at = { path: here.source.file, line: event.line, column: event.column };
  switch (command.kind) {
    case "nothing":
      return;
    case "unknown":
      walk.problems.push(refusal("migration-psql-command", at, { what: command.word }));
      return;
    case "include":
      include(walk, here, { event, command });
      return;
    case "set":
    case "unset":
      walk.checksumParts.push(event.text);
      if (command.kind === "unset") walk.variables.delete(command.name);
      else walk.variables.set(command.name, { value: command.value, isGiven: false });
  }
}

function include(
  walk: Walk,
  { source, within }: Here,
  { event, command }: { readonly event: CommandEvent; readonly command: Extract<PsqlCommand, { kind: "include" }> },
): void {
  const at = { path: source.file, line: event.line, column: event.column };
  const path = includePath(command, source.file, walk.root);
  const text = path === undefined ? undefined : walk.includes.get(path);
  const reason = path === undefined ? "outside" : text === undefined ? whyUnread(walk, path) : undefined;
  const isCircle = path !== undefined && (within.includes(path) || path === source.file || within.length > DEEPEST);
  if (reason !== undefined || isCircle)
    walk.problems.push(refusal("migration-include", at, { what: command.path, reason: reason ?? "circle" }));
  else walkThrough(walk, { file: path ?? "", text: text ?? "" }, [...within, source.file]);
}

const whyUnread = ({ linkedOut }: Walk, path: string): string => (linkedOut?.has(path) === true ? "link" : "missing");

const TROUBLES = {
  "psql-command": "migration-psql-command",
  // Of other dialects only: no migration is read in one of them.
  "client-command": "migration-psql-command",
  "copy-data": "migration-copy-data",
  unterminated: "migration-unterminated",
} as const;

function troubleOf(path: string, problem: Extract<ScriptEvent, { readonly kind: "trouble" }>["problem"]): Finding {
  return refusal(TROUBLES[problem.kind], { path, ...problem }, { what: problem.what });
}
