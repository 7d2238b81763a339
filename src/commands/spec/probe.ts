import type { ProbeResult, World } from "../../command/index.ts";
import { errors, type Finding } from "../../kit/index.ts";
import { compareProbed, type ApplicationFacts } from "../../typescript/routes/index.ts";
import { entryOf } from "./entry.ts";
import { exampleVariables } from "./example-variables.ts";
import { probeFindings } from "./probe-findings.ts";
import type { SpecOutput } from "./output.ts";
import type { ReadSources } from "./sources.ts";

interface Wishes {
  readonly entry?: string | undefined;
  readonly probeTimeout: number;
}

interface Probed {
  readonly application: ApplicationFacts;
  readonly findings: readonly Finding[];
  readonly probe: SpecOutput["probe"];
}

/**
 * Starts the application and completes what was read with what it has registered. An application that does not start is a finding; what
 * was read stays as it is. Error: `spec-no-entry`.
 */
export async function probe(
  world: World,
  { root, sources, read }: { readonly root: string; readonly sources: ReadSources; readonly read: ApplicationFacts },
  wishes: Wishes,
): Promise<Probed> {
  const entry = await entryFor(world, root, { sources, wanted: wishes.entry });
  if (entry === undefined) return notFound(root, read);
  const env = await exampleVariables(world, root);
  const request = { root, entry, aliases: sources.aliases, env, timeoutMs: wishes.probeTimeout };
  const result = await world.probes.probe(request, world.signal);
  const isWhole = result.outcome === "finished" && result.warnings.length === 0;
  const { application, differences } = compareProbed(read, result.routes, { entry, isWhole });
  return {
    application,
    findings: probeFindings(result, differences, { entry, wishes }),
    probe: summary(entry, result),
  };
}

/** The file that was named, from the project or from the working directory; else the one that looks like it. */
async function entryFor(
  world: World,
  root: string,
  { sources, wanted }: { readonly sources: ReadSources; readonly wanted: string | undefined },
): Promise<string | undefined> {
  if (wanted === undefined) return entryOf(sources.files);
  const base = world.files.resolve(root).replaceAll("\\", "/");
  for (const path of [world.files.resolve(wanted), world.files.resolve(`${root}/${wanted}`)]) {
    const whole = path.replaceAll("\\", "/");
    if (whole.startsWith(`${base}/`) && (await world.files.facts(whole))?.kind === "file")
      return whole.slice(base.length + 1);
  }
  throw errors.spec.noEntry({ path: wanted, root });
}

/** Nothing was started. */
export const unprobed = (application: ApplicationFacts): Probed => ({ application, findings: [], probe: null });

const notFound = (root: string, application: ApplicationFacts): Probed => ({
  application,
  findings: [
    { code: "probe-no-entry", severity: "error", subject: { kind: "folder", name: root, file: root }, evidence: {} },
  ],
  probe: { entry: null, outcome: "not-started", routesRunning: 0, stubbed: [], stopped: [], wanted: [] },
});

const summary = (entry: string, result: ProbeResult): SpecOutput["probe"] => ({
  entry,
  outcome: result.outcome,
  routesRunning: result.routes.length,
  stubbed: result.stubbed,
  stopped: result.stopped.map(({ kind, what, count }) => ({ kind, what, count })),
  wanted: result.wanted,
});
