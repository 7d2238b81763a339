import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, temporaryFolder } from "../../support/world.ts";

test("what its own file made harmless is not mended again in a file of its own", async () => {
  await using folder = await temporaryFolder();
  await mkdir(join(folder.path, "migrations"));
  const sql = "alter table t alter column a set not null;\nalter table t alter column b set not null;\n";
  await writeFile(join(folder.path, "migrations", "20240101_required.sql"), sql);
  const { stdout } = await runCli(["db", "lint", "--fix", "--dry-run", "--json", "--fail-on", "never"], {
    cwd: folder.path,
  });
  const [fix] = JSON.parse(stdout).fixes;
  expect(fix.fixed).toEqual(["set-not-null-scan", "set-not-null-scan"]);
  expect(fix.parts.map(({ text }: { readonly text: string }) => text)).toEqual(
    ["a", "b"].flatMap((column) => [
      `alter table t ADD CONSTRAINT t_${column}_not_null_check CHECK (${column} IS NOT NULL) NOT VALID;\n`,
      `alter table t VALIDATE CONSTRAINT t_${column}_not_null_check;\n`,
      `alter table t alter column ${column} set not null;\nalter table t DROP CONSTRAINT t_${column}_not_null_check;\n`,
    ]),
  );
});
