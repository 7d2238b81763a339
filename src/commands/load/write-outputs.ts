import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { originText, parseTarget, redactUrl } from "../../load/index.ts";
import type { LoadReport, Written } from "../../load/result/index.ts";
import { loadOtlp, loadPrometheus } from "../../report/load/metrics/index.ts";
import type { OutputFlags } from "./flags/index.ts";
import { reasonOf } from "./reason.ts";

/**
 * Writes what was asked for beside the report, and answers the report with what became of it: a failure there takes nothing
 * away from the report.
 */
export async function writeOutputs(
  report: LoadReport,
  { flags, before }: { readonly flags: OutputFlags; readonly before: readonly Written[] },
  world: World,
): Promise<LoadReport> {
  const { prometheus, otlp } = flags;
  const written: readonly Written[] = [
    ...before,
    ...(prometheus === undefined ? [] : [await prometheusFile(report, prometheus, world)]),
    ...(otlp === undefined ? [] : [await otlpDocument(report, otlp, world)]),
  ];
  return written.length === 0 ? report : { ...report, written };
}

async function prometheusFile(report: LoadReport, path: string, { files }: World): Promise<Written> {
  const problem = await problemOf(() => files.writeText(path, loadPrometheus(report)));
  return { what: "prometheus", to: path, count: null, problem };
}

async function otlpDocument(report: LoadReport, to: string, world: World): Promise<Written> {
  const document = loadOtlp(report);
  const isEndpoint = /^https?:\/\//i.test(to);
  const problem = await problemOf(() => (isEndpoint ? post(to, document, world) : world.files.writeText(to, document)));
  return { what: "otlp", to: isEndpoint ? redactUrl(to) : to, count: null, problem };
}

/** OTLP/HTTP with JSON: one request to the very address that was given, with the headers of `OTEL_EXPORTER_OTLP_HEADERS`. */
async function post(to: string, body: string, { web, env }: World): Promise<void> {
  const { origin, path, authorization } = parseTarget(to);
  const url = `${originText(origin)}${path}`;
  const headers = {
    "content-type": "application/json",
    ...(authorization === undefined ? {} : { authorization: authorization[1] }),
    ...headersOf(env["OTEL_EXPORTER_OTLP_HEADERS"] ?? ""),
  };
  const answer = await web.send({ method: "POST", url, body, headers }).catch((failure: unknown) => reasonOf(failure));
  const reason = typeof answer === "string" ? answer.replaceAll(url, redactUrl(url)) : refusalOf(answer.status);
  if (reason !== undefined) throw errors.load.notTaken({ endpoint: redactUrl(url), reason });
}

const refusalOf = (status: number): string | undefined =>
  status >= 200 && status < 300 ? undefined : `it answered ${status}`;

/** `name=value` with commas between, values percent-encoded (OpenTelemetry specification, OTLP exporter). */
function headersOf(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(",").map((pair) => pair.split("="));
  return Object.fromEntries(
    pairs.flatMap(([name = "", ...rest]) =>
      name.trim() === "" ? [] : [[name.trim().toLowerCase(), unescaped(rest.join("=").trim())]],
    ),
  );
}

const unescaped = (text: string): string =>
  text.replace(/(%[\da-f]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll("%", ""), "hex").toString("utf8"));

async function problemOf(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (failure) {
    return reasonOf(failure);
  }
}
