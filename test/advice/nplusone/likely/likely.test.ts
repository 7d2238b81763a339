import { expect, test } from "vitest";
import { likelyIn } from "../../../../src/advice/nplusone/likely/likely.ts";
import { type Logged, parametersOf } from "../../../../src/advice/nplusone/likely/logged.ts";

const RELATIONS = {
  tables: new Map(),
  foreignKeys: [
    { from: { table: "orders", column: "user_id" }, to: { table: "users", column: "id" } },
    { from: { table: "items", column: "order_id" }, to: { table: "orders", column: "id" } },
  ],
};

const USERS = "select id, name from users order by id limit 10";
const ORDERS = "select * from orders where user_id = $1";
const ITEMS = "select * from items where order_id = $1";

type Line = readonly [text: string, value?: number | string | undefined, session?: string];

/** A log of statements two milliseconds apart, or further. */
const logOf = (lines: readonly Line[], apartMs = 2): readonly Logged[] =>
  lines.map(([text, value, session = "a"], at) => ({
    session,
    atMs: at * apartMs,
    milliseconds: 1,
    text,
    parameters: value === undefined ? undefined : new Map([[1, String(value)]]),
  }));

const times = (count: number, line: (at: number) => readonly Line[]): readonly Line[] =>
  Array.from({ length: count }, (_, at) => line(at + 1)).flat();

const each = (text: string, count: number): readonly Line[] => times(count, (at) => [[text, at]]);

const CASES: readonly (readonly [string, readonly Line[], readonly string[]])[] = [
  ["a loop", [[USERS], ...each(ORDERS, 10)], ["orders.user_id -> users.id x10"]],
  [
    "constants in the text",
    [[USERS], ...times(6, (at): readonly Line[] => [[`select * from orders where user_id = ${at}`]])],
    ["orders.user_id -> users.id x6"],
  ],
  [
    "the other end",
    [["select id, user_id from orders limit 9"], ...each("select * from users where id = $1", 9)],
    ["orders.user_id -> users.id x9"],
  ],
  [
    "no parameters in the log",
    [[USERS], ...times(7, (): readonly Line[] => [[ORDERS]])],
    ["orders.user_id -> users.id x7"],
  ],
  [
    "a body of two statements",
    [
      [USERS],
      ...times(6, (at) => [
        [ORDERS, at],
        ["update users set seen = now() where id = $1", at],
      ]),
    ],
    ["orders.user_id -> users.id x6"],
  ],
  [
    "two levels",
    [[USERS], ...times(6, (user) => [[ORDERS, user], ...times(6, (at): readonly Line[] => [[ITEMS, user * 10 + at]])])],
    ["items.order_id -> orders.id x36", "orders.user_id -> users.id x6"],
  ],
  ["control: four are too few", [[USERS], ...each(ORDERS, 4)], []],
  ["control: another session's list", [[USERS, undefined, "b"], ...each(ORDERS, 9)], []],
  ["control: no list before", each(ORDERS, 9), []],
  ["control: no foreign key", [["select * from tags limit 10"], ...each(ORDERS, 9)], []],
  ["control: behind one user", [["select * from users where id = $1", 4], ...each(ORDERS, 9)], []],
  ["control: behind a count", [["select count(*) from users"], ...each(ORDERS, 9)], []],
  ["control: the same again and again", [[USERS], ...times(9, (): readonly Line[] => [[ORDERS, 3]])], []],
  ["control: one lookup behind each list", times(9, (at): readonly Line[] => [[USERS], [ORDERS, at]]), []],
  ["control: hot keys", [[USERS], ...times(9, (at): readonly Line[] => [[ORDERS, at % 3]])], []],
  [
    "control: lists of keys",
    [[USERS], ...times(9, (): readonly Line[] => [["select * from orders where user_id = any($1)", "{1,2}"]])],
    [],
  ],
  [
    "control: chunks",
    [[USERS], ...times(6, (at): readonly Line[] => [[`select * from orders where user_id in (${at}, ${at + 1})`]])],
    [],
  ],
  [
    "control: shortened lists of PostgreSQL 18",
    [[USERS], ...times(6, (at): readonly Line[] => [["select * from orders where user_id in ($1 /*, ... */)", at]])],
    [],
  ],
  [
    "control: pages",
    [
      [USERS],
      ...times(6, (at): readonly Line[] => [["select * from orders where id > $1 order by id limit 50", at * 50]]),
    ],
    [],
  ],
  [
    "control: each in a transaction of its own",
    [[USERS], ...times(6, (at) => [["BEGIN"], [ORDERS, at], ["COMMIT"]])],
    [],
  ],
  [
    "control: other work in between",
    [
      [USERS],
      ...times(6, (at): readonly Line[] => [
        [ORDERS, at],
        [`select ${["a", "b", "c", "d", "e", "f"][at - 1]} from tags`],
      ]),
    ],
    [],
  ],
];

test.each(CASES)("%s", (_name, lines, found) => {
  const risks = likelyIn(logOf(lines), RELATIONS, "server.csv");
  expect(risks.map(({ foreignKey, queries }) => `${foreignKey} x${queries}`)).toEqual(found);
});

test("lookups that come seconds after each other are no loop", () => {
  expect(likelyIn(logOf([[USERS], ...each(ORDERS, 10)], 2_000), RELATIONS, "server.csv")).toEqual([]);
});

test("runs of one form are one risk, and no value is in it", () => {
  const loop: readonly Line[] = [
    [USERS],
    ...times(6, (at): readonly Line[] => [[`select * from orders where user_id = ${at + 76_543}`]]),
  ];
  const [risk, ...others] = likelyIn(logOf([...loop, ...loop]), RELATIONS, "server.csv");
  expect(risk).toMatchObject({
    class: "likely",
    runs: 2,
    queries: 12,
    mostQueries: 6,
    totalMs: 12,
    batchedSql: "select * from orders where user_id = ANY($1)",
  });
  expect(JSON.stringify([risk, others])).not.toContain("7654");
});

test.each([
  ["parameters: $1 = '42', $2 = NULL", ["42", ""]],
  ["Parameters: $1 = 'it''s, $2'", ["it''s, $2"]],
  ["Key (id)=(1) already exists.", undefined],
])("%s", (detail, values) => {
  const found = parametersOf(detail);
  expect(found === undefined ? undefined : [...found.values()]).toEqual(values);
});
