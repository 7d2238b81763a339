import { isRecord, type Finding } from "../../kit/index.ts";
import type { FrameworkName, LibraryName, ValidatorName } from "../options.ts";
import { isModule, optionOf, wordOf, type TargetFacts } from "./import-style.ts";

/** The major version of each framework that the generated code is written for. */
const MAJORS: Readonly<Record<FrameworkName, number>> = { express: 5, fastify: 5, koa: 3 };

/** What a project has that the generated code does not fit; `file` is its package.json as a person would name it. */
export function targetFindings(facts: TargetFacts, framework: FrameworkName, file: string): readonly Finding[] {
  return [...versionFindings(facts, framework, file), ...moduleFindings(facts, file)];
}

/** JavaScript is written as ES modules, and package.json does not say that it holds them. */
export function javascriptFindings({ packageJson }: TargetFacts, file: string): readonly Finding[] {
  if (!isRecord(packageJson) || packageJson["type"] !== undefined) return [];
  return [finding("module-type-missing", { name: "type", file }, {})];
}

/** The version of each library in whose words schemas are written. */
const LIBRARIES: Readonly<Record<LibraryName, { readonly major: number; readonly range: string }>> = {
  zod: { major: 4, range: "^4.6.0" },
  ajv: { major: 8, range: "^8.17.0" },
  typebox: { major: 1, range: "^1.4.0" },
};

/** The library of the schemas, where the project lacks it or has another major version. */
export function libraryFindings(
  { packageJson }: TargetFacts,
  validator: ValidatorName,
  file: string,
): readonly Finding[] {
  if (validator === "generated" || packageJson === undefined) return [];
  const { major, range } = LIBRARIES[validator];
  const version = dependency(packageJson, validator);
  const subject = { name: validator, file };
  if (version === undefined) return [finding("validator-library-missing", subject, { library: validator, range })];
  if (admits(version, major)) return [];
  return [finding("framework-version-unfit", subject, { framework: validator, version, wanted: `${major}` })];
}

function versionFindings({ packageJson, installed }: TargetFacts, framework: FrameworkName, file: string) {
  const declared = installed ?? dependency(packageJson, framework);
  const wanted = MAJORS[framework];
  if (declared === undefined || admits(declared, wanted)) return [];
  return [
    finding(
      "framework-version-unfit",
      { name: framework, file },
      { framework, version: declared, wanted: `${wanted}` },
    ),
  ];
}

/** ES module syntax, but the compiler is told to keep it and Node to read CommonJS. */
function moduleFindings({ packageJson, tsconfigs }: TargetFacts, file: string): readonly Finding[] {
  const isKept = optionOf(tsconfigs, "verbatimModuleSyntax") === true;
  const module = wordOf(tsconfigs, "module");
  const isCommon = module === "commonjs" || (module.startsWith("node") && !isModule(packageJson));
  if (!isKept || !isCommon || packageJson === undefined) return [];
  return [finding("module-syntax-refused", { name: "verbatimModuleSyntax", file }, { module })];
}

function finding(
  code: string,
  subject: { readonly name: string; readonly file: string },
  evidence: Finding["evidence"],
): Finding {
  return { code, severity: "warning", subject: { kind: "project", ...subject }, evidence };
}

function dependency(packageJson: unknown, name: string): string | undefined {
  if (!isRecord(packageJson)) return undefined;
  for (const key of ["dependencies", "devDependencies", "peerDependencies"]) {
    const list = packageJson[key];
    const range = isRecord(list) ? list[name] : undefined;
    if (typeof range === "string") return range;
  }
  return undefined;
}

/** A version or a range of npm may mean the major version; what is no range (a tag, a path, an address) may mean any. */
function admits(range: string, major: number): boolean {
  return range.split("||").some((part) => {
    const found = /^\s*(?<sign>[~^=v]|>=?|<=?)?\s*(?<major>\d+)/.exec(part)?.groups;
    if (found === undefined) return true;
    const number = Number(found["major"]);
    const sign = found["sign"] ?? "";
    if (sign.startsWith(">")) return number <= major;
    if (sign === "<") return number > major || (number === major && !/^\s*<\s*\d+(?:\.0)*\s*$/.test(part));
    return sign === "<=" ? number >= major : number === major;
  });
}
