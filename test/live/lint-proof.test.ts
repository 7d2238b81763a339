import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli, temporaryFolder } from "../support/world.ts";

const SCHEMA = `
create table users (id bigint primary key, email varchar(40));
create table orders (id bigint primary key, user_id bigint, note text, total numeric(10,2));
`;
const FILE = `alter table orders alter column total type numeric(12,2);
alter table orders alter column note set not null;
do $$ begin alter table users add column z text; update users set z = 'x'; end $$;
begin;
alter table orders add constraint positive check (total > 0) not valid;
alter table orders validate constraint positive;
commit;
drop table nothing_there;
create index concurrently orders_user_idx on orders (user_id);
`;

describe("db lint with proof", () => {
  it("measures each statement on a shadow, beside what the rules say", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "schema.sql"), SCHEMA);
    await writeFile(join(folder.path, "change.sql"), FILE);
    const words = ["db", "lint", "change.sql", "--schema", "schema.sql", "--json"];
    const { code, stdout, stderr } = await runCli(words, { cwd: folder.path });
    expect({ code, stderr: code === 1 ? "" : stderr }).toEqual({ code: 1, stderr: "" });
    const report = JSON.parse(stdout) as {
      readonly target: { readonly proof: string | null };
      readonly findings: readonly {
        readonly code: string;
        readonly severity: string;
        readonly subject: { readonly line: number };
      }[];
      readonly files: readonly { readonly measured: readonly { readonly line: number; readonly blocks: string }[] }[];
    };
    expect(report.target.proof).not.toBeNull();
    const grave = report.findings.filter(({ severity }) => severity === "error");
    expect(grave.map(({ code, subject }) => `${subject.line} ${code}`)).toEqual([
      "2 set-not-null-scan",
      "3 measured-blocking",
      "6 validate-holds-lock",
      "8 drop-table",
      "8 statement-fails",
    ]);
    expect(report.files[0]?.measured.map(({ line, blocks }) => `${line} ${blocks}`)).toEqual([
      "1 nobody",
      "2 reads and writes",
      "3 reads and writes",
      "4 nobody",
      "5 nobody",
      "6 reads and writes",
      "7 nobody",
      "8 nobody",
      "9 nobody",
    ]);
  });
});
