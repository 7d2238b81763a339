import type { Import, Source } from "./sources.ts";

/** Law 2's order of rooms; a room imports rooms of lower tiers. */
const TIERS: ReadonlyMap<string, number> = new Map(
  [
    ["kit"],
    ["openapi", "typescript", "catalog", "sql"],
    ["diff", "lint", "advice", "ledger", "scaffold", "load", "decide"],
    ["report"],
    ["command"],
    ["commands"],
    ["main"],
    [""],
  ].flatMap((rooms, tier) => rooms.map((room) => [room, tier] as const)),
);

const SAME_TIER: ReadonlySet<string> = new Set(["lint>diff", "advice>diff"]);

/** What pure rooms may import from outside: text becomes data, nothing touches the world. */
const PURE_PACKAGES: readonly RegExp[] = [
  /^node:(util|path\/posix|path|crypto|buffer|url)$/,
  /^(zod|yaml|js-yaml|node-diff3|libpg-query|oxc-parser)$/,
];
const PURE_NAMES: ReadonlyMap<string, RegExp> = new Map([
  ["node:util", /\{\s*(type\s+)?(parseArgs|styleText)[\s,]/],
  ["node:path", /\{\s*posix\s*[,}]/],
  ["node:crypto", /\{\s*createHash\s*[,}]/],
]);
const IMPURE_ROOMS: ReadonlySet<string> = new Set(["edge", "main", "", "doors"]);

/** Laws 1 and 2: who may import whom. A line for each breach. */
export function importBreaches(source: Source): readonly string[] {
  return source.imports.flatMap((found) => (found.isFile ? fileBreach(source, found) : packageBreach(source, found)));
}

function fileBreach(source: Source, found: Import): readonly string[] {
  const room = roomOf(found.target);
  const say = (law: string): readonly string[] => [`${source.path}:${found.line} ${law}: ${found.target}`];
  if (found.isDynamic && !mayImportLazily(source, found))
    return say("import() may name one command's file (main: an edge room)");
  // A door hands out one command's file: an index would load them all.
  if (source.room === "doors" && room === "commands") return [];
  if (!found.isDynamic && !found.target.endsWith("/index.ts") && !isOwnFile(source, found))
    return say("another room is imported through its index.ts only");
  if (room === source.room) return [];
  if (room === "edge") return source.room === "main" ? [] : say("only main imports edge");
  if (source.room === "edge") return room === "main" || room === "commands" ? say("edge imports pure rooms only") : [];
  return isBelow(source.room, room, found) ? [] : say("imports go down the tiers only");
}

function isBelow(from: string, to: string, found: Import): boolean {
  if (from === "doors") return true;
  if (SAME_TIER.has(`${from}>${to}`)) return true;
  const [a, b] = [TIERS.get(from), TIERS.get(to)];
  if (a === undefined || b === undefined) return false;
  // The command room describes the World, and the World is made of types of every pure room.
  return b < a || (found.typeOnly && from === "command" && b < a);
}

function mayImportLazily(source: Source, found: Import): boolean {
  if (source.path === "src/main/loaders.ts") return found.target.startsWith("src/commands/");
  if (source.path === "src/main/pages/open.ts") return found.target === "src/main/start.ts";
  return (
    source.path === "src/main/lazy.ts" && (found.target.startsWith("src/edge/") || found.target === "src/main/tools.ts")
  );
}

const roomOf = (path: string): string => (path.split("/").length > 2 ? (path.split("/")[1] ?? "") : "");

/** A subfolder without an index.ts is part of its room; a sub-room sees the files of the room that it stands in. */
function isOwnFile(source: Source, found: Import): boolean {
  return (
    roomOf(found.target) === source.room &&
    `${innermostRoom(source.path)}/`.startsWith(`${innermostRoom(found.target)}/`)
  );
}

let roomFolders: ReadonlySet<string> = new Set();

/** Tells which folders are rooms: those with an index.ts. */
export function setRooms(sources: readonly Source[]): void {
  roomFolders = new Set(
    sources.filter((one) => one.path.endsWith("/index.ts")).map((one) => one.path.slice(0, -"/index.ts".length)),
  );
}

function innermostRoom(path: string): string {
  let folder = path;
  do folder = folder.slice(0, folder.lastIndexOf("/"));
  while (folder !== "src" && folder !== "" && !roomFolders.has(folder));
  return folder;
}

function packageBreach(source: Source, found: Import): readonly string[] {
  const say = (law: string): readonly string[] => [`${source.path}:${found.line} ${law}: ${found.target}`];
  if (IMPURE_ROOMS.has(source.room)) return [];
  if (!PURE_PACKAGES.some((allowed) => allowed.test(found.target)))
    return say("a pure room turns facts into facts; this package touches the world");
  const names = PURE_NAMES.get(found.target);
  const statement = source.text.split("\n")[found.line - 1] ?? "";
  if (names === undefined || names.test(statement) || /import type/.test(statement)) return [];
  return say("a pure room takes only parseArgs, styleText, posix, createHash from here");
}
