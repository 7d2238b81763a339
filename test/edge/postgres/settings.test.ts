import { expect, test } from "vitest";
import { endpointsOf, nameOf } from "../../../src/edge/postgres/endpoints.ts";
import { settingsOf } from "../../../src/edge/postgres/settings.ts";

test("what the URL leaves out comes from PG* variables, and nothing that it says", () => {
  const env = {
    PGHOST: "elsewhere",
    PGUSER: "ada",
    PGPORT: "6000",
    PGPASSWORD: "pw",
    PGSSLMODE: "require",
    PGOPTIONS: "",
  };
  expect(settingsOf({ host: "db", dbname: "shop" }, { env })).toEqual({
    host: "db",
    dbname: "shop",
    user: "ada",
    port: "6000",
    password: "pw",
    sslmode: "require",
  });
});

test("PGHOSTADDR does not stand in for a host of the URL", () => {
  expect(settingsOf({ host: "db" }, { env: { PGHOSTADDR: "10.0.0.1" } })).toEqual({ host: "db" });
});

test("lists of hosts and ports become places to try, in order", () => {
  const places = endpointsOf({ host: "a,b,::1", port: "1,,3" });
  expect(places.map(nameOf)).toEqual(["a:1", "b:5432", "[::1]:3"]);
});

test("one port serves all hosts", () => {
  expect(endpointsOf({ host: "a,b", port: "7" })).toEqual([
    { host: "a", port: 7 },
    { host: "b", port: 7 },
  ]);
});
