import { defineError } from "./define.ts";

export const prismaErrors = {
  engineMissing: defineError<{ path: string; install: string }>("prisma-engine-missing", {
    exitCode: 3,
    when: "A Prisma schema was given, and Prisma's own engine, which alone can turn it into SQL, is not installed in the project.",
    message: ({ path, install }) => `${path} is a Prisma schema, and ${install} is not installed beside it.`,
    hint: ({ path, install }) =>
      `Run npm install --save-dev ${install}, or make SQL of it with npx prisma migrate diff --from-empty --to-schema ${path} --script > schema.sql (--to-schema-datamodel before Prisma 7), and give schema.sql.`,
  }),
  engineUnusable: defineError<{ install: string; reason: string }>("prisma-engine-unusable", {
    exitCode: 3,
    when: "Prisma's engine is installed, but cannot be loaded or used as the versions are that Backwright knows.",
    message: ({ install, reason }) => `${install} cannot be used: ${reason}.`,
    hint: () =>
      "Install the version that belongs to your Prisma; or make SQL with npx prisma migrate diff --from-empty --script, and give that.",
  }),
  schemaBroken: defineError<{ path: string; words: string }>("prisma-schema-broken", {
    exitCode: 2,
    when: "Prisma's engine refuses a Prisma schema.",
    message: ({ path, words }) => `${path}: ${words}`,
    hint: () =>
      "Mend the schema; npx prisma validate says the same. The engine must be of the same major as your Prisma.",
  }),
  otherProvider: defineError<{ path: string; provider: string }>("prisma-schema-provider", {
    exitCode: 2,
    when: "A Prisma schema is for another database than PostgreSQL.",
    message: ({ path, provider }) => `${path} is for ${provider}; only PostgreSQL can be compared.`,
    hint: () => 'Give a schema whose datasource says provider = "postgresql".',
  }),
} as const;
