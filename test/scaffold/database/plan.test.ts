import { describe, expect, test } from "vitest";
import { databasePlan } from "../../../src/scaffold/database/plan/index.ts";
import { column, database, index, OPTIONS, table } from "./facts.ts";

const planned = (facts: Parameters<typeof table>, options: Partial<typeof OPTIONS> = {}) => {
  const [resource] = databasePlan(database(table(...facts)), { ...OPTIONS, ...options }).resources;
  if (resource === undefined) throw new Error("nothing was planned");
  return resource;
};

describe("names", () => {
  test.each([
    ["order_items", "order-items", "OrderItem"],
    ["Categories", "categories", "Category"],
    ["../../etc", "etc", "Etc"],
    ["'; drop table x; --", "drop-table-x", "DropTableX"],
    ["名前", "table", "Table"],
    ["index", "index-table", "IndexTable"],
    ["2fa codes", "2-fa-codes", "Table2FaCode"],
    ["__proto__", "proto", "Proto"],
    ["errors", "errors", "Error2"],
  ])("%s is served at /%s", (name, segment, type) => {
    expect(planned([name, [column("id")]])).toMatchObject({ segment, type });
  });

  test("that are equal are told apart in the order of the tables, and it is said", () => {
    const plan = databasePlan(database(table("Order", [column("id")]), table("order", [column("id")])), OPTIONS);
    expect(plan.resources.map(({ segment, type }) => [segment, type])).toEqual([
      ["order", "Order"],
      ["order2", "Order2"],
    ]);
    expect(plan.findings.map(({ code, subject }) => [code, subject.name])).toEqual([
      ["resource-renamed", "public.order"],
    ]);
  });

  test.each([
    ["created on", "created_on"],
    ["__proto__", "proto"],
    ["constructor", "constructor_"],
    ["größe", "größe"],
    ["1st", "column_1st"],
    ['"', "column"],
  ])("column %s is property %s", (name, property) => {
    expect(planned(["t", [column("id"), column(name)]]).columns[1]).toMatchObject({ property });
  });

  test("of properties in camelCase", () => {
    const { columns } = planned(["t", [column("user_id"), column("userId")]], { naming: "camelCase" });
    expect(columns.map(({ property }) => property)).toEqual(["userId", "userId2"]);
  });
});

describe("columns", () => {
  test.each([
    "password",
    "password_hash",
    "api_key",
    "apiKey",
    "reset_token",
    "ssn",
    "client_secret",
    "passwordSalt",
    "PIN",
  ])("%s is never answered", (name) => {
    expect(planned(["t", [column("id"), column(name)]]).columns[1]).toMatchObject({
      isAnswered: false,
      isWritten: true,
    });
  });

  test.each(["token_count", "passport_no", "secretary", "pinned", "tokens", "spin"])("%s is no secret", (name) => {
    expect(planned(["t", [column("id"), column(name)]]).columns[1]).toMatchObject({ isAnswered: true });
  });

  test("can be named secret, and open", () => {
    const { columns } = planned(["t", [column("id"), column("salary"), column("token")]], {
      secrets: ["t.salary"],
      open: ["token"],
    });
    expect(columns.map(({ isAnswered }) => isAnswered)).toEqual([true, false, true]);
  });

  test("of tenants come from the credentials and are not written", () => {
    const { columns, key } = planned(["t", [column("tenant_id"), column("id")]], { tenantColumn: "tenant_id" });
    expect(columns[0]).toMatchObject({ role: "tenant", isWritten: false, isAnswered: true });
    expect(key.map(({ property }) => property)).toEqual(["tenant_id"]);
  });

  test("take the texts that a check allows", () => {
    const check = {
      kind: "check",
      name: "c",
      validated: true,
      enforced: true,
      deferrable: false,
      inherited: false,
    } as const;
    const expression = "((s)::text = ANY ((ARRAY['it''s'::character varying, 'b'::character varying])::text[]))";
    const { columns } = planned([
      "t",
      [column("id"), column("s", "varchar")],
      { constraints: [{ ...check, expression }] },
    ]);
    expect(columns[1]?.form.schema["enum"]).toEqual(["it's", "b"]);
  });
});

describe("filters and sorts", () => {
  const columns = [
    column("id", "int8"),
    column("tenant_id"),
    column("a", "int4", { nullable: true }),
    column("b"),
    column("deleted_at", "timestamptz", { nullable: true }),
  ];
  const offered = (indexes: readonly ReturnType<typeof index>[], options: Partial<typeof OPTIONS> = {}) => {
    const { filters, sorts, unindexed } = planned(["t", columns, { indexes }], options);
    return {
      filters: [...new Set(filters.map((filter) => filter.column.property))],
      sorts: sorts.map(({ name, nulls }) => (nulls === undefined ? name : `${name} ${nulls}`)),
      missing: unindexed.map((one) => one.index),
    };
  };

  test("exist for the leading column of an index only", () => {
    expect(offered([index(["a", "b"])])).toEqual({
      filters: ["id", "a"],
      sorts: ["id", "a last"],
      missing: ["create index on public.t (tenant_id)", "create index on public.t (b)"],
    });
  });

  test("behind a column that every statement fixes", () => {
    expect(offered([index(["tenant_id", "a"])], { tenantColumn: "tenant_id" })).toEqual({
      filters: ["id", "a"],
      sorts: ["id", "a last"],
      missing: ["create index on public.t (tenant_id, b)"],
    });
  });

  test("follow an index of living rows, and no other partial one", () => {
    expect(offered([index(["a"], { livingBy: "deleted_at" })]).filters).toEqual(["id", "a"]);
    expect(offered([index(["a"], { livingBy: "b" })]).filters).toEqual(["id"]);
  });

  test("of a hash index are equality alone", () => {
    const { filters, sorts } = planned(["t", columns, { indexes: [index(["a"], { method: "hash" })] }]);
    expect(filters.filter(({ column: { property } }) => property === "a").map(({ operator }) => operator)).toEqual([
      "=",
      "in",
    ]);
    expect(sorts.map(({ name }) => name)).toEqual(["id"]);
  });

  test("put nulls where the index has them", () => {
    const nullsFirst = { keys: [{ column: "a", nullsFirst: true }] };
    expect(offered([index(["a"], nullsFirst)]).sorts).toEqual(["id", "a first"]);
    expect(offered([index(["a"], nullsFirst), index(["a", "b"])]).sorts).toEqual(["id", "a last"]);
  });
});
