import { errors, groupBy, type JsonValue } from "../../../kit/index.ts";
import type { FileStep } from "../../scenario/format/index.ts";
import type { Imported } from "../imported.ts";
import { newVault, type Vault } from "../secrets.ts";
import { stepOf } from "../step.ts";
import { entriesOf, type Entry } from "./entries.ts";

/** What of a recording is played. */
export interface RecordingWishes {
  readonly includeWrites: boolean;
  /** Scripts, styles, images and fonts too. */
  readonly static: boolean;
  readonly thinkTimes: boolean;
}

const STATIC_TYPE = /^(?:image|font|audio|video)\/|javascript|^text\/css|wasm/i;
const STATIC_PATH = /\.(?:js|mjs|css|map|png|jpe?g|gif|svg|ico|webp|avif|woff2?|ttf|otf|mp4|webm|wasm)$/i;
/** Shorter pauses are the browser's own. */
const LEAST_PAUSE_MS = 50;

/**
 * A HAR recording as a scenario: the requests to the origin of its first page, in their order.
 *
 * Error: `load-scenario-empty`.
 * @example
 * readRecording("shop.har", JSON.parse(text), { includeWrites: false, static: false, thinkTimes: true });
 */
export function readRecording(name: string, document: JsonValue, wishes: RecordingWishes): Imported {
  const entries = entriesOf(document);
  const origin = ownOrigin(entries);
  if (origin === undefined)
    throw errors.loadScenario.nothingToPlay({ file: name, reason: "it has no answered request" });
  const own = entries.filter((entry) => entry.origin === origin);
  const moving = own.filter((entry) => wishes.static || !isStatic(entry));
  const played = moving.filter(({ method }) => wishes.includeWrites || method === "GET" || method === "HEAD");
  if (played.length === 0)
    throw errors.loadScenario.nothingToPlay({ file: name, reason: "every request was filtered out" });
  const vault = newVault();
  const steps = played.map((entry, index) => stepFor(entry, played[index + 1], { vault, wishes }));
  const warnings = [
    left(entries.length - own.length, `to other origins than ${origin}`, undefined),
    left(own.length - moving.length, "for scripts, styles, images and fonts", "--static"),
    left(moving.length - played.length, "that change something", "--include-writes"),
  ];
  return { file: { name, target: origin, steps }, secrets: vault.secrets, warnings: warnings.flat() };
}

/** Where the first page came from; without a page, the origin of most requests. */
function ownOrigin(entries: readonly Entry[]): string | undefined {
  const page = entries.find(({ type, status }) => /html/i.test(type) && status < 300);
  if (page !== undefined) return page.origin;
  const groups = [...groupBy(entries, ({ origin }) => origin)];
  return groups.toSorted((a, b) => b[1].length - a[1].length)[0]?.[0];
}

const isStatic = ({ type, path }: Entry): boolean =>
  STATIC_TYPE.test(type) || STATIC_PATH.test(path.split("?", 1)[0] ?? "");

interface Around {
  readonly vault: Vault;
  readonly wishes: RecordingWishes;
}

function stepFor(entry: Entry, next: Entry | undefined, { vault, wishes }: Around): FileStep {
  const pauseMs = next === undefined ? 0 : Math.round(next.startedMs - entry.startedMs - entry.tookMs);
  return {
    ...stepOf(entry, vault),
    expect: entry.status === 304 ? [200, 304] : entry.status,
    ...(wishes.thinkTimes && pauseMs >= LEAST_PAUSE_MS && { think: `${pauseMs}ms` }),
  };
}

function left(count: number, which: string, flag: string | undefined): readonly string[] {
  if (count === 0) return [];
  const requests = count === 1 ? "1 request" : `${count} requests`;
  return [`${requests} ${which} left out${flag === undefined ? "" : ` (${flag} plays them)`}`];
}
