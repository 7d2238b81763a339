import type { ServedAnswer, ServedRequest, World } from "../../command/index.ts";
import { safeLine } from "../../kit/index.ts";
import { createMock, type Mock, type MockAnswer } from "../../scaffold/mock/index.ts";

import { documentWishes } from "../scaffold/document-input.ts";
import { readDocument } from "../scaffold/read.ts";
import { findingRow } from "./finding.ts";
import type { ServeInput } from "./input.ts";
import type { ServeOutput } from "./output.ts";
import { createTally } from "./tally.ts";

const BODY_LIMIT_BYTES = 16 * 1_048_576;
const LONGEST_HEADER = 2_000;

/** Serves until Ctrl-C or the end of the time, then says what was asked. */
export async function serveMock(input: ServeInput, world: World): Promise<ServeOutput> {
  const { model, placed } = await readDocument(world, input.spec, documentWishes(input));
  const { basePath, errors, check, auth, cors, dynamic } = input;
  const mock = createMock(model, {
    basePath,
    errors,
    isStrict: check,
    isGuarded: auth,
    isShared: cors,
    isDynamic: dynamic,
  });
  const tally = createTally();
  const answer = async (request: ServedRequest): Promise<ServedAnswer> => {
    const answered = mock.answer(request, tally.next());
    tally.count(answered);
    if (input.delay > 0) await world.clock.sleep(input.delay, world.signal).catch(() => undefined);
    world.progress.note(lineOf(request, answered));
    return { ...answered, headers: { ...answered.headers, ...problemHeader(answered) } };
  };
  await using server = await world.web.serve({
    host: input.host,
    port: input.port,
    bodyLimitBytes: BODY_LIMIT_BYTES,
    answer,
  });
  const url = urlOf(server, mock);
  world.progress.note(`Serving ${mock.operations} operations of ${input.spec} at ${url}`);
  await until(input.duration, world);
  const findings = model.findings.map((finding) => findingRow(placed(finding)));
  return {
    specification: input.spec,
    url,
    operations: mock.operations,
    requests: tally.requests(),
    answers: tally.rows(),
    findings,
  };
}

function urlOf({ host, port }: { readonly host: string; readonly port: number }, { basePath }: Mock): string {
  const name = host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}${basePath === "/" ? "" : basePath}`;
}

/** Ctrl-C ends the waiting, not the report. */
async function until(durationMs: number | undefined, { clock, signal }: World): Promise<void> {
  if (durationMs !== undefined) return clock.sleep(durationMs, signal).catch(() => undefined);
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function lineOf({ method, path }: ServedRequest, { status, operation, problems }: MockAnswer): string {
  const wrong = problems.map(({ field, message }) => `${field} ${message}`).join("; ");
  return safeLine(
    `${status} ${method} ${path}${operation === undefined ? "" : ` (${operation})`}${wrong === "" ? "" : `: ${wrong}`}`,
  );
}

/** A body that the document describes has no place for what was wrong. */
function problemHeader({ problems }: MockAnswer): Readonly<Record<string, string>> {
  if (problems.length === 0) return {};
  const text = problems.map(({ field, message }) => `${field} ${message}`).join("; ");
  return { "mock-problems": text.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, LONGEST_HEADER) };
}
