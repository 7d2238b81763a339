import { adopt, copy, folder, give } from "./folders.ts";
import { textOf, type Fields } from "./fields.ts";
import { processesWith } from "./processes.ts";
import { run, serve } from "./programs.ts";
import { held } from "./state.ts";
import { sweep } from "./sweep.ts";

type Operation = (request: Fields) => unknown;

/** What the parent can ask for, by name. */
export const operations: Readonly<Record<string, Operation>> = {
  adopt,
  copy,
  folder,
  give,
  isRunning,
  ready,
  run,
  serve,
  sweep: (request) => sweep(textOf(request, "parent")),
};

/** The server takes connections. */
function ready(): void {
  held.isReady = true;
}

/** Whether some PostgreSQL runs on a data directory. */
function isRunning(request: Fields): boolean {
  return processesWith(`-D ${textOf(request, "data")} `).length > 0;
}
