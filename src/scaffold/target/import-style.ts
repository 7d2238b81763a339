import { isRecord } from "../../kit/index.ts";

/** What relative imports end in: `./a.js`, `./a.ts` or `./a`. */
export type ImportStyle = "js" | "ts" | "none";

/** The settings of a project, parsed; undefined where there are none. */
export interface TargetFacts {
  readonly packageJson: unknown;
  /** The nearest tsconfig.json first, then what it extends. */
  readonly tsconfigs: readonly unknown[];
  /** Version of the framework as it is installed. */
  readonly installed: string | undefined;
}

/**
 * How relative imports end in a project: as its resolver wants them (TypeScript's `moduleResolution`, else what `module` brings with it).
 * Without a tsconfig.json `.js`, which Node and every resolver of TypeScript but a bundler's needs or accepts.
 */
export function importStyle({ packageJson, tsconfigs }: TargetFacts): ImportStyle {
  if (tsconfigs.length === 0) return "js";
  const resolution = resolutionOf(tsconfigs);
  if (isOn(tsconfigs, "rewriteRelativeImportExtensions")) return "ts";
  if (resolution === "bundler") return "none";
  if (isOn(tsconfigs, "allowImportingTsExtensions")) return "ts";
  return isOld(resolution) && !isModule(packageJson) ? "none" : "js";
}

/** Node runs the project's `.js` files as ES modules. */
export const isModule = (packageJson: unknown): boolean => isRecord(packageJson) && packageJson["type"] === "module";

/** A compiler option as the nearest file sets it. */
export function optionOf(tsconfigs: readonly unknown[], name: string): unknown {
  for (const tsconfig of tsconfigs) {
    const options = isRecord(tsconfig) ? tsconfig["compilerOptions"] : undefined;
    if (isRecord(options) && options[name] !== undefined) return options[name];
  }
  return undefined;
}

/** An option that is a word, in lower case; empty where it is not set. */
export function wordOf(tsconfigs: readonly unknown[], name: string): string {
  const value = optionOf(tsconfigs, name);
  return typeof value === "string" ? value.toLowerCase() : "";
}

const isOn = (tsconfigs: readonly unknown[], name: string): boolean => optionOf(tsconfigs, name) === true;

function resolutionOf(tsconfigs: readonly unknown[]): string {
  const stated = wordOf(tsconfigs, "moduleResolution");
  if (stated !== "") return stated;
  const module = wordOf(tsconfigs, "module");
  if (module.startsWith("node")) return module;
  return module === "preserve" ? "bundler" : module === "commonjs" ? "node10" : "js";
}

const isOld = (resolution: string): boolean => ["node", "node10", "classic"].includes(resolution);
