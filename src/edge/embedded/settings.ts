import { join } from "node:path";
import { errors } from "../../kit/index.ts";
import type { Hold } from "./hold.ts";

type Settings = Readonly<Record<string, string>>;

/** Faster and smaller, at the price of losing the data when the machine stops: for data that nobody keeps. */
const CARELESS: Settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
};

/** The server's arguments behind `-D`: our settings, then the caller's, which win. */
export function serverArguments(
  hold: Pick<Hold, "token" | "folder" | "isKept">,
  port: number,
  wanted: Settings,
): readonly string[] {
  const settings: Settings = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    // The mark by which the keeper finds every process of this server, and by which a person sees whose it is.
    cluster_name: hold.token,
    log_destination: "stderr",
    logging_collector: "off",
    timezone: "UTC",
    lc_messages: "C",
    ...socketSettings(join(hold.folder, "s")),
    ...(hold.isKept ? {} : CARELESS),
    ...wanted,
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${checked(name)}=${value}`]);
}

/** Shared memory as a file of the data directory: a killed server leaves nothing in /dev/shm. */
function socketSettings(folder: string): Settings {
  if (process.platform === "win32") return {};
  return { unix_socket_directories: folder, unix_socket_permissions: "0700", dynamic_shared_memory_type: "mmap" };
}

function checked(name: string): string {
  if (/^[a-z_][a-z0-9_.]*$/i.test(name)) return name;
  throw errors.engine.startFailed({ engine: "PostgreSQL", reason: `"${name}" is no name of a setting` });
}
