import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { createPrisma } from "../../../src/edge/prisma/index.ts";
import { findEngine } from "../../../src/edge/prisma/package.ts";
import { isBackwrightError } from "../../../src/kit/index.ts";
import { temporaryFolder } from "../../support/world.ts";

const SCHEMA = `datasource db {
  provider = "postgresql"
}
model User {
  id    Int    @id @default(autoincrement())
  email String @unique
}
`;

/** WebAssembly that has nothing in it. */
const EMPTY = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

type Files = Readonly<Record<string, string | Uint8Array>>;

async function projectWith(files: Files) {
  const folder = await temporaryFolder("backwright-prisma");
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, name)), { recursive: true });
    await writeFile(join(folder.path, name), content);
  }
  return folder;
}

const PACKAGE = "node_modules/@prisma/schema-engine-wasm";

/** A package that looks like Prisma's and answers by `diff`. */
const engineFiles = (diff: string): Files => ({
  [`${PACKAGE}/package.json`]: JSON.stringify({
    type: "module",
    exports: { "./schema_engine_bg": "./schema_engine_bg.js" },
  }),
  [`${PACKAGE}/schema_engine_bg.wasm`]: EMPTY,
  [`${PACKAGE}/schema_engine_bg.js`]: `
    export function __wbg_set_wasm() {}
    export class SchemaEngine {
      static async new(options, log, adapter) {
        const connection = (await adapter.connect()).value;
        const version = (await connection.queryRaw({ sql: "select version()" })).value.rows[0][2];
        return { diff: async (given) => { ${diff} }, free() {} };
      }
    }`,
});

const toSql = (folder: string, text = SCHEMA, path = "prisma/schema.prisma"): Promise<string> =>
  createPrisma(folder).toSql([{ path, text }]);

async function failureOf(promise: Promise<unknown>) {
  const failure: unknown = await promise.catch((cause: unknown) => cause);
  if (!isBackwrightError(failure)) throw new Error(`no error of ours: ${String(failure)}`);
  return failure;
}

describe("a Prisma schema as SQL", () => {
  test("without the engine: the command that installs it", async () => {
    await using folder = await projectWith({});
    const { code, exitCode, message, hint } = await failureOf(toSql(folder.path));
    expect({ code, exitCode }).toEqual({ code: "prisma-engine-missing", exitCode: 3 });
    expect(message).toContain("prisma/schema.prisma is a Prisma schema");
    expect(hint).toContain("npm install --save-dev @prisma/schema-engine-wasm");
    expect(hint).toContain("npx prisma migrate diff --from-empty --to-schema prisma/schema.prisma --script");
  });

  test("with Prisma in the project: the version that belongs to it", async () => {
    const version = JSON.stringify({ version: "7.2.0-4.abc" });
    await using folder = await projectWith({
      "node_modules/prisma/package.json": "{}",
      "node_modules/prisma/node_modules/@prisma/engines/package.json": JSON.stringify({ main: "i.js" }),
      "node_modules/prisma/node_modules/@prisma/engines/i.js": "",
      "node_modules/prisma/node_modules/@prisma/engines-version/package.json": version,
    });
    const { hint } = await failureOf(toSql(folder.path));
    expect(hint).toContain("npm install --save-dev @prisma/schema-engine-wasm@7.2.0-4.abc,");
  });

  test("the engine is asked for what leads from nothing to the schema, and needs no server", async () => {
    const diff = "return { exitCode: 0, stdout: JSON.stringify([version, given]) };";
    await using folder = await projectWith(engineFiles(diff));
    const [version, given] = JSON.parse(await toSql(folder.path)) as readonly unknown[];
    expect(version).toBe(160_000);
    expect(given).toMatchObject({
      from: { tag: "empty" },
      to: { tag: "schemaDatamodel", files: [{ path: "prisma/schema.prisma", content: SCHEMA }] },
      script: true,
    });
  });

  test("a URL that newer engines refuse is left away", async () => {
    const diff = `if (/url/.test(given.to.files[0].content)) throw Object.assign(
      new Error("The datasource property \`url\` is no longer supported in schema files."), { code: "P1012" });
      return { stdout: given.to.files[0].content };`;
    await using folder = await projectWith(engineFiles(diff));
    const text = SCHEMA.replace('"postgresql"', '"postgresql"\n  url      = env("DATABASE_URL")');
    expect(await toSql(folder.path, text)).toBe(SCHEMA.replace('"postgresql"', '"postgresql"\n'));
  });

  test("what the engine says of the schema is said", async () => {
    const diff = `throw Object.assign(new Error("error: Error validating: Type \\"Foo\\" is unknown.\\n  -->  s.prisma:6\\n"), { code: "P1012" });`;
    await using folder = await projectWith(engineFiles(diff));
    const { code, exitCode, message } = await failureOf(toSql(folder.path));
    expect({ code, exitCode }).toEqual({ code: "prisma-schema-broken", exitCode: 2 });
    expect(message).toBe('prisma/schema.prisma: Type "Foo" is unknown.\n  -->  s.prisma:6');
  });

  test.each([
    ["another interface", { [`${PACKAGE}/schema_engine_bg.js`]: "export const SchemaEngine = {};" }],
    ["broken WebAssembly", { [`${PACKAGE}/schema_engine_bg.wasm`]: "no" }],
  ])("an engine with %s cannot be used", async (_what, files) => {
    await using folder = await projectWith({ ...engineFiles("return {};"), ...files });
    expect(await failureOf(toSql(folder.path))).toMatchObject({ code: "prisma-engine-unusable", exitCode: 3 });
  });

  test("a schema for another database is refused, whatever its generators are called", async () => {
    await using folder = await projectWith({});
    const generator = 'generator client {\n  provider = "prisma-client"\n}\n';
    const other = SCHEMA.replace("postgresql", "mysql");
    expect(await failureOf(toSql(folder.path, `${generator}${other}`))).toMatchObject({
      code: "prisma-schema-provider",
      message: "prisma/schema.prisma is for mysql; only PostgreSQL can be compared.",
    });
    expect(await failureOf(toSql(folder.path, `${generator}${SCHEMA}`))).toMatchObject({
      code: "prisma-engine-missing",
    });
  });
});

/** A project with the real package: this one, or the one that BACKWRIGHT_PRISMA names. */
const project = [process.cwd(), process.env["BACKWRIGHT_PRISMA"] ?? ""].find(
  (folder) => folder !== "" && findEngine([folder]) !== undefined,
);

describe.skipIf(project === undefined)(
  "with Prisma's own engine (skipped where @prisma/schema-engine-wasm is not installed)",
  () => {
    test("tables, enums, indexes, keys; several files are one schema", async () => {
      await using folder = await projectWith({});
      await symlink(join(project ?? "", "node_modules"), join(folder.path, "node_modules"));
      const more = "enum Role {\n  USER\n  ADMIN\n}\nmodel Post {\n  id Int @id\n  role Role\n  @@index([role])\n}\n";
      const withUrl = SCHEMA.replace('"postgresql"', '"postgresql"\n  url = env("X")');
      const sql = await createPrisma(folder.path).toSql([
        { path: "prisma/user.prisma", text: withUrl },
        { path: "prisma/post.prisma", text: more },
      ]);
      expect(sql).toContain('CREATE TABLE "User"');
      expect(sql).toContain(`CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN')`);
      expect(sql).toContain('CREATE UNIQUE INDEX "User_email_key" ON "User"("email")');
    });

    test("a broken schema is named with its line", async () => {
      await using folder = await projectWith({});
      await symlink(join(project ?? "", "node_modules"), join(folder.path, "node_modules"));
      const text = SCHEMA.replace("@unique", "@unique\n  role Foo").replace(
        '"postgresql"',
        '"postgresql"\n  url = env("X")',
      );
      const { code, message } = await failureOf(toSql(folder.path, text));
      expect(code).toBe("prisma-schema-broken");
      expect(message).toContain('Type "Foo" is neither a built-in type');
      expect(message).toContain("prisma/schema.prisma:8");
    });
  },
);
