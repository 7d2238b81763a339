import { applicationsSeen } from "./journal.ts";
import { registerPlugin } from "./fastify.ts";
import { isCallable, isObject, reach, type Callable } from "./reach.ts";
import { createStub } from "./stub.ts";

const FACTORY =
  /^(?:default|(?:create|build|make|init|setup|configure|bootstrap|start|get|new|run|load)?_?(?:express|fastify|koa|http)?_?(?:app|application|server|api|main)?)$/i;

/** Where loading alone made no application: the factory that the entry exports is called, or the plugin registered. */
export async function startExported(exported: unknown, require: NodeJS.Require): Promise<void> {
  if (applicationsSeen() > 0) return;
  const plugin = pluginIn(exported);
  if (plugin !== undefined) return registerPlugin(require("fastify"), plugin);
  for (const factory of factoriesIn(exported)) {
    await factory(...Array.from({ length: factory.length }, createStub));
    if (applicationsSeen() > 0) return;
  }
}

/** `module.exports = async function (fastify, options)`, as fastify-cli starts it. */
function pluginIn(exported: unknown): Callable | undefined {
  const found = reach(exported, "default") ?? exported;
  const first = isCallable(found) ? /^[^(]*\(\s*(\w+)/.exec(Function.prototype.toString.call(found))?.[1] : undefined;
  return isCallable(found) &&
    found.length >= 1 &&
    first !== undefined &&
    /^(?:fastify|app|server|instance|f)$/.test(first)
    ? found
    : undefined;
}

function factoriesIn(exported: unknown): readonly Callable[] {
  const all = isCallable(exported)
    ? [["default", exported] as const]
    : Object.keys(isObject(exported) ? exported : {}).map((name) => [name, reach(exported, name)] as const);
  return all.flatMap(([name, value]) => (FACTORY.test(name) && isFactory(value) ? [value] : []));
}

const isFactory = (value: unknown): value is Callable =>
  isCallable(value) &&
  !Function.prototype.toString.call(value).startsWith("class") &&
  !isCallable(reach(value, "handle"));
