import { parseSync } from "oxc-parser";
import { posix } from "node:path";
import { child, isNode, keyName, nodes, type Node } from "./tree.ts";
import type { Sources } from "./machine/machine.ts";

type Alias = Sources["aliases"][number];

/**
 * What a `tsconfig.json` (with comments) or a `package.json` calls files of the project by: `compilerOptions.paths`, `baseUrl`, `imports`,
 * the name of a package of the project itself, `NODE_PATH` of its scripts, `_moduleAliases`, and folders that bundlers are told to look in.
 *
 * @example
 * readAliases("tsconfig.json", '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }');
 * // [{ pattern: "@/*", targets: ["src/*"], folder: "" }]
 */
export function readAliases(path: string, text: string): readonly Alias[] {
  const program: unknown = parseSync("config.js", `(${text}\n)`).program;
  const statement = isNode(program) ? nodes(program, "body")[0] : undefined;
  const expression = child(statement, "expression");
  const config = expression?.type === "ParenthesizedExpression" ? child(expression, "expression") : expression;
  const folder = posix.dirname(path) === "." ? "" : posix.dirname(path);
  const found = posix.basename(path) === "package.json" ? ofPackage(config, folder) : ofCompiler(config, folder);
  return found.map(({ pattern, targets, except }) => ({ pattern, targets, folder, except }));
}

function ofCompiler(config: Node | undefined, folder: string): readonly Alias[] {
  const options = field(config, "compilerOptions");
  const base = textOf(field(options, "baseUrl"));
  const from = posix.join(folder, base ?? ".");
  const paths = entries(field(options, "paths")).map(([pattern, list]) => ({
    pattern,
    targets: nodes(list, "elements").map((one) => posix.join(from, textOf(one) ?? "")),
  }));
  return [...paths, ...(base === undefined ? [] : [{ pattern: "*", targets: [posix.join(from, "*")] }])];
}

function ofPackage(config: Node | undefined, folder: string): readonly Alias[] {
  const at = (path: string): string => posix.join(folder, path);
  const imports = entries(field(config, "imports")).map(([pattern, value]) => ({
    pattern,
    targets: targetsOf(value).map(at),
  }));
  const modules = entries(field(config, "_moduleAliases")).flatMap(([name, value]) => [
    { pattern: name, targets: [at(textOf(value) ?? "")] },
    { pattern: `${name}/*`, targets: [at(`${textOf(value) ?? ""}/*`)] },
  ]);
  const except = [...BUILT_IN, ...DEPENDENCIES.flatMap((name) => entries(field(config, name)).map(([key]) => key))];
  const roots = [...nodePaths(config), ...ROOTS].map((root) => at(`${root}/*`));
  return [...imports, ...modules, ...ofItself(config, at), { pattern: "*", targets: roots, except }];
}

/** A package of a monorepo is imported by its name, which leads to what a build makes of its sources. */
function ofItself(config: Node | undefined, at: (path: string) => string): readonly Alias[] {
  const name = textOf(field(config, "name"));
  if (name === undefined || name === "") return [];
  const built = ["source", "main", "module", "types"].flatMap((one) => textOf(field(config, one)) ?? []);
  const sources = built.flatMap((one) => [one, one.replace(/^(?:\.\/)?(?:dist|build|lib|out)\//, "src/")]);
  const plain = sources.map((one) => one.replace(/(?:\.d)?\.[cm]?[jt]s$/, ""));
  return [
    { pattern: name, targets: [...plain, "src/index", "src", "index"].map(at) },
    { pattern: `${name}/*`, targets: ["*", "src/*"].map(at) },
  ];
}

/** `"start": "NODE_PATH=src node src/server"`. */
const nodePaths = (config: Node | undefined): readonly string[] =>
  entries(field(config, "scripts")).flatMap(([, value]) =>
    [...(textOf(value) ?? "").matchAll(/\bNODE_PATH=(?:\.\/)?([\w./-]+)/g)].map(([, root = ""]) => root),
  );

/** Where bundlers and loaders are told to look for what is no package. */
const ROOTS = [".", "src", "app", "server", "lib"] as const;
const DEPENDENCIES = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"] as const;
const BUILT_IN =
  "assert buffer child_process cluster console constants crypto dgram dns domain events fs http http2 https module net os path perf_hooks process punycode querystring readline repl stream string_decoder timers tls tty url util v8 vm worker_threads zlib".split(
    " ",
  );

const targetsOf = (value: Node | undefined): readonly string[] => {
  const text = textOf(value);
  return text === undefined ? nodes(value, "properties").flatMap((one) => targetsOf(child(one, "value"))) : [text];
};

const entries = (node: Node | undefined): readonly (readonly [string, Node | undefined])[] =>
  nodes(node, "properties").map((one) => [keyName(child(one, "key")) ?? "", child(one, "value")]);

const field = (node: Node | undefined, name: string): Node | undefined =>
  entries(node).find(([key]) => key === name)?.[1];

const textOf = (node: Node | undefined): string | undefined => {
  const value = node?.["value"];
  return typeof value === "string" ? value : undefined;
};
