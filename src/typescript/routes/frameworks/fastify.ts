import { nothing, object, open, propertyOf, textOf, truthOf, type RouterNode, type Value } from "../value.ts";
import type { Machine } from "../machine/machine.ts";
import { exportOf } from "../machine/modules.ts";
import { newRouter } from "./make.ts";
import { lastArgs } from "./mounts.ts";
import { methodsOf, spotOfCall } from "./routes.ts";
import { noteBefore } from "./notes.ts";
import type { Work } from "./members.ts";

/** Fastify's `register(plugin, options)`; koa-router's `register(path, methods, middleware)`. */
export function register(work: Work): Value | undefined {
  const { router, args, site } = work;
  if (router.framework === "koa") {
    const [path = open, methods, ...handlers] = args;
    router.entries.push({
      kind: "route",
      methods: methodsOf(methods),
      path,
      handlers,
      spot: spotOfCall(site),
      note: noteBefore(site),
    });
    return undefined;
  }
  const [given = open, options = nothing] = args;
  const { plugin, isShared } = unwrap(given);
  const isAutoload = plugin.kind === "external" && /^(?:@fastify\/autoload|fastify-autoload)$/.test(plugin.source);
  if (isAutoload) return autoload(work, options);
  if (plugin.kind === "function" || isNamespace(plugin))
    enter(work, { plugin, options, isShared, prefix: propertyOf(options, "prefix") });
  else if (plugin.kind === "external" && /rate-limit/.test(plugin.source))
    router.entries.push({ kind: "middleware", path: undefined, handlers: [plugin] });
  else if (plugin.kind !== "external")
    router.entries.push({
      kind: "lost",
      path: propertyOf(options, "prefix") ?? object([]),
      what: "plugin",
      spot: spotOfCall(site),
    });
  return undefined;
}

/** `import("./plugin.js")` and `require` of an ES module hand in the whole of it. */
const isNamespace = (value: Value): boolean => propertyOf(value, "default")?.kind === "function";

/** `fp(plugin)`: its instance is the parent's own. */
function unwrap(value: Value): { readonly plugin: Value; readonly isShared: boolean } {
  if (value.kind === "external" && value.source === "fastify-plugin" && lastArgs(value).length > 0)
    return { plugin: lastArgs(value)[0] ?? open, isShared: true };
  return { plugin: value, isShared: false };
}

interface Entering {
  readonly plugin: Value;
  readonly options: Value;
  readonly isShared: boolean;
  readonly prefix: Value | undefined;
  /** Plugins whose hooks hold in this one. */
  readonly hooks?: readonly Value[];
}

function enter(work: Work, { plugin, options, isShared, prefix, hooks = [] }: Entering): void {
  const { machine, router, site } = work;
  const run = plugin.kind === "function" ? plugin : propertyOf(plugin, "default");
  if (run === undefined) return;
  const target = isShared ? router : child(work, prefix);
  const given = options.kind === "constant" ? object([], true) : options;
  for (const one of [...hooks, run]) machine.call(one, [{ kind: "router", router: target }, given, open], site);
}

function child({ machine, router, site }: Work, prefix: Value | undefined): RouterNode {
  const target = newRouter(machine, { framework: "fastify", kind: "plugin", site, parent: router });
  target.isMounted = true;
  router.entries.push({ kind: "mount", path: prefix ?? object([]), target, spot: spotOfCall(site) });
  return target;
}

/** Every file below `dir` is a plugin; folders are prefixes. https://github.com/fastify/fastify-autoload */
function autoload(work: Work, options: Value): Value | undefined {
  const { machine, router, site } = work;
  const folder = textOf(propertyOf(options, "dir"))?.replace(/^\/|\/$/g, "");
  if (folder === undefined) {
    router.entries.push({ kind: "lost", path: object([]), what: "autoload folder", spot: spotOfCall(site) });
    return undefined;
  }
  const files = [...machine.sources.files.keys()]
    .filter((file) => file.startsWith(`${folder}/`) && PLUGIN.test(file))
    .sort();
  for (const file of files) loadOne(work, { file, folder, options, siblings: files });
  return undefined;
}

const PLUGIN = /(?<!\.d)\.(?:[cm]?ts|[cm]?js)$/;
const INDEX = /(?:^|\/)(?:index)\.[cm]?[tj]s$/;

interface Loading {
  readonly file: string;
  readonly folder: string;
  readonly options: Value;
  readonly siblings: readonly string[];
}

function loadOne(work: Work, { file, folder, options, siblings }: Loading): void {
  const { machine } = work;
  const inside = file
    .slice(folder.length + 1)
    .split("/")
    .slice(0, -1);
  const own = `${folder}${inside.map((one) => `/${one}`).join("")}/`;
  const hasIndex = siblings.some(
    (one) => one.startsWith(own) && INDEX.test(one) && !one.slice(own.length).includes("/"),
  );
  if (hasIndex && !INDEX.test(file) && inside.length > 0) return;
  if (/(?:^|\/)autohooks\.|\.(?:test|spec)\./.test(file)) return;
  const plugin = exportOf(machine, file, "default");
  const auto = exportOf(machine, file, "autoPrefix");
  const override = textOf(exportOf(machine, file, "prefixOverride"));
  const given = propertyOf(options, "options");
  const base = textOf(propertyOf(given, "prefix")) ?? "";
  const isByParameter = truthOf(propertyOf(options, "routeParams")) === true;
  const folders = inside.map((one) => (isByParameter && one.startsWith("_") ? `:${one.slice(1)}` : one));
  const prefix =
    override ??
    base +
      (folders.length > 0 && truthOf(propertyOf(options, "dirNameRoutePrefix")) !== false
        ? `/${folders.join("/")}`
        : "") +
      (textOf(auto) ?? "");
  const { plugin: inner, isShared } = unwrap(plugin);
  if (inner.kind !== "function") return;
  enter(work, {
    plugin: inner,
    options: given ?? object([], true),
    isShared,
    prefix: { kind: "constant", value: prefix },
    hooks: truthOf(propertyOf(options, "autoHooks")) === true ? hooksOf(machine, { folder, inside, options }) : [],
  });
}

interface Hooked {
  readonly folder: string;
  readonly inside: readonly string[];
  readonly options: Value;
}

/** `autohooks.js` of a plugin's folder, and with `cascadeHooks` of those around it. */
function hooksOf(machine: Machine, { folder, inside, options }: Hooked): readonly Value[] {
  const isCascade = truthOf(propertyOf(options, "cascadeHooks")) === true;
  const depths = isCascade ? [...inside.keys(), inside.length] : [inside.length];
  return depths.flatMap((depth) => {
    const start = [folder, ...inside.slice(0, depth), "autohooks."].join("/");
    const file = [...machine.sources.files.keys()].find((one) => one.startsWith(start) && PLUGIN.test(one));
    const { plugin } = unwrap(file === undefined ? nothing : exportOf(machine, file, "default"));
    return plugin.kind === "function" ? [plugin] : [];
  });
}
