import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadReportSchema, type LoadReport } from "../../src/load/result/index.ts";
import { readSpecification, type ApiModel } from "../../src/openapi/index.ts";
import { accepts, sampleResponse } from "../../src/openapi/sample/index.ts";
import { parseDocument } from "../../src/openapi/text/index.ts";
import { runCli } from "../support/world.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = join(root, "examples", "load");
const files = (await readdir(folder)).filter((name) => name.endsWith(".yaml"));

interface Got {
  readonly line: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

let model: ApiModel;
const got: Got[] = [];
let pages = 0;

/** The shop, as its document describes it, and a login beside it. */
const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (text: string) => (body += text));
  request.on("end", () => {
    const { method = "", url = "", headers } = request;
    const path = url.split("?", 1)[0] ?? "";
    got.push({ line: `${method} ${path}`, authorization: headers.authorization, body });
    const answer = (status: number, json: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(json === undefined ? "" : JSON.stringify(json));
    };
    if (path.startsWith("/test")) return answer(204, undefined);
    const told: { email?: string } = method === "POST" && path === "/login" ? JSON.parse(body) : {};
    if (told.email !== undefined) return answer(201, { token: told.email });
    if (path === "/me") return answer(200, { email: headers.authorization?.slice("Bearer ".length) });
    if (path === "/orders" && headers.authorization?.startsWith("Bearer ") === true) {
      pages += 1;
      return answer(200, { nextCursor: pages % 3 === 0 ? null : `c${pages}` });
    }
    const operation = model.operations.find(
      (one) => one.method === method && new RegExp(`^${one.path.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`).test(path),
    );
    if (operation === undefined) return answer(404, {});
    const { status, body: json } = sampleResponse(operation, model);
    answer(status, json);
  });
});

let url = "";
beforeAll(async () => {
  model = await readSpecification(join(root, "examples/shop/openapi.yaml"), (path) => readFile(path, "utf8"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const env = { SERVICE_PASSWORD: "s3rvice" };

async function play(name: string, words: readonly string[]): Promise<LoadReport> {
  got.length = 0;
  const { stdout, stderr } = await runCli(["load", "run", join(folder, name), "--url", url, "--json", ...words], {
    env,
  });
  expect(stdout + stderr).not.toContain("s3rvice");
  return loadReportSchema.parse(JSON.parse(stdout));
}

const failures = (report: LoadReport) => ({
  failed: report.requests.failed,
  checks: report.checks.filter(({ failed }) => failed > 0),
});

describe("examples/load", () => {
  it("has examples", () => {
    expect(files).toHaveLength(3);
  });

  it.each(files)("%s keeps the published schema", async (name) => {
    const schema: unknown = JSON.parse(await readFile(join(root, "docs/schemas/scenario.schema.json"), "utf8"));
    const validate = new Ajv2020({ strict: false }).compile(Object(schema));
    const { value } = parseDocument(name, await readFile(join(folder, name), "utf8"));
    expect([validate(value), validate.errors]).toEqual([true, null]);
  });

  it.each(files)("%s is usable as it stands", async (name) => {
    const { code, stderr } = await runCli(["load", "run", join(folder, name), "--dry-run"], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("first-steps.yaml reads products of the list", async () => {
    const report = await play("first-steps.yaml", ["--requests", "20", "--users", "2"]);
    expect(failures(report)).toEqual({ failed: 0, checks: [] });
    expect(new Set(got.map(({ line }) => line.replace(/\d+$/, "7")))).toEqual(
      new Set(["GET /products", "GET /products/7"]),
    );
    expect(got).toHaveLength(40);
  });

  it("shop.yaml sends orders that the shop's document accepts", async () => {
    const report = await play("shop.yaml", ["--rate", "40", "--duration", "2s", "--warm-up", "1ms"]);
    expect(failures(report)).toEqual({ failed: 0, checks: [] });
    const orders = got.filter(({ line }) => line === "POST /orders").map(({ body }) => JSON.parse(body));
    const schema = model.schemas.get("NewOrder")?.schema ?? false;
    expect(orders.length).toBeGreaterThan(0);
    expect(orders.map((order) => accepts(order, schema, { schemas: model.schemas, side: "request" }))).not.toContain(
      false,
    );
    expect(report.thresholds.map(({ expression }) => expression)).toContain("POST /orders: p99 < 500ms");
  });

  it("login.yaml gives every user its account, and reads until the last page", async () => {
    const report = await play("login.yaml", []);
    expect(failures(report)).toEqual({ failed: 0, checks: [] });
    expect(got[0]).toMatchObject({
      line: "POST /test/reset",
      authorization: `Basic ${Buffer.from("service:s3rvice").toString("base64")}`,
    });
    expect(got.at(-1)?.line).toBe("DELETE /test");
    const logins = got.filter(({ line }) => line === "POST /login").map(({ body }) => body);
    expect(logins).toHaveLength(40);
    expect(new Set(logins)).toEqual(
      new Set([
        '{"email":"ada@example.com","roles":["admin"]}',
        '{"email":"bob@example.com","roles":[]}',
        '{"email":"cy@example.com","roles":["buyer","seller"]}',
        '{"email":"dee@example.com","roles":["buyer"]}',
      ]),
    );
    expect(got.filter(({ line }) => line === "GET /orders").length).toBeGreaterThan(80);
  });
});
