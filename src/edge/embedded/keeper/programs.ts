import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { stopChild } from "./child.ts";
import { serveByControl } from "./control.ts";
import { ownerOf, textOf, textRecord, textsOf, type Fields } from "./fields.ts";
import { serverEnded, type Ended } from "./finish.ts";
import { held } from "./state.ts";

/** Runs a program to its end. */
export function run(request: Fields): Promise<Ended> {
  const child = launch(request);
  held.programs.add(child);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      held.programs.delete(child);
      resolve({ code, output: tailOf(request) });
    });
  });
}

/** Starts the server and answers its process id. Its end is told, and once it was ready it is the end of this keeper too. */
export function serve(request: Fields): Promise<number | undefined> {
  if (process.platform === "win32") return serveByControl(request, () => tailOf(request));
  const child = launch(request);
  const signal = textOf(request, "stop") === "fast" ? "SIGINT" : "SIGQUIT";
  held.server = { stop: () => stopChild(child, signal, Number(request["limitMs"])) };
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("spawn", () => resolve(child.pid));
    child.once("exit", (code) => serverEnded({ code, output: tailOf(request) }));
  });
}

function launch(request: Fields): ChildProcess {
  held.data.add(textOf(request, "data"));
  const log = openSync(textOf(request, "log"), "a", 0o600);
  try {
    return spawn(textOf(request, "file"), textsOf(request, "args"), {
      env: textRecord(request, "env"),
      cwd: "/",
      stdio: ["ignore", log, log],
      windowsHide: true,
      // A group of its own, so that the helpers of initdb can be ended with it.
      detached: process.platform !== "win32",
      ...ownerOf(request),
    });
  } finally {
    closeSync(log);
  }
}

/** The end of the log, for an error's message. */
function tailOf(request: Fields): string {
  try {
    return readFileSync(textOf(request, "log"), "utf8").slice(-4_000);
  } catch {
    return "";
  }
}
