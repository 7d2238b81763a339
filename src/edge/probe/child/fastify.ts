import { channel } from "node:diagnostics_channel";
import { noteApplication, noteRoute, noteWarning, touch } from "./journal.ts";
import { currentPlace, placeOfError } from "./places.ts";
import { isCallable, reach } from "./reach.ts";

const instances = new Set<unknown>();
/** More methods than this on one route are all that there are. */
const EVERY = 6;

/** Fastify says itself when an instance is made; its hook tells every route with its whole path and its schema. */
export function watchFastify(): void {
  channel("fastify.initialization").subscribe((message) => {
    const instance = reach(message, "fastify");
    const addHook = reach(instance, "addHook");
    if (!isCallable(addHook)) return;
    instances.add(instance);
    noteApplication();
    Reflect.apply(addHook, instance, ["onRoute", tell]);
  });
}

function tell(route: unknown): void {
  touch();
  const methods = [reach(route, "method")].flat().map((one) => String(one).toUpperCase());
  const text = String(reach(route, "url") ?? reach(route, "path"));
  for (const method of methods.length > EVERY ? ["ALL"] : methods)
    noteRoute({
      method,
      parts: [{ kind: "text", text }],
      framework: "fastify",
      place: currentPlace(),
      schema: reach(route, "schema"),
    });
}

/** Loads the plugins of instances that nobody made listen. */
export async function readyFastify(): Promise<void> {
  for (const instance of instances) {
    const ready = reach(instance, "ready");
    if (isCallable(ready)) await Promise.resolve(Reflect.apply(ready, instance, [])).catch(noteFailure);
  }
}

function noteFailure(error: unknown): void {
  const place = placeOfError(error);
  const at = place === undefined ? "" : ` (${place.file}:${place.line})`;
  noteWarning("fastify", `${String(reach(error, "message") ?? error)}${at}`);
}

/** The application's own Fastify, for a plugin that is all that the entry exports. */
export function registerPlugin(fastify: unknown, plugin: unknown): void {
  const make = reach(fastify, "default") ?? fastify;
  const instance = isCallable(make) ? make({}) : undefined;
  const register = reach(instance, "register");
  if (isCallable(register)) Reflect.apply(register, instance, [plugin]);
}

export const hasFastify = (): boolean => instances.size > 0;
