// The commands that change a live database, against a server of every major that is here, once as its superuser and once as the plain
// owner of the database: `npx tsx bench/majors.ts [--major 13] [--as owner|superuser] [--step advice]
// [--foreign]`. Majors come from the package, from
// the machine and from `backwright doctor --install-postgres MAJOR`; with --foreign the shadow is of another major than the target.
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseServer } from "../src/command/index.ts";
import { isRecord } from "../src/kit/index.ts";
import { databases, engines } from "../test/live/embedded-support.ts";
import { runCli } from "../test/support/world.ts";
import { AFTER, BEFORE, CHANGE, ROLES, ROWS } from "./support/majors/schema.ts";

const words = process.argv.slice(2);
const after = (name: string): string | undefined => {
  const at = words.indexOf(name);
  return at < 0 ? undefined : words[at + 1];
};

const isForeign = words.includes("--foreign");
const USERS = ["superuser", "owner"] as const;
type User = (typeof USERS)[number];

interface Stage {
  readonly folder: string;
  readonly url: string;
  /** Of the database that has rows enough for advice. */
  readonly advisedUrl: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What is wrong with an answer; undefined: nothing. */
type Judge = (answer: Answer) => string | undefined;

interface Answer {
  readonly code: number;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Step {
  readonly name: string;
  readonly words: (stage: Stage) => readonly string[];
  readonly judge: Judge;
  /** Wants the target's own major: another one shows the same schema differently. */
  readonly isOfMajor?: boolean;
}

const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (isRecord(inner) ? inner[key] : Array.isArray(inner) ? inner[Number(key)] : undefined),
    value,
  );

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** With --foreign the other major is said, as it must be. */
const strange = (notes: unknown): readonly string[] =>
  list(notes)
    .map(String)
    .filter((note) => !isForeign || (!note.includes("--install-postgres") && !note.includes("is of major")));

const exits =
  (wanted: number, more: Judge = () => undefined): Judge =>
  (answer) =>
    answer.code === wanted
      ? more(answer)
      : `exit ${answer.code}: ${JSON.stringify(["error", "failure", "changes"].map((key) => at(answer.data, key)))}`;

const target = ({ url }: Stage): readonly string[] => ["--connection", url];

/** What the planner of the shadow is asked: three statements that want an index, one that has one, and one that it cannot plan. */
const QUERIES = `
  -- calls: 500
  select * from advised where email = 'n77@example.org';
  -- calls: 500
  select id from advised where kind = 'rare' and at > timestamptz '2026-01-01';
  -- calls: 500
  select id, at from advised where city = 'c3' and street = 's3' order by at desc limit 5;
  select * from advised where id = 5;
  select no_such_function(email) from advised;
`;

/** Correlated columns with extended statistics, a common value, and an order on disk. */
const ADVISED = `
  create table advised (id int primary key, email text not null, kind text not null, city text not null, street text not null, at timestamptz not null);
  insert into advised select n, 'n' || n || '@example.org', case when n % 500 = 0 then 'rare' else 'usual' end, 'c' || n % 100, 's' || n % 100,
    timestamptz '2026-01-01' + n * interval '1 minute' from generate_series(1, 40000) n;
  create statistics advised_place (dependencies, ndistinct) on city, street from advised;
  create table advised_child (id int primary key, parent int not null references advised);
  insert into advised_child select n, n from generate_series(1, 20000) n;
  analyze advised;
  analyze advised_child;
`;

/** One for each statement: by its column, or over the rows of its constant. */
const ADVISED_INDEXES: readonly RegExp[] = [/advised \(email\)/, /rare|\(kind/, /c3|s3|\(city|\(street/];

const STEPS: readonly Step[] = [
  {
    name: "analyze",
    words: (stage) => ["db", "analyze", "--connection", stage.advisedUrl],
    judge: exits(0, ({ data }) => {
      const subjects = list(at(data, "findings")).map(
        (one) => `${String(at(one, "code"))} ${JSON.stringify(at(one, "subject"))}`,
      );
      return subjects.some((line) => /^fk-unindexed .*advised_child/.test(line))
        ? undefined
        : `found: ${subjects.join(", ")}`;
    }),
  },
  {
    name: "advice",
    words: (stage) => ["db", "suggest-indexes", "--workload", "queries.sql", "--connection", stage.advisedUrl],
    judge: exits(0, ({ data }) => {
      const found = list(at(data, "suggestions")).map((one) => String(at(one, "up", 0)));
      const missing = ADVISED_INDEXES.filter((wanted) => !found.some((sql) => wanted.test(sql)));
      const named = list(at(data, "unplanned")).map((one) => String(at(one, "reason")));
      const notes = strange(at(data, "notes"));
      if (missing.length > 0 || found.length !== ADVISED_INDEXES.length)
        return `suggested ${found.join(" ")}; why not ${JSON.stringify(at(data, "whyNot"))}; ${notes.join("; ")}`;
      if (named.length !== 1 || !named[0]?.includes("no_such_function")) return `not planned: ${named.join("; ")}`;
      return notes.length > 0 ? `notes: ${notes.join("; ")}` : undefined;
    }),
  },
  {
    name: "diff",
    isOfMajor: true,
    words: (stage) => ["db", "diff", ...target(stage), "after.sql", "--out", "migrations", "--allow", "data-loss"],
    judge: exits(0, ({ data }) =>
      at(data, "proof", "state") === "proven" ? undefined : `not proven: ${JSON.stringify(at(data, "proof"))}`,
    ),
  },
  {
    name: "lint",
    words: (stage) => ["db", "lint", "change.sql", ...target(stage), "--fail-on", "never"],
    judge: exits(0, ({ data }) => {
      const statements = list(at(data, "files", 0, "measured"));
      const broken = statements.filter((one) => at(one, "error") !== null);
      if (at(data, "target", "proof") === null || statements.length === 0) return "nothing was run";
      if (broken.length > 0) return `failed on the shadow: ${JSON.stringify(broken[0])}`;
      const notes = strange(at(data, "target", "notes"));
      return notes.length > 0 ? `notes: ${notes.join("; ")}` : undefined;
    }),
  },
  {
    name: "dry run",
    words: (stage) => ["db", "migrate", "--dry-run", ...target(stage)],
    judge: exits(0, ({ data }) => {
      const undone = at(data, "rehearsal", "undone");
      const notes = strange(at(data, "rehearsal", "notes"));
      if (undone !== "identity") return `${String(undone)}: ${JSON.stringify(at(data, "rehearsal", "differences"))}`;
      return notes.length > 0 ? `notes: ${notes.join("; ")}` : undefined;
    }),
  },
  { name: "migrate", words: (stage) => ["db", "migrate", "--yes", ...target(stage)], judge: exits(0) },
  { name: "status", words: (stage) => ["db", "status", "--check", ...target(stage)], judge: exits(0) },
  {
    name: "no more",
    isOfMajor: true,
    words: (stage) => ["db", "diff", ...target(stage), "after.sql", "--check"],
    judge: exits(0),
  },
  { name: "rollback", words: (stage) => ["db", "rollback", "--all", "--yes", ...target(stage)], judge: exits(0) },
  {
    name: "as before",
    isOfMajor: true,
    words: (stage) => ["db", "diff", ...target(stage), "before.sql", "--check"],
    judge: exits(0),
  },
  {
    name: "verify",
    words: (stage) => ["db", "verify", ...target(stage), "--migrations", "small"],
    judge: exits(0, ({ data }) => (at(data, "verdict") === "ok" ? undefined : JSON.stringify(data))),
  },
  {
    name: "baseline",
    words: (stage) => [
      "db",
      "baseline",
      "add_thing",
      "--migrations",
      "small",
      "--table",
      "other",
      "--yes",
      ...target(stage),
    ],
    judge: exits(0),
  },
  {
    name: "dump",
    words: (stage) => ["db", "dump", ...target(stage)],
    judge: exits(0, ({ data }) => (String(at(data, "sql")).includes("CREATE TABLE") ? undefined : "no table in it")),
  },
];

const CHOSEN = STEPS.filter(({ name }) => after("--step") === undefined || name === after("--step"));

async function prepare(server: DatabaseServer, user: User, folder: string): Promise<string> {
  await mkdir(join(folder, "small"));
  const small = {
    "20240101_add_thing.sql": "create table thing (id int primary key);\n",
    "20240101_add_thing_rollback.sql": "drop table thing;\n",
  };
  for (const [name, text] of Object.entries({
    "before.sql": BEFORE,
    "after.sql": AFTER,
    "change.sql": CHANGE,
    "queries.sql": QUERIES,
  }))
    await writeFile(join(folder, name), text);
  for (const [name, text] of Object.entries(small)) await writeFile(join(folder, "small", name), text);
  const url = await server.createDatabase(`shop_${user}`);
  await using first = await databases.open({ url });
  const known = new Set((await first.query("select rolname::text as name from pg_roles")).map(({ name }) => name));
  for (const role of [...ROLES, "majors_owner"].filter((name) => !known.has(name)))
    await first.script(`create role ${role} login password 'majors'; grant ${role} to current_user`);
  const own = user === "superuser" ? url : server.url(`shop_${user}`, { user: "majors_owner", password: "majors" });
  if (user === "owner")
    await first.script(`alter database shop_owner owner to majors_owner; alter schema public owner to majors_owner;
      grant ${ROLES.join(", ")} to majors_owner; grant create on schema public to ${ROLES.join(", ")}`);
  await using session = await databases.open({ url: own });
  await session.script(BEFORE);
  await session.script(ROWS);
  return own;
}

/** A database of its own: its tables are no part of what is compared. */
async function prepareAdvised(server: DatabaseServer, user: User): Promise<string> {
  const url = await server.createDatabase(`advised_${user}`);
  const own = user === "superuser" ? url : server.url(`advised_${user}`, { user: "majors_owner", password: "majors" });
  if (user === "owner") {
    await using first = await databases.open({ url });
    await first.script("alter database advised_owner owner to majors_owner; alter schema public owner to majors_owner");
  }
  await using session = await databases.open({ url: own });
  await session.script(ADVISED);
  return own;
}

async function round(server: DatabaseServer, user: User, env: Stage["env"]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "backwright-majors-"));
  try {
    const url = await prepare(server, user, folder);
    const stage = { folder, env, url, advisedUrl: await prepareAdvised(server, user) };
    const marks: string[] = [];
    const troubles: string[] = [];
    for (const { name, words, judge, isOfMajor } of CHOSEN) {
      const { code, stdout, stderr } = await runCli([...words(stage), "--json"], {
        cwd: folder,
        env: isOfMajor === true ? {} : env,
      });
      const data = parsed(stdout);
      const trouble =
        data === undefined ? `no JSON: ${stdout.slice(0, 200)}${stderr.slice(0, 200)}` : judge({ code, data });
      marks.push(mark(trouble));
      if (trouble !== undefined) troubles.push(`    ${name}: ${trouble.slice(0, 600)}`);
    }
    const files = (await readdir(join(folder, "migrations")).catch(() => [])).length / 2;
    console.log(
      `${`${server.engine.version} ${user}`.padEnd(18)}${CHOSEN.map(({ name }, index) => (marks[index] ?? "").padEnd(name.length + 2)).join("")}${files} files`,
    );
    for (const trouble of troubles) console.log(trouble);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const mark = (trouble: string | undefined): string =>
  trouble === undefined ? "ok" : /schema-dump-program/.test(trouble) ? "-" : "NO";

function parsed(text: string): Answer["data"] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const only = after("--major");
const here = engines();
const majors = [...new Set((await here.available()).filter(({ kind }) => kind !== "pglite").map(({ major }) => major))];
const chosen = majors
  .filter((major) => major >= 13 && (only === undefined || String(major) === only))
  .sort((a, b) => a - b);
const users = USERS.filter((user) => after("--as") === undefined || after("--as") === user);
const empty = await mkdtemp(join(tmpdir(), "backwright-none-"));
console.log(`${"target".padEnd(18)}${CHOSEN.map(({ name }) => name.padEnd(name.length + 2)).join("")}`);
for (const major of chosen) {
  await using server = await here.start({ major });
  for (const user of users) await round(server, user, isForeign ? { BACKWRIGHT_CACHE: empty } : {});
}
await rm(empty, { recursive: true, force: true });
console.log("ok: right. -: there is no pg_dump of that major or newer here. NO: see the line below it.");
