import { describe, expect, it } from "vitest";
import { withBatches } from "../../../src/commands/lint/batches.ts";
import { tablesOnly } from "../../../src/lint/index.ts";
import { splitStatements } from "../../../src/sql/index.ts";
import { column, table, withKey } from "../../advice/hand-made.ts";
import { codes, found, mended, script } from "../support.ts";

describe("the safe form", () => {
  it.each([
    ["create index on t (a)", "create index CONCURRENTLY t_a_idx on t (a);"],
    ["create unique index i on t (a)", "create unique index CONCURRENTLY i on t (a);"],
    ["drop index i", "drop index CONCURRENTLY i;"],
    ["drop index if exists i, s.j", "DROP INDEX CONCURRENTLY IF EXISTS i;\nDROP INDEX CONCURRENTLY IF EXISTS s.j;"],
    [
      "create index on t (lower(a), lower(b), a)",
      "create index CONCURRENTLY t_lower_lower1_a_idx on t (lower(a), lower(b), a);",
    ],
    [
      "alter table t add column c int default 1 constraint k check (c > 0) not null, add column d int",
      "alter table t add column c int default 1 not null;\nalter table t ADD CONSTRAINT k check (c > 0) NOT VALID;\nalter table t VALIDATE CONSTRAINT k;\nalter table t add column d int;",
    ],
    [
      "alter table t add column c int references o (id) on delete cascade deferrable default 1",
      "alter table t add column c int default 1;\nalter table t ADD CONSTRAINT t_c_fkey FOREIGN KEY (c) references o (id) on delete cascade deferrable NOT VALID;\nalter table t VALIDATE CONSTRAINT t_c_fkey;",
    ],
    [
      "alter table t add constraint k unique (a) include (b) with (fillfactor = 70) deferrable initially deferred",
      "CREATE UNIQUE INDEX CONCURRENTLY k ON t (a) INCLUDE (b) WITH (fillfactor = 70);\nalter table t ADD CONSTRAINT k UNIQUE USING INDEX k DEFERRABLE INITIALLY DEFERRED;",
    ],
    [`drop index concurrently "${"ä".repeat(32)}"`, `drop index concurrently "${"ä".repeat(31)}";`],
    ["reindex (verbose) table t", "reindex (verbose) table CONCURRENTLY t;"],
    ["alter table t detach partition p", "alter table t detach partition p CONCURRENTLY;"],
    [
      "create table t (id int primary key, c character(3) not null)",
      "create table t (id int primary key, c varchar(3) not null);",
    ],
    [
      "alter table t add foreign key (a, b) references o (x, y)",
      "alter table t add CONSTRAINT t_a_b_fkey foreign key (a, b) references o (x, y) NOT VALID;\nalter table t VALIDATE CONSTRAINT t_a_b_fkey;",
    ],
    [
      "alter table t add check (a > 0)",
      "alter table t add CONSTRAINT t_a_check check (a > 0) NOT VALID;\nalter table t VALIDATE CONSTRAINT t_a_check;",
    ],
    [
      'alter table only s.t add constraint "K" unique (a)',
      'CREATE UNIQUE INDEX CONCURRENTLY "K" ON s.t (a);\nalter table only s.t ADD CONSTRAINT "K" UNIQUE USING INDEX "K";',
    ],
    [
      "alter table t add column a int, alter column b set not null, add column c int",
      `alter table t add column a int;
alter table t ADD CONSTRAINT t_b_not_null_check CHECK (b IS NOT NULL) NOT VALID;
alter table t VALIDATE CONSTRAINT t_b_not_null_check;
alter table t alter column b set not null;
alter table t DROP CONSTRAINT t_b_not_null_check;
alter table t add column c int;`,
    ],
  ])("of %s", (sql, expected) => {
    const [text = "", ...more] = mended(sql);
    expect(more).toEqual([]);
    expect(text).toBe(expected);
    expect(codes(text)).toEqual([]);
  });

  it("keeps everything else as it is", () => {
    const sql =
      "-- first\nselect 1; /* two */\n\n-- the index\ncreate index i -- inside\n  on t (a); -- behind\n-- last\n";
    expect(mended(sql)).toEqual([sql.replace("create index i", "create index CONCURRENTLY i")]);
  });

  it("ends the file's own transaction and opens another", () => {
    const sql = "BEGIN;\nalter table t add a int;\ncreate index i on t (a);\nalter table t add b int;\nCOMMIT;\n";
    expect(mended(sql)).toEqual([
      "BEGIN;\nalter table t add a int;\nCOMMIT;\ncreate index CONCURRENTLY i on t (a);\nBEGIN;\nalter table t add b int;\nCOMMIT;\n",
    ]);
  });

  it("leaves no empty transaction", () => {
    expect(mended("BEGIN;\ncreate index i on t (a);\nCOMMIT;\n")).toEqual([
      "create index CONCURRENTLY i on t (a);\n\n",
    ]);
  });

  it("becomes several files where the runner opens the transaction", () => {
    const sql = "-- a\nalter table t add a int;\n-- b\ncreate index i on t (a);\n-- c\nalter table t add b int;\n";
    expect(mended(sql, { transaction: "runner" })).toEqual([
      "-- a\nalter table t add a int;\n",
      "-- b\ncreate index CONCURRENTLY i on t (a);\n",
      "-- c\nalter table t add b int;\n",
    ]);
  });

  it("is written for no statement whose words cannot be told apart", () => {
    expect(script('alter table "a,b" add constraint "x,y" check (a in (1, 2)), add c int').statements).toHaveLength(1);
    expect(mended('alter table "a,b" add constraint "x,y" check (a in (1, 2)), add c int')).toEqual([
      'alter table "a,b" add constraint "x,y" check (a in (1, 2)) NOT VALID;\nalter table "a,b" VALIDATE CONSTRAINT "x,y";\nalter table "a,b" add c int;',
    ]);
  });
});

describe("part by part, where the runner is ours and a key is known", () => {
  const keyed = withKey(table("t", [column("id", { nullable: false }), "a"]));
  const context = (one = keyed) => ({ hasBatches: true, transaction: "runner", target: tablesOnly([one]) }) as const;
  const LINE = "-- backwright:batch by=id size=5000";

  it("an UPDATE of every row", () => {
    expect(mended("update t set a = 1 where true", context())).toEqual([`${LINE}\nupdate t set a = 1 where true;`]);
    const around = mended(
      "comment on table t is 'a';\nupdate only t set a = 1;\ncomment on table t is 'b';",
      context(),
    );
    expect(around).toEqual([
      "comment on table t is 'a';\n",
      `${LINE}\nupdate only t set a = 1;\n`,
      "comment on table t is 'b';\n",
    ]);
  });

  it("a column whose default is another one for each row", () => {
    const sql = "alter table t add column x uuid not null default gen_random_uuid()";
    expect(mended(sql, context())).toEqual([
      `alter table t add column x uuid;
alter table t ALTER COLUMN x SET DEFAULT gen_random_uuid();\n`,
      `${LINE}\nUPDATE t SET x = DEFAULT WHERE x IS NULL;\n`,
      "alter table t ADD CONSTRAINT t_x_not_null_check CHECK (x IS NOT NULL) NOT VALID;\n",
      "alter table t VALIDATE CONSTRAINT t_x_not_null_check;\n",
      "alter table t ALTER COLUMN x SET NOT NULL;\nalter table t DROP CONSTRAINT t_x_not_null_check;\n",
    ]);
  });

  it.each([
    ["no key is known", "update t set a = 1", context(table("t", ["id", "a"]))],
    ["another tool runs the file", "update t set a = 1", { ...context(), hasBatches: false }],
    ["rows look at each other", "update t set a = (select count(*) from t)", context()],
    ["it is no UPDATE alone", "with x as (select 1) update t set a = 1", context()],
    ["the column is an identity", "alter table t add column x int generated always as identity", context()],
    ["the column is the key", "alter table t add column x uuid default gen_random_uuid() primary key", context()],
  ])("not where %s", (_, sql, known) => {
    expect(found(sql, known).map(({ finding }) => finding.code)).toContainEqual(
      expect.stringMatching(/update-every-row|add-column-rewrite/),
    );
    expect(mended(sql, known).join("")).not.toContain("backwright:batch");
  });

  it("is not asked for again where the file says so already", () => {
    const statements = withBatches(
      `${LINE}\nupdate t set a = 1`,
      splitStatements(`${LINE}\nupdate t set a = 1`, "postgresql").statements,
    );
    expect(statements).toMatchObject([{ isBatched: true }]);
  });
});
