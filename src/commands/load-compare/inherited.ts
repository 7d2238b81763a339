import { errors } from "../../kit/index.ts";
import type { LoadReport, LoadSettings } from "../../load/result/index.ts";
import { REDACTED } from "../../load/index.ts";
import type { CompareFlags } from "./flags.ts";

/**
 * The flags, and for what was not given the settings of a saved run. What a file does not hold (secrets, bodies) has to be given
 * again; that any certificate was taken is never inherited. Error: `load-baseline-lacks`.
 */
export function inherited(flags: CompareFlags, { settings }: LoadReport, file: string): CompareFlags {
  const { model } = settings;
  const isBody = flags.body !== undefined || flags.data !== undefined;
  if (settings.bodyBytes > 0 && !isBody)
    throw errors.loadCompare.baselineLacks({
      file,
      what: `a body of ${settings.bodyBytes} bytes`,
      flag: "--data FILE",
    });
  return {
    ...flags,
    ...howMuch(flags, settings),
    method: flags.method ?? settings.method ?? "GET",
    header: [...flags.header, ...headersOf(flags, settings, file)],
    expectStatus: flags.expectStatus ?? settings.expectStatus ?? undefined,
    timeout: flags.timeout ?? settings.timeoutMs,
    keepalive: flags.keepalive ?? settings.keepAlive,
    maxRedirects: flags.maxRedirects ?? settings.redirects,
    http2: flags.http2 || settings.protocol === "h2",
    streams: flags.streams ?? (settings.streams > 1 ? settings.streams : undefined),
    arrivals: flags.arrivals ?? (flags.rate === undefined ? (model.process ?? undefined) : undefined),
  };
}

/** Stages and rates belong together: one that is given replaces both. */
function howMuch(flags: CompareFlags, { model, ...settings }: LoadSettings) {
  const isOwn = flags.rate !== undefined || flags.stages !== undefined;
  const stages = model.stages.filter(({ durationMs }) => durationMs > 0);
  const text = stages.map(({ durationMs, target }) => `${durationMs}ms:${target}`).join(",");
  const hasEnd = flags.duration !== undefined || flags.requests !== undefined;
  return {
    concurrency: flags.users ?? flags.concurrency ?? settings.concurrency,
    duration: hasEnd ? flags.duration : (settings.durationMs ?? undefined),
    requests: hasEnd ? flags.requests : (settings.requestLimit ?? undefined),
    rate: isOwn ? flags.rate : (model.startPerSecond ?? undefined),
    stages: isOwn || text === "" ? flags.stages : text,
  };
}

function headersOf({ header }: CompareFlags, { headers }: LoadSettings, file: string): readonly string[] {
  const given = new Set(header.map((line) => line.split(":", 1)[0]?.trim().toLowerCase()));
  const missing = headers.filter(({ name }) => !given.has(name.toLowerCase()));
  const secret = missing.find(({ value }) => value.includes(REDACTED));
  if (secret !== undefined)
    throw errors.loadCompare.baselineLacks({
      file,
      what: `a header ${secret.name} whose value may be secret`,
      flag: `--header "${secret.name}: …"`,
    });
  return missing.map(({ name, value }) => `${name}: ${value}`);
}
