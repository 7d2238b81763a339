import type { World } from "../../command/index.ts";
import type { CheckedPart } from "../../report/doctor/index.ts";

interface Wanted {
  readonly name: string;
  /** Names under which it is installed, the likeliest first. */
  readonly programs: readonly string[];
  readonly enables: string;
  readonly install: string;
}

const WANTED: readonly Wanted[] = [
  {
    name: "git",
    programs: ["git"],
    enables: "the history of generated projects",
    install: "https://git-scm.com",
  },
  {
    name: "Docker",
    programs: ["docker", "podman"],
    enables: "the containers of generated projects; Backwright itself needs none",
    install: "https://docs.docker.com/get-docker",
  },
  {
    name: "MariaDB",
    programs: ["mariadbd", "mysqld"],
    enables: "trying db commands on MariaDB, not built yet",
    install: "your system's package mariadb-server",
  },
  {
    name: "Redis",
    programs: ["redis-server", "valkey-server"],
    enables: "running generated projects that cache, not built yet",
    install: "your system's package redis-server",
  },
  {
    name: "Chromium",
    programs: ["chromium", "chromium-browser", "google-chrome", "chrome"],
    enables: "pictures of reports, not built yet",
    install: "your system's package chromium",
  },
];

const TIMEOUT_MS = 5_000;

/** Which programs are on PATH, with the versions that they tell. */
export function checkPrograms(world: World): Promise<readonly CheckedPart[]> {
  return Promise.all(WANTED.map((wanted) => check(world, wanted)));
}

async function check(world: World, { programs, ...wanted }: Wanted): Promise<CheckedPart> {
  for (const program of programs) {
    const path = await world.processes.which(program);
    if (path !== undefined) return { ...wanted, installed: true, path, version: await versionOf(world, path) };
  }
  return { ...wanted, installed: false };
}

async function versionOf(world: World, path: string): Promise<string | undefined> {
  try {
    const { stdout } = await world.processes.run(path, ["--version"], { timeoutMs: TIMEOUT_MS });
    return /\d+(?:\.\d+)+/.exec(stdout)?.[0];
  } catch {
    return undefined;
  }
}
