import { noteVariable } from "./journal.ts";
import { isCalledByOwn } from "./places.ts";
import { put } from "./reach.ts";

/** Notes which variables the application asks for and does not find. */
export function watchEnvironment(): void {
  const asked = new Set<string>();
  put(
    process,
    "env",
    new Proxy(process.env, {
      get: (env, name) => {
        const found: unknown = Reflect.get(env, name);
        if (found === undefined && typeof name === "string" && !asked.has(name)) {
          asked.add(name);
          if (/^[A-Za-z_]\w*$/.test(name) && isCalledByOwn()) noteVariable(name);
        }
        return found;
      },
    }),
  );
}
