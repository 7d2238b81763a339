import type { Finding, JsonObject, JsonValue, Severity } from "../../kit/index.ts";
import { positionsOf } from "../text/index.ts";
import { refuse, type Action, type Overlay } from "./document.ts";
import { updated } from "./merge.ts";
import { select, type Budget, type Node } from "./path/index.ts";
import { rewrite } from "./rewrite.ts";
import { sizeOf } from "./size.ts";

/** What an action could not do. */
interface OverlayRemark {
  readonly code: string;
  readonly severity: Severity;
  readonly evidence: JsonObject;
}

interface Applied {
  readonly value: JsonValue;
  readonly findings: readonly Finding[];
}

const MOST_LOOKS = 5_000_000;
const MOST_GROWTH = 1_000_000;
const DEEPEST = 1_000;

/** Looks and growth of all overlays together: hostile ones end in seconds. */
interface Bounds {
  looks: number;
  growth: number;
}

/**
 * A document with overlays applied, one after another, each action on what the one before it left. An action that names nothing,
 * or does not fit what it names, is a finding. Error: `openapi-overlay-unusable` for one that asks for too much.
 */
export function applyOverlays(value: JsonValue, overlays: readonly Overlay[]): Applied {
  const bounds: Bounds = { looks: MOST_LOOKS, growth: MOST_GROWTH };
  const findings: Finding[] = [];
  let document = value;
  for (const overlay of overlays) {
    for (const action of overlay.actions) {
      const done = applyAction(document, action, { overlay, bounds });
      document = done.value;
      if (done.remark !== undefined) findings.push(findingOf(overlay, action, done.remark));
    }
  }
  return { value: document, findings };
}

interface Site {
  readonly overlay: Overlay;
  readonly bounds: Bounds;
}

interface Done {
  readonly value: JsonValue;
  readonly remark?: OverlayRemark;
}

function applyAction(value: JsonValue, action: Action, site: Site): Done {
  const nodes = nodesOf(value, action, site);
  const { target, change } = action;
  if (nodes.length === 0)
    return { value, remark: { code: "overlay-matches-nothing", severity: "warning", evidence: { target } } };
  if (change.kind === "remove") {
    const left = rewrite(value, nodes, () => undefined);
    return left === undefined ? misfit(value, target, "the whole document cannot be removed") : { value: left };
  }
  const update = change.kind === "update" ? [change.value] : copied(value, action, site);
  const [only] = update;
  if (update.length !== 1 || only === undefined)
    return misfit(value, target, `copy names ${update.length} values and has to name one`);
  return merge(value, nodes, { update: only, action, site });
}

interface Merging {
  readonly update: JsonValue;
  readonly action: Action;
  readonly site: Site;
}

function merge(value: JsonValue, nodes: readonly Node[], { update, action, site }: Merging): Done {
  grow(update, nodes, { action, site });
  let misfits = 0;
  const left = rewrite(value, nodes, (node) => {
    const after = updated(node, update);
    if (after === undefined) misfits += 1;
    return after ?? node;
  });
  const reason = `${misfits} of ${nodes.length} places are objects, and only an object can be merged into them`;
  return misfits > 0 ? misfit(left ?? value, action.target, reason) : { value: left ?? value };
}

const misfit = (value: JsonValue, target: string, reason: string): Done => ({
  value,
  remark: { code: "overlay-misfit", severity: "error", evidence: { target, reason } },
});

function nodesOf(value: JsonValue, action: Action, site: Site): readonly Node[] {
  return looked(site, action, (budget) => select(action.query, value, budget));
}

function copied(value: JsonValue, action: Action, site: Site): readonly JsonValue[] {
  const { change } = action;
  if (change.kind !== "copy") return [];
  return looked(site, action, (budget) => select(change.from, value, budget)).map((node) => node.value);
}

function looked<Result>({ overlay, bounds }: Site, { pointer }: Action, look: (budget: Budget) => Result): Result {
  const reason = `its targets look at more than ${MOST_LOOKS} values`;
  const budget: Budget = { left: bounds.looks, exhausted: () => refuse(overlay.document, pointer, reason) };
  const found = look(budget);
  bounds.looks = budget.left;
  return found;
}

/** Error: `openapi-overlay-unusable` where a document would grow without measure. */
function grow(update: JsonValue, nodes: readonly Node[], { action, site }: Omit<Merging, "update">): void {
  const { overlay, bounds } = site;
  const { nodes: count, depth } = sizeOf(update, bounds.growth);
  bounds.growth -= count * nodes.length;
  if (bounds.growth < 0) refuse(overlay.document, action.pointer, `it adds more than ${MOST_GROWTH} values`);
  if (depth + Math.max(...nodes.slice(0, 1_000).map(depthOf)) > DEEPEST)
    refuse(overlay.document, action.pointer, `the document would nest deeper than ${DEEPEST} levels`);
}

function depthOf(node: Node): number {
  let depth = 0;
  for (let here: Node | undefined = node; here !== undefined; here = here.parent) depth += 1;
  return depth;
}

function findingOf({ document }: Overlay, { pointer, target }: Action, remark: OverlayRemark): Finding {
  const at = `${pointer}/target`;
  const subject = { kind: "overlay", name: target, file: document.file, ...positionsOf(document, [at])(at) };
  return { ...remark, subject };
}
