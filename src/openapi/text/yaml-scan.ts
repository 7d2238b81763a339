import { EVENT_ID, getScalarValue, type Event } from "js-yaml";
import type { Wanted } from "./wanted.ts";

/** A hand over the events of a YAML text. */
interface YamlScan {
  readonly text: string;
  readonly events: readonly Event[];
  at: number;
}

/** Notes the offsets of the members that are wanted. */
export function scanYaml(text: string, events: readonly Event[], wanted: Wanted): void {
  scanNode({ text, events, at: 1 }, wanted);
}

function scanNode(scan: YamlScan, wanted: Wanted | undefined): void {
  const event = scan.events[scan.at];
  scan.at += 1;
  if (event?.type === EVENT_ID.MAPPING) scanMembers(scan, wanted);
  if (event?.type === EVENT_ID.SEQUENCE) scanItems(scan, wanted);
}

function scanMembers(scan: YamlScan, wanted: Wanted | undefined): void {
  for (let key = scan.events[scan.at]; key !== undefined && key.type !== EVENT_ID.POP; key = scan.events[scan.at]) {
    scanNode(scan, undefined);
    scanNode(scan, memberOf(wanted, scan.text, key));
  }
  scan.at += 1;
}

function scanItems(scan: YamlScan, wanted: Wanted | undefined): void {
  let index = 0;
  for (let item = scan.events[scan.at]; item !== undefined && item.type !== EVENT_ID.POP; item = scan.events[scan.at]) {
    scanNode(scan, note(wanted?.children.get(String(index)), startOf(item)));
    index += 1;
  }
  scan.at += 1;
}

function memberOf(wanted: Wanted | undefined, text: string, key: Event): Wanted | undefined {
  if (wanted === undefined || wanted.children.size === 0 || key.type !== EVENT_ID.SCALAR) return undefined;
  return note(wanted.children.get(getScalarValue(text, key)), startOf(key));
}

function note(wanted: Wanted | undefined, offset: number | undefined): Wanted | undefined {
  if (wanted !== undefined) wanted.offset = offset;
  return wanted;
}

/** A quoted scalar begins at its quote. */
function startOf(event: Event): number | undefined {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart - (isQuoted(event.style) ? 1 : 0);
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  return "start" in event ? event.start : undefined;
}

const isQuoted = (style: number): boolean => style === 2 || style === 3;
