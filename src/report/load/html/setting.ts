import { formatDecimal, formatDuration } from "../../../kit/index.ts";
import type { LoadReport } from "../../../load/result/index.ts";
import { card, element, type Markup } from "./elements.ts";
import { factTable } from "./parts.ts";

type Fact = readonly [name: string, value: string];

/** How healthy the generator was: what decides whether the rest can be believed. */
export function healthCard({ generator, target, validity }: LoadReport): Markup {
  const facts: readonly Fact[] = [
    ["verdict", validity === null ? "not judged" : validity.valid ? "valid" : "INVALID"],
    ...(validity === null ? [] : [["its share of the delay", `${formatDecimal(validity.oursPercent, 1)}%`] as const]),
    ["transport", target.transport],
    ["address", target.address],
    ...(generator.stamps === null ? [] : [["arrivals stamped by", generator.stamps] as const]),
    ...(generator.fallback === null ? [] : [["kernel transport not used", generator.fallback] as const]),
    ...(generator.workers === null ? [] : [["threads", String(generator.workers)] as const]),
    ["busy", `${generator.busyPercent}% of the time, ${generator.cpuPercent}% of a core`],
    ...milliseconds("ready but not run", generator.stolenMs),
    ...milliseconds("away from its sockets", generator.stalledMs),
    ...milliseconds("longest absence", generator.longestStallMs),
  ];
  return card({ title: "Generator health" }, factTable(facts));
}

const milliseconds = (name: string, value: number | null): readonly Fact[] =>
  value === null ? [] : [[name, `${formatDecimal(value, 1)} ms`]];

/** What was asked for, and where it ran. */
export function settingCard(report: LoadReport): Markup {
  const { settings, environment } = report;
  const facts: readonly Fact[] = [
    ...(settings.method === null ? [] : [["method", settings.method] as const]),
    ["model", modelText(report)],
    [settings.model.kind === "open" ? "connections at most" : "users", String(settings.concurrency)],
    ["duration", settings.durationMs === null ? "until done" : formatDuration(settings.durationMs)],
    ...(settings.requestLimit === null ? [] : [["requests", String(settings.requestLimit)] as const]),
    ["time-out", formatDuration(settings.timeoutMs)],
    ["protocol", settings.streams === 1 ? settings.protocol : `${settings.protocol}, ${settings.streams} streams`],
    ["keep-alive", settings.keepAlive ? "yes" : "no"],
    ...(settings.tlsVerified === null ? [] : [["certificate checked", settings.tlsVerified ? "yes" : "no"] as const]),
    ...settings.headers.map(({ name, value }) => [`header ${name}`, value] as const),
    ...Object.entries(environment ?? {}).map(([name, value]) => [name, String(value)] as const),
  ];
  return card({ title: "Settings and environment" }, factTable(facts));
}

function modelText({ settings: { model } }: LoadReport): string {
  const stages = model.stages.map(({ durationMs, target }) => `${target} in ${formatDuration(durationMs)}`);
  const start = model.startPerSecond === null ? [] : [`${model.startPerSecond}/s`];
  const what = model.scenario === null ? "" : `, ${model.scenario}`;
  const levels = [...start, ...stages].join(", then ");
  return `${model.kind}${levels === "" ? "" : `: ${levels}`}${model.process === "poisson" ? ", poisson" : ""}${what}`;
}

/** The line that makes this report again, and the data behind it. */
export const commandCard = ({ command }: LoadReport): Markup =>
  card({ title: "Command and data", wide: true }, command === null ? "" : element("pre", command), {
    html: '<p class="hint">All figures of this page are in it as JSON, schema backwright.load/1.</p><button type="button" data-save>Save the data</button>',
  });
