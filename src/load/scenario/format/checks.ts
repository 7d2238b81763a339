import type { Check, Extraction, Predicate, Subject } from "../model.ts";
import { compilePattern } from "../pattern/index.ts";
import { setVariable } from "./scope.ts";
import type { FileCheck, FileExtract } from "./schema.ts";
import { statusRange } from "./statuses.ts";
import { jsonSubject, partOf, patternOf } from "./subjects.ts";
import { timeOf } from "./times.ts";
import { settingOf, templateOf, type Spot } from "./values.ts";

/** Checks of one entry of the file: one for each thing that it says. */
export function checksOf(check: FileCheck, spot: Spot): readonly Check[] {
  const part = partOf(check, spot);
  const own = [...statusChecks(check, spot), ...latencyChecks(check, spot)];
  const predicates = predicatesOf(check, spot);
  if (own.length === 0 && predicates.length === 0 && part === undefined)
    spot.scope.mistakes.error(spot.pointer, "this checks nothing: say status, latency, json, header, contains, …");
  const looked: Subject = part ?? { of: "body" };
  const wanted = predicates.length === 0 && part !== undefined ? [PRESENT] : predicates;
  const all = [
    ...own,
    ...wanted.map(([words, predicate]) => ({ name: `${nameOf(looked)} ${words}`, subject: looked, predicate })),
  ];
  if (check.name === undefined) return all;
  return all.map(({ subject, predicate }, index) => ({ name: numbered(check.name ?? "", index), subject, predicate }));
}

const numbered = (name: string, index: number): string => (index === 0 ? name : `${name} (${index + 1})`);

const PRESENT: readonly [string, Predicate] = ["exists", { is: "present", wanted: true }];

/** What a report calls the part of an answer. */
function nameOf(subject: Subject): string {
  switch (subject.of) {
    case "json":
      return subject.path.source;
    case "header":
    case "cookie":
      return `${subject.of} ${subject.name}`;
    case "status":
    case "latency":
    case "body":
      return subject.of;
  }
}

function statusChecks({ status }: FileCheck, { scope, pointer }: Spot): readonly Check[] {
  if (status === undefined) return [];
  const range = statusRange(status);
  if (range === undefined) scope.mistakes.error(`${pointer}/status`, `${status} is no status: write 200, or 2xx`);
  const [from, to] = range ?? [0, 0];
  return [
    {
      name: `status ${status}`,
      subject: { of: "status" },
      predicate: { is: "between", above: from - 1, below: to + 1 },
    },
  ];
}

function latencyChecks({ latency }: FileCheck, { scope, pointer }: Spot): readonly Check[] {
  if (latency === undefined) return [];
  const below = timeOf(String(latency).replace(/^\s*<\s*/, ""));
  if (below === undefined) scope.mistakes.error(`${pointer}/latency`, `${latency} is no time: write 200ms, or 1s`);
  const name = `latency below ${String(latency).replace(/^\s*<\s*/, "")}`;
  return [{ name, subject: { of: "latency" }, predicate: { is: "between", above: -1, below: below ?? 0 } }];
}

type Worded = readonly (readonly [words: string, predicate: Predicate])[];

function predicatesOf(check: FileCheck, spot: Spot): Worded {
  const at = (key: string): Spot => ({ ...spot, pointer: `${spot.pointer}/${key}` });
  const { contains, matches, equals, differs, is, exists, above, below } = check;
  return [
    ...one(exists, (wanted) => [wanted ? "exists" : "does not exist", { is: "present", wanted }]),
    ...one(equals, (to) => [`equals ${shown(to)}`, { is: "equal", to: settingOf(to, at("equals")), wanted: true }]),
    ...one(differs, (to) => [
      `differs from ${shown(to)}`,
      { is: "equal", to: settingOf(to, at("differs")), wanted: false },
    ]),
    ...one(contains, (text) => [
      `contains ${shown(text)}`,
      { is: "containing", text: templateOf(String(text), "raw", at("contains")) },
    ]),
    ...one(matches, (source) => [
      `matches /${source}/`,
      { is: "matching", pattern: patternOf(source, 0, at("matches")) },
    ]),
    ...one(is, (kind) => [`is ${kind}`, { is: "kind", kind }]),
    ...one(above, (limit) => [`is above ${limit}`, { is: "between", above: limit, below: Infinity }]),
    ...one(below, (limit) => [`is below ${limit}`, { is: "between", above: -Infinity, below: limit }]),
  ];
}

function one<Value>(value: Value | undefined, make: (value: Value) => readonly [string, Predicate]): Worded {
  return value === undefined ? [] : [make(value)];
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? "").slice(0, 60);

/** A variable that is taken out of an answer. */
export function extractionOf(name: string, extract: FileExtract, spot: Spot): Extraction {
  const variable = setVariable(spot.scope, name);
  if (typeof extract === "string")
    return { name: `extract ${name} from ${extract}`, variable, from: plainSubject(extract, spot), which: "first" };
  const { regex, which = "first", default: otherwise } = extract;
  const from: Extraction["from"] = partOf(extract, spot) ?? { of: "body" };
  if (from.of === "body" && regex === undefined)
    spot.scope.mistakes.error(spot.pointer, "say where the value is: json, header, cookie or regex");
  const pattern =
    regex === undefined ? undefined : searchFor(regex, extract.group, { ...spot, pointer: `${spot.pointer}/regex` });
  return {
    name: `extract ${name} from ${nameOf(from)}${regex === undefined ? "" : ` by /${regex}/`}`,
    variable,
    from,
    which,
    ...(pattern !== undefined && { pattern }),
    ...(otherwise !== undefined && { otherwise }),
  };
}

function plainSubject(text: string, spot: Spot): Extraction["from"] {
  if (text.startsWith("$")) return jsonSubject(text, spot);
  const help = "a text here is a JSONPath such as $.id; header:, regex: and cookie: are spelled out";
  spot.scope.mistakes.error(spot.pointer, help);
  return { of: "body" };
}

/** The first group, or the whole match where there is none. */
function searchFor(regex: string, group: number | string | undefined, spot: Spot) {
  if (group !== undefined) return patternOf(regex, group, spot);
  return "problem" in compilePattern(regex, 1) ? patternOf(regex, 0, spot) : patternOf(regex, 1, spot);
}
