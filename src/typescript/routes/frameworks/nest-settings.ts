import type { Machine } from "../machine/machine.ts";
import type { Node } from "../tree.ts";
import { propertyOf, textOf, type ClassValue, type ExternalValue, type Value } from "../value.ts";
import { controllersBelow } from "./nest-modules.ts";
import { refusalOf } from "./nest-pipes.ts";

/** What an application sets for all of its controllers. */
export interface Settings {
  readonly prefix: string;
  readonly excluded: readonly string[];
  readonly isVersioned: boolean;
  readonly versionPrefix: string;
  readonly defaultVersion: string | undefined;
  /** What the global `ValidationPipe` answers. */
  readonly refusal: number | undefined;
  /** What a POST that succeeds is answered with. */
  readonly created: number;
}

/**
 * The settings of every application of a project, for a controller those of the applications whose modules name it: a monorepo has several
 * `NestFactory.create(Root)`, each with its own prefix and versions.
 */
export function settingsOfRoots(machine: Machine): { readonly for: (controller: Node) => readonly Settings[] } {
  const roots = [...new Set(machine.framework.flatMap((one) => rootOf(one) ?? []))];
  const whole = settingsOf(machine, machine.framework);
  if (roots.length < 2) return { for: () => [whole] };
  const known = roots.map((root) => ({
    controllers: controllersBelow(machine, root),
    settings: settingsOf(
      machine,
      machine.framework.filter((one) => rootOf(one) === root),
    ),
  }));
  return {
    for: (controller) => {
      const own = known.filter(({ controllers }) => controllers.has(controller)).map(({ settings }) => settings);
      return own.length === 0 ? [whole] : own;
    },
  };
}

/** `AppModule` of `NestFactory.create(AppModule)`. */
function rootOf({ steps }: ExternalValue): ClassValue | undefined {
  const made = steps.find(({ kind }) => kind === "call");
  const [root] = made?.kind === "call" ? made.args : [];
  return root?.kind === "class" ? root : undefined;
}

/** `app.setGlobalPrefix("api", { exclude })`, `app.enableVersioning({ defaultVersion })`. */
function settingsOf(machine: Machine, calls: readonly ExternalValue[]): Settings {
  const named = (name: string): readonly Value[] | undefined => {
    for (const { steps } of calls) {
      const [before, last] = steps.slice(-2);
      if (before?.kind === "member" && before.name === name && last?.kind === "call") return last.args;
    }
    return undefined;
  };
  const [prefix, options] = named("setGlobalPrefix") ?? [];
  const [versioning] = named("enableVersioning") ?? [];
  const pipes = named("useGlobalPipes") ?? [];
  const excluded = propertyOf(options, "exclude");
  const type = propertyOf(versioning, "type");
  const last = type?.kind === "external" ? type.steps.at(-1) : undefined;
  return {
    prefix: textOf(prefix) ?? (prefix === undefined ? "" : "\u0000"),
    excluded:
      excluded?.kind === "array"
        ? excluded.items.map((one) => textOf(one) ?? textOf(propertyOf(one, "path")) ?? "")
        : [],
    isVersioned:
      named("enableVersioning") !== undefined &&
      (last === undefined || (last.kind === "member" && last.name === "URI")),
    versionPrefix: textOf(propertyOf(versioning, "prefix")) ?? "v",
    defaultVersion: textOf(propertyOf(versioning, "defaultVersion")),
    refusal:
      pipes.map(refusalOf).find((one) => one !== undefined) ?? (isChecked(machine, calls, pipes) ? 400 : undefined),
    created: 201,
  };
}

/** Whether a body is held against its class: by a pipe for all, or one that is provided; where nobody starts the application that is not known. */
const isChecked = (machine: Machine, calls: readonly ExternalValue[], pipes: readonly Value[]): boolean =>
  calls.length === 0 || pipes.length > 0 || [...machine.modules.values()].some(({ text }) => /\bAPP_PIPE\b/.test(text));
