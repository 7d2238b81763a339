import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { findQueriesInLoops, type StaticSite } from "../../../../src/advice/nplusone/index.ts";
import { STATIC_CASES } from "./cases.ts";
import { LATER_STATIC_CASES } from "./later-cases.ts";
import { MORE_STATIC_CASES } from "./more-cases.ts";

const CASES = [...STATIC_CASES, ...MORE_STATIC_CASES, ...LATER_STATIC_CASES];

const sitesIn = (code: string): readonly StaticSite[] =>
  findQueriesInLoops({ path: "case.ts", text: code, program: parseSync("case.ts", code).program });

describe("queries in loops", () => {
  test.each(CASES)("$name", ({ code, lines }) => {
    expect([...new Set(sitesIn(code).map(({ line }) => line))]).toEqual(lines);
  });

  test("there are as many cases and controls as are promised", () => {
    expect(CASES.length).toBeGreaterThanOrEqual(120);
    expect(CASES.filter(({ lines }) => lines.length === 0).length).toBeGreaterThanOrEqual(60);
  });

  test("a site says where, what and how it reads in one query", () => {
    const code = `
async function load(userId) {
  return prisma.order.findMany({ where: { userId } });
}
for (const user of users) {
  await pool.query("select * from orders where user_id = $1", [user.id]);
  await load(user.id);
}`;
    expect(sitesIn(code)).toMatchObject([
      { line: 3, library: "prisma", loopLine: 5, through: ["load"], argument: "userId" },
      {
        line: 6,
        library: "sql",
        loop: "for",
        argument: "user.id",
        batched: 'pool.query("select * from orders where user_id = ANY($1)", [users.map((user) => user.id)])',
      },
    ]);
  });

  test.each(["not a tree", undefined, { type: "Program", body: 7, start: 0 }])("%j holds no query", (program) => {
    expect(findQueriesInLoops({ path: "case.ts", text: "", program })).toEqual([]);
  });
});

const REWRITES: readonly (readonly [string, string])[] = [
  [
    "for (const o of orders) await prisma.user.findUnique({ where: { id: o.userId } });",
    "prisma.user.findMany({ where: { id: { in: orders.map((o) => o.userId) } } })",
  ],
  [
    "for (const u of users) await repo.findOne({ where: { userId: u.id } });",
    "repo.find({ where: { userId: In(users.map((u) => u.id)) } })",
  ],
  ["for (const u of users) await User.findByPk(u.id);", "User.findAll({ where: { id: users.map((u) => u.id) } })"],
  [
    "for (const u of users) await db.select().from(orders).where(eq(orders.userId, u.id));",
    "db.select().from(orders).where(inArray(orders.userId, users.map((u) => u.id)))",
  ],
  [
    'for (const u of users) await knex("orders").where({ user_id: u.id });',
    'knex("orders").whereIn("user_id", users.map((u) => u.id))',
  ],
  [
    "for (const u of users) await sql`select * from orders where user_id = ${u.id}`;",
    "sql`select * from orders where user_id = ANY(${users.map((u) => u.id)})`",
  ],
];

test.each(REWRITES)("%s in one query", (code, batched) => {
  expect(sitesIn(code).map((site) => site.batched)).toEqual([batched]);
});
