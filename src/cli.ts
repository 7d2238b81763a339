// The door for people: `backwright` and its four alias bins.
import { start } from "./main/index.ts";

/** Runs this process's command line as the named bin and ends the process. */
export function door(bin: string): Promise<never> {
  return start(bin);
}
