import { isJsonObject } from "../../kit/index.ts";
import { parseYaml } from "../text/index.ts";
import type { Pieces, Replaced, Wanted } from "./pieces.ts";
import { cutYaml, type Cut } from "./yaml-cut.ts";

/** What an anchor names may be used, and named again, anywhere behind it. */
const ANCHOR = /(?:^|[:?,[{-])[ \t]*(?<![^\s[{])&[^\s&;,[\]{}]+(?=\s|$)/m;

/** The pieces of a YAML document whose paths and components stand below each other, each in lines of its own. */
export function yamlPieces(text: string): Pieces | undefined {
  const cuts = cutYaml(text);
  return cuts && piecesFrom(cuts);
}

function piecesFrom(cuts: readonly Cut[]): Pieces | undefined {
  const paths = textsOf(cuts, "path");
  const components = textsOf(cuts, "component");
  if (paths.size + components.size < cuts.filter(({ kind }) => kind !== "rest").length) return undefined;
  return {
    paths,
    components,
    rest: cuts.map(({ kind, text: own }) => (kind === "rest" ? own : "")).join(""),
    isSound: (path) => isAlone(path, paths.get(path) ?? ""),
    write: (wanted) => plain(cuts.map((cut) => written(cut, wanted)).join("")),
    replaced: (place) => withReplaced(cuts, place),
  };
}

/** The place lies in one path item, below the line that names it: all other lines are cut where they were. */
function withReplaced(cuts: readonly Cut[], { start, end, text }: Replaced): Pieces | undefined {
  let from = 0;
  const at = cuts.findIndex(({ text: own }) => start < (from += own.length));
  const cut = cuts[at];
  if (cut?.kind !== "path") return undefined;
  const inside = start - (from - cut.text.length);
  if (end > from || inside <= cut.text.indexOf("\n") || !cut.text.endsWith("\n")) return undefined;
  const other = `${cut.text.slice(0, inside)}${text}${cut.text.slice(cut.text.length - from + end)}`;
  const alone = cutYaml(`${AREA}${other}`);
  if (!other.endsWith("\n") || alone?.length !== 2 || alone[1]?.name !== cut.name) return undefined;
  return piecesFrom(cuts.with(at, { ...cut, text: other }));
}

const AREA = "paths:\n";

const plain = (text: string): string | undefined => (ANCHOR.test(text) ? undefined : text);

const textsOf = (cuts: readonly Cut[], kind: Cut["kind"]): ReadonlyMap<string, string> =>
  new Map(cuts.flatMap((cut) => (cut.kind === kind ? [[cut.name, cut.text]] : [])));

function written({ kind, name, text }: Cut, { paths, components }: Wanted): string {
  if (kind === "rest") return text;
  return (kind === "path" ? paths : components).has(name) ? text : "";
}

/** A quoted text or a bracket that is open at its end would take in what follows. */
function isAlone(path: string, text: string): boolean {
  try {
    const { value, duplicate } = parseYaml({ file: "", text });
    return duplicate === undefined && isJsonObject(value) && Object.keys(value).join("\n") === path;
  } catch {
    return false;
  }
}
