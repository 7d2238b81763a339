import { dirname, resolve } from "node:path";
import type { Prisma, PrismaFile } from "../../command/index.ts";
import { errors, isBackwrightError, isRecord, safeText } from "../../kit/index.ts";
import { type Engine, startEngine } from "./engine.ts";
import { findEngine, packageToInstall } from "./package.ts";

/** Prisma's engine of the project that a schema belongs to, else of the working directory. */
export function createPrisma(cwd: string): Prisma {
  return { toSql: (files) => toSql(cwd, files) };
}

async function toSql(cwd: string, files: readonly PrismaFile[]): Promise<string> {
  const path = files[0]?.path ?? "schema.prisma";
  const other = files
    .map(({ text }) => providerIn(text))
    .find((name) => name !== undefined && !name.startsWith("postgres"));
  if (other !== undefined) throw errors.prisma.otherProvider({ path, provider: safeText(other) });
  const folders = [dirname(resolve(cwd, path)), cwd];
  const install = packageToInstall(folders);
  const module = findEngine(folders);
  if (module === undefined) throw errors.prisma.engineMissing({ path, install });
  const start = (some: readonly PrismaFile[]): Promise<Engine> =>
    startEngine(
      module,
      some.map((file) => [file.path, file.text]),
    ).catch((cause: unknown) => {
      throw errors.prisma.engineUnusable({ install, reason: wordsOf(cause) }, cause);
    });
  try {
    return await ask(start, files).catch(async (cause: unknown) => {
      if (!OLD_FORM.test(wordsOf(cause))) throw cause;
      return await ask(start, files.map(withoutUrls));
    });
  } catch (cause) {
    if (isBackwrightError(cause)) throw cause;
    if (cause instanceof TypeError || (cause instanceof Error && cause.name === "RuntimeError"))
      throw errors.prisma.engineUnusable({ install, reason: wordsOf(cause) }, cause);
    throw broken(path, cause);
  }
}

/** Before Prisma 7 the schema said where the database is. */
const OLD_FORM = /`(?:url|directUrl|shadowDatabaseUrl)` is no longer supported/;

async function ask(
  start: (files: readonly PrismaFile[]) => Promise<Engine>,
  files: readonly PrismaFile[],
): Promise<string> {
  const engine = await start(files);
  try {
    const answer = await engine.diff({
      from: { tag: "empty" },
      to: { tag: "schemaDatamodel", files: files.map(({ path, text }) => ({ path, content: text })) },
      script: true,
      exitCode: null,
      shadowDatabaseUrl: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = isRecord(answer) ? answer["stdout"] : undefined;
    return typeof sql === "string" ? sql : "";
  } finally {
    engine.free();
  }
}

/** `postgresql` of a datasource block; of a generator's `provider` nothing. */
const providerIn = (text: string): string | undefined =>
  /^\s*datasource\s+\w+\s*\{[^}]*?^\s*provider\s*=\s*"(?<name>[^"]*)"/m.exec(text)?.groups?.["name"];

/** What it says of that does not matter here. Lines keep their numbers. */
const withoutUrls = ({ path, text }: PrismaFile): PrismaFile => ({
  path,
  text: text.replaceAll(/^\s*datasource\s+\w+\s*\{[^}]*\}/gm, (block) =>
    block.replaceAll(/^[^\S\n]*(?:url|directUrl|shadowDatabaseUrl)[^\S\n]*=.*$/gm, ""),
  ),
});

const wordsOf = (cause: unknown): string => safeText(cause instanceof Error ? cause.message.trim() : String(cause));

const broken = (path: string, cause: unknown): Error => {
  const lines = wordsOf(cause).split("\n");
  const words = lines
    .map((line) => line.replace(/^error: (?:Error validating[^:]*: )?/, ""))
    .filter((line) => line.trim() !== "");
  return errors.prisma.schemaBroken({ path, words: words.slice(0, 6).join("\n") }, cause);
};
