import { existsSync, readFileSync, statSync } from "node:fs";
import module from "node:module";
import { dirname, join } from "node:path";
import type { ChildRequest } from "../request.ts";
import type { Compile } from "./compile.ts";
import { watchExpress, watchRouter } from "./express.ts";
import { noteStub, touch } from "./journal.ts";
import { watchClosures, watchKoa, watchKoaRouter } from "./koa.ts";
import { stubbedPackage } from "./packages.ts";
import { isCallable, put, reach, replace, textAt } from "./reach.ts";
import { createStub } from "./stub.ts";

/** Every module goes through here: drivers are stubs, frameworks are watched, sources of the application become what `require` takes. */
export function watchLoading(request: ChildRequest, compile: Compile): void {
  const stubs = new Map<string, unknown>();
  replace(
    module,
    "_load",
    (load) =>
      function watched(...args) {
        touch();
        const name = String(args[0]);
        const stubbed = stubbedPackage(name);
        if (stubbed === undefined) return watch(name, Reflect.apply(load, this, args));
        noteStub(stubbed);
        const known = stubs.get(stubbed) ?? createStub();
        stubs.set(stubbed, known);
        return known;
      },
  );
  replace(
    module,
    "_resolveFilename",
    (resolve) =>
      function found(...args) {
        const from = textAt(args[1], "filename") || join(request.root, "x");
        const own = isOwn(request.root, from) ? aliased(request, String(args[0])) : undefined;
        if (own !== undefined) return own;
        try {
          return Reflect.apply(resolve, this, args);
        } catch (error) {
          const other = otherSpelling(dirname(from), String(args[0]));
          if (other !== undefined) return other;
          throw error;
        }
      },
  );
  compileOwn(request, compile);
}

function watch(name: string, exported: unknown): unknown {
  if (name === "express") watchExpress(exported);
  if (name === "router") watchRouter(exported);
  if (name === "koa") watchKoa(exported);
  if (name === "@koa/router" || name === "koa-router") watchKoaRouter(exported);
  return name === "koa-compose" || name === "koa-mount" ? watchClosures(name, exported) : exported;
}

/** What Node does not find as a bundler or TypeScript would: endings that are left out, `.js` that is `.ts`. */
const otherSpelling = (from: string, name: string): string | undefined =>
  /^(?:\.{1,2}\/|\/|\.{1,2}$)/.test(name)
    ? fileAt(name.startsWith("/") ? name : join(from, name))
    : exportedFor(from, name);

const aliased = (request: ChildRequest, name: string): string | undefined =>
  aliasesOf(request, name).flatMap((path) => fileAt(path) ?? [])[0];

function aliasesOf({ root, aliases }: ChildRequest, name: string): readonly string[] {
  return aliases.flatMap(({ pattern, targets }) => {
    const [start = "", end] = pattern.split("*");
    if (pattern === "*" && /^(?:\.|\/|node:)/.test(name)) return [];
    const isMatch = end === undefined ? name === pattern : name.startsWith(start) && name.endsWith(end);
    const middle = end === undefined ? "" : name.slice(start.length, name.length - end.length);
    return isMatch
      ? targets.map((target) =>
          join(
            root,
            target.replace("*", () => middle),
          ),
        )
      : [];
  });
}

const ENDINGS = ["", ".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json", "/index.ts", "/index.js"] as const;

function fileAt(path: string): string | undefined {
  const spelled = path.replace(/\.([cm]?)jsx?$/, ".$1ts");
  const all = [...ENDINGS.map((ending) => `${path}${ending}`), spelled, `${spelled}x`];
  return all.find((one) => existsSync(one) && statSync(one).isFile());
}

/** A package that is only there for `import`. */
function exportedFor(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const at = join(folder, "node_modules", name);
    const manifest = join(at, "package.json");
    if (existsSync(manifest)) {
      const exported = reach(JSON.parse(readFileSync(manifest, "utf8")), "exports");
      const target = importTarget(reach(exported, ".") ?? exported);
      return target === undefined ? undefined : fileAt(join(at, target));
    }
    if (dirname(folder) === folder) return undefined;
  }
}

function importTarget(exported: unknown): string | undefined {
  if (typeof exported === "string") return exported;
  for (const name of ["import", "node", "default"]) {
    const inner = reach(exported, name);
    if (inner !== undefined) return importTarget(inner);
  }
  return undefined;
}

/** TypeScript, and JavaScript that is written as modules, below the project and outside of packages. */
function compileOwn({ root }: ChildRequest, compile: Compile): void {
  const extensions = reach(module, "_extensions");
  const plain = reach(extensions, ".js");
  for (const ending of [".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".jsx"])
    put(extensions, ending, (target: unknown, path: string) => {
      const source = isOwn(root, path) ? readFileSync(path, "utf8") : "";
      const text = isOwn(root, path) && needsCompiling(ending, source) ? compile(source, path) : undefined;
      const run = reach(target, "_compile");
      if (text !== undefined && isCallable(run)) return Reflect.apply(run, target, [text, path, "commonjs"]);
      return isCallable(plain) ? Reflect.apply(plain, extensions, [target, path]) : undefined;
    });
}

const isOwn = (root: string, path: string): boolean =>
  path.startsWith(root) && !/[\\/]node_modules[\\/]/.test(path.slice(root.length));

const needsCompiling = (ending: string, source: string): boolean =>
  !/^\.js$/.test(ending) || /^\s*(?:import\b(?!\s*\()|export\b)/m.test(source);
