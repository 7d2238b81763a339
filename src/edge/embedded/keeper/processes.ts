import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";

interface Running {
  readonly pid: number;
  /** Its arguments, or the title that it gave itself. */
  readonly line: string;
}

const ROUNDS = 500;
const PAUSE_MS = 10;

/** Where process ids mean what they mean here: a machine, or a container's own numbering. */
export function place(): string {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

/** Processes other than this one whose line holds the text. None on Windows, where nothing shows titles. */
export function processesWith(text: string): readonly Running[] {
  return allProcesses().filter(({ pid, line }) => pid !== process.pid && line.includes(text));
}

function allProcesses(): readonly Running[] {
  if (process.platform === "win32") return [];
  return process.platform === "linux" ? fromProc() : fromPs();
}

function fromProc(): readonly Running[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      return [{ pid: Number(pid), line: readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ") }];
    } catch {
      return []; // It ended while we looked.
    }
  });
}

function fromPs(): readonly Running[] {
  const text = execFileSync("ps", ["-axww", "-o", "pid=,command="], { encoding: "utf8" });
  return text.split("\n").flatMap((row) => {
    const match = /^\s*(\d+)\s+(.*)$/.exec(row);
    return match === null ? [] : [{ pid: Number(match[1]), line: match[2] ?? "" }];
  });
}

/** Kills what carries the token and waits until it is gone. */
export async function killAll(token: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const left = processesWith(token);
    if (left.length === 0) return;
    for (const { pid } of left) kill(pid);
    await pause(PAUSE_MS);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}
