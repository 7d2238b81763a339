import { readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSpecification } from "../../src/openapi/index.ts";
import { sampleResponse } from "../../src/openapi/sample/index.ts";
import { loadReportSchema, type LoadReport } from "../../src/load/result/index.ts";
import { runCli, temporaryFolder, type CliOptions } from "../support/world.ts";

const root = join(import.meta.dirname, "..", "..");

interface Got {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

interface Answering {
  readonly status?: number;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A real server that remembers everything that arrives. */
async function recorder(answer: (got: Got, all: readonly Got[]) => Answering) {
  const all: Got[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      const got = { method: request.method ?? "", url: request.url ?? "", headers: request.headers, body };
      all.push(got);
      const { status = 200, json, headers = {} } = answer(got, all);
      response.writeHead(status, { ...(json === undefined ? {} : { "content-type": "application/json" }), ...headers });
      response.end(json === undefined ? "" : JSON.stringify(json));
    });
  };
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    all,
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Writes files into a folder of its own and runs a command there. */
async function running(files: Readonly<Record<string, string>>, words: readonly string[], options: CliOptions = {}) {
  await using folder = await temporaryFolder("load-run");
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text);
  const result = await runCli(words, { cwd: folder.path, ...options });
  const saved = await readFile(join(folder.path, "saved.yaml"), "utf8").catch(() => "");
  return { ...result, saved };
}

const reportIn = (stdout: string): LoadReport => loadReportSchema.parse(JSON.parse(stdout));
const routesOf = (report: LoadReport) =>
  Object.fromEntries(report.routes.map(({ name, requests }) => [name, requests.total]));
const failedChecks = (report: LoadReport) => report.checks.filter(({ failed }) => failed > 0);
/** Exit codes when everything that was asked for held; 5 says that this machine was too busy to trust its times. */
const KEPT = [0, 5];

const FLOW = (url: string) => `
target: ${url}
load: { users: 4, iterations: 40 }
variables: { currency: EUR }
setup:
  - post: /login
    json: { user: admin, password: "\${env.ADMIN_PASSWORD}" }
    expect: 201
    extract: { token: $.token }
defaults:
  headers: { X-Run: "7" }
auth: { bearer: "\${token}" }
scenarios:
  - name: browse
    weight: 3
    steps:
      - get: /products
        query: { limit: 20 }
        expect: 200
        checks:
          - { json: $.data, is: array }
        extract:
          id: { json: "$.data[*].id", which: random }
      - get: /products/\${id}
        checks:
          - { json: $.id, equals: "\${id}" }
  - name: order
    steps:
      - post: /orders
        json: { product: 1, reference: "r-\${counter()}", currency: "\${currency}" }
        expect: 201
        extract: { place: { header: location } }
      - get: \${place}
        name: GET /orders/{id}
        expect: 200
teardown:
  - delete: /login
    expect: 204
thresholds:
  - errors <= 0%
  - GET /products/{id}: errors < 1%
`;

function shop({ method, url, headers }: Got, all: readonly Got[]): Answering {
  if (url === "/login") return method === "POST" ? { status: 201, json: { token: "s3cr3t-token" } } : { status: 204 };
  if (headers.authorization !== "Bearer s3cr3t-token") return { status: 401, json: {} };
  if (url === "/products?limit=20") return { json: { data: [{ id: 11 }, { id: 12 }] } };
  if (url === "/orders" && method === "POST")
    return { status: 201, json: {}, headers: { location: `/orders/${all.length}` } };
  const id = /^\/(?:products|orders)\/(\d+)$/.exec(url)?.[1];
  return id === undefined ? { status: 404 } : { json: { id: Number(id) } };
}

describe("backwright load run (L9)", () => {
  it("plays set-up, weighted flows with carried values, and teardown; every figure is the server's", async () => {
    await using server = await recorder(shop);
    const env = { ADMIN_PASSWORD: "hunter22" };
    const files = { "shop.yaml": FLOW(server.url) };
    const { code, stdout, stderr } = await running(files, ["load", "run", "shop.yaml", "--json"], { env });
    expect([...KEPT, stderr]).toContain(code);
    const report = reportIn(stdout);
    expect(routesOf(report)).toEqual({
      "GET /products": 30,
      "GET /products/{id}": 30,
      "POST /orders": 10,
      "GET /orders/{id}": 10,
    });
    expect(failedChecks(report)).toEqual([]);
    expect(report.requests).toMatchObject({ total: 80, successful: 80, failed: 0 });
    expect(report.thresholds.filter(({ source }) => source === "file").map(({ met }) => met)).toEqual([true, true]);
    const seen = server.all.map(({ method, url }) => `${method} ${url}`);
    expect([seen[0], seen.at(-1), seen.length]).toEqual(["POST /login", "DELETE /login", 82]);
    expect(server.all[0]?.body).toBe('{"user":"admin","password":"hunter22"}');
    expect(new Set(server.all.slice(1, -1).map(({ headers }) => headers["x-run"]))).toEqual(new Set(["7"]));
    const references = server.all
      .filter(({ url, method }) => url === "/orders" && method === "POST")
      .map(({ body }) => body);
    expect(new Set(references).size).toBe(10);
    for (const secret of ["hunter22", "s3cr3t-token"]) expect(stdout + stderr).not.toContain(secret);
  });

  it("answers the alias with the same, as text", async () => {
    await using server = await recorder(shop);
    const files = { "shop.yaml": FLOW(server.url) };
    const words = ["run", "shop.yaml", "--users", "2", "--requests", "8"];
    const { code, stdout } = await running(files, words, { bin: "api-load-tester", env: { ADMIN_PASSWORD: "x" } });
    expect(KEPT).toContain(code);
    expect(stdout).toContain("=== Load Test Results ===");
    expect(stdout).toContain("GET /products/{id}");
    expect(stdout).toContain("kept   GET /products/{id}: errors < 1%");
    expect(server.all).toHaveLength(18);
  });

  it("exits 1 when a promise about one step is broken, and counts what failed", async () => {
    await using server = await recorder((got, all) =>
      got.url.startsWith("/products/") ? { json: { id: -1 } } : shop(got, all),
    );
    const files = { "shop.yaml": FLOW(server.url) };
    const { stdout } = await running(files, ["load", "run", "shop.yaml", "--json"], { env: { ADMIN_PASSWORD: "x" } });
    const report = reportIn(stdout);
    expect(failedChecks(report)).toEqual([
      { route: "GET /products/{id}", name: '$.id equals "${id}"', passed: 0, failed: 30 },
    ]);
    expect(report.requests).toMatchObject({ total: 80, successful: 50, failed: 30 });
    expect(report.thresholds.filter(({ source }) => source === "file").map(({ met }) => met)).toEqual([false, false]);
  });

  it("measures nothing when the set-up fails", async () => {
    await using server = await recorder(() => ({ status: 503 }));
    const files = { "shop.yaml": FLOW(server.url) };
    const { code, stderr } = await running(files, ["load", "run", "shop.yaml"], { env: { ADMIN_PASSWORD: "x" } });
    expect(code).toBe(3);
    expect(stderr).toContain("The set-up failed: POST /login: answered 503");
    expect(server.all).toHaveLength(1);
  });

  it("says where a file is wrong, with exit code 2, and sends nothing", async () => {
    await using server = await recorder(shop);
    const yaml = `target: ${server.url}\nsteps:\n  - gett: /a\n  - get: /\${x}\n`;
    const { code, stderr } = await running({ "bad.yaml": yaml }, ["load", "run", "bad.yaml"]);
    expect(code).toBe(2);
    expect(stderr).toContain('bad.yaml:3:5: "gett" is no key of this place; did you mean get?');
    expect(server.all).toHaveLength(0);
  });

  it("asks before it loads a public host", async () => {
    const yaml = "target: https://shop.invalid\nsteps: [{ get: / }]\n";
    const { code, stderr } = await running({ "s.yaml": yaml }, ["load", "run", "s.yaml"]);
    expect(code).toBe(4);
    expect(stderr).toContain("--yes-i-own shop.invalid");
  });

  it("uses every row of a unique feeder once, over several threads, and ends with the last", async () => {
    await using server = await recorder(() => ({}));
    const rows = Array.from({ length: 20 }, (_, index) => `user${index},"pass, ${index}"`);
    const files = {
      "accounts.csv": ["name,password", ...rows].join("\n"),
      "s.yaml": `target: ${server.url}\nload: { users: 4, duration: 30s }\nfeeders:\n  accounts: { file: accounts.csv, order: unique }\nsteps:\n  - post: /login/\${accounts.name}\n    auth: { basic: { user: "\${accounts.name}", password: "\${accounts.password}" } }\n`,
    };
    const { stdout } = await running(files, ["load", "run", "s.yaml", "--workers", "2", "--json"]);
    expect(reportIn(stdout).requests).toMatchObject({ total: 20, successful: 20 });
    const logins = server.all.map(
      ({ url, headers }) => `${url} ${Buffer.from(headers.authorization?.slice(6) ?? "", "base64").toString()}`,
    );
    expect(logins.toSorted()).toEqual(
      Array.from({ length: 20 }, (_, i) => `/login/user${i} user${i}:pass, ${i}`).toSorted(),
    );
  });

  it("arrives by the clock, in stages", async () => {
    await using server = await recorder(() => ({}));
    const yaml = `target: ${server.url}\nload:\n  rate: 20\n  stages: [{ rate: 20, over: 500ms }, { rate: 60, over: 0 }, { rate: 60, over: 500ms }]\nsteps:\n  - get: /a\n  - get: /b\n`;
    const { stdout } = await running({ "s.yaml": yaml }, ["load", "run", "s.yaml", "--json"]);
    const { settings, elapsedMs } = reportIn(stdout);
    expect(settings.durationMs).toBe(1_000);
    expect(elapsedMs).toBeGreaterThanOrEqual(1_000);
    // 20 a second for half a second, then 60 a second: 40 iterations of two requests are due.
    expect(server.all.length).toBeGreaterThan(40);
    expect(server.all.length).toBeLessThanOrEqual(82);
  });

  it("keeps an access token fresh, and shows none", async () => {
    let issued = 0;
    await using tokens = await recorder(() => {
      issued += 1;
      return { json: { access_token: `secret-token-${issued}`, expires_in: 1 } };
    });
    await using server = await recorder(({ headers }) => ({ status: headers.authorization === undefined ? 401 : 200 }));
    const yaml = `target: ${server.url}\nload: { users: 2, iterations: 60 }\nauth:\n  oauth:\n    tokenUrl: ${tokens.url}/token\n    clientId: app\n    clientSecret: "\${env.CLIENT_SECRET}"\n    scope: read write\nsteps:\n  - get: /me\n    think: 50ms\n`;
    const { stdout, stderr } = await running({ "s.yaml": yaml }, ["load", "run", "s.yaml", "--json"], {
      env: { CLIENT_SECRET: "cl13nt" },
    });
    expect(reportIn(stdout).requests).toMatchObject({ failed: 0 });
    expect(tokens.all[0]).toMatchObject({
      method: "POST",
      url: "/token",
      body: "grant_type=client_credentials&scope=read%20write",
    });
    expect(tokens.all[0]?.headers.authorization).toBe(`Basic ${Buffer.from("app:cl13nt").toString("base64")}`);
    const used = new Set(server.all.map(({ headers }) => headers.authorization));
    expect(used.size).toBeGreaterThan(1);
    for (const one of used) expect(one).toMatch(/^Bearer secret-token-\d+$/);
    for (const secret of ["cl13nt", "secret-token"]) expect(stdout + stderr).not.toContain(secret);
  });

  it("keeps cookies for one iteration", async () => {
    await using server = await recorder((_, all) => ({ headers: { "set-cookie": `sid=${all.length}; Path=/` } }));
    const yaml = `target: ${server.url}\nload: { users: 1, iterations: 2 }\nsteps:\n  - get: /a\n  - get: /b\n    cookies: { mine: x y }\n`;
    await running({ "s.yaml": yaml }, ["load", "run", "s.yaml"]);
    expect(server.all.map(({ headers }) => headers.cookie)).toEqual([
      undefined,
      "mine=x%20y; sid=1",
      undefined,
      "mine=x%20y; sid=3",
    ]);
  });
});

describe("backwright load run openapi.yaml", () => {
  const document = join(root, "examples/shop/openapi.yaml");

  /** Answers every operation of the document with a sample, and 404 to anything else. */
  async function sampleServer() {
    const model = await readSpecification(document, (path) => readFile(path, "utf8"));
    const routes = model.operations.map((operation) => ({
      operation,
      matches: new RegExp(`^${operation.path.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
      sample: sampleResponse(operation, model),
    }));
    return recorder(({ method, url }) => {
      const path = url.split("?", 1)[0] ?? "";
      const route = routes.find((one) => one.operation.method === method && one.matches.test(path));
      if (route === undefined) return { status: 404 };
      const { status, headers, body } = route.sample;
      return { status, headers, ...(body !== undefined && { json: body }) };
    });
  }

  it("reads everything that may be read, with ids from the lists, and finds what the document promises", async () => {
    await using server = await sampleServer();
    const words = ["load", "run", document, "--url", server.url, "--users", "3", "--requests", "60", "--json"];
    const { stdout, stderr } = await runCli(words, { env: { BACKWRIGHT_ADMIN_KEY: "k3y" } });
    const report = reportIn(stdout);
    expect(failedChecks(report)).toEqual([]);
    expect(report.requests.failed).toBe(0);
    expect(new Set(server.all.map(({ method }) => method))).toEqual(new Set(["GET"]));
    expect(Object.keys(routesOf(report))).toEqual(
      expect.arrayContaining(["GET /products/{productId}", "GET /customers/{customerId}", "GET /orders/{orderId}"]),
    );
    expect(
      server.all
        .filter(({ url }) => url.startsWith("/customers?") || url === "/customers")
        .every(({ headers }) => headers["x-admin-key"] === "k3y"),
    ).toBe(true);
    expect(stdout + stderr).not.toContain("k3y");
  });

  it("with --include-writes creates, reads, changes and deletes in this order, by the id of what it created", async () => {
    await using server = await sampleServer();
    const words = ["load", "run", document, "--url", server.url, "--only", "Products", "--include-writes"];
    const { stdout } = await runCli([...words, "--users", "1", "--requests", "5", "--json"], {
      env: { BACKWRIGHT_ADMIN_KEY: "k" },
    });
    expect(failedChecks(reportIn(stdout))).toEqual([]);
    const writes = server.all.map(({ method, url }) => `${method} ${url.replace(/\d+/, "7")}`);
    const start = writes.indexOf("POST /products");
    expect(writes.slice(start, start + 5)).toEqual([
      "POST /products",
      "GET /products/7",
      "GET /products/7/sales",
      "PATCH /products/7",
      "DELETE /products/7",
    ]);
  });

  it("leaves out what needs credentials that are not there, and says which", async () => {
    await using server = await sampleServer();
    const words = ["load", "run", document, "--url", server.url, "--dry-run", "--only", "Customers"];
    const { code, stdout, stderr } = await runCli(words, { env: { BACKWRIGHT_ADMIN_KEY: "" } });
    expect(code).toBe(0);
    expect(stderr).toContain("GET /customers left out: it needs BACKWRIGHT_ADMIN_KEY in the environment");
    expect(stdout).toContain("GET /customers/{customerId}");
    expect(server.all).toHaveLength(0);
  });

  it("writes the scenario that it built, which plays the same", async () => {
    await using server = await sampleServer();
    const words = ["load", "run", document, "--url", server.url, "--save-scenario", "saved.yaml", "--dry-run"];
    const { saved } = await running({}, words, { env: { BACKWRIGHT_ADMIN_KEY: "k3y" } });
    expect(saved).toContain(`target: ${server.url}`);
    expect(saved).toContain("${env.BACKWRIGHT_ADMIN_KEY}");
    expect(saved).not.toContain("k3y");
    const again = await running({ "saved.yaml": saved }, ["load", "run", "saved.yaml", "--requests", "12", "--json"], {
      env: { BACKWRIGHT_ADMIN_KEY: "k3y" },
    });
    expect(failedChecks(reportIn(again.stdout))).toEqual([]);
    expect(server.all.length).toBe(reportIn(again.stdout).requests.total);
  });

  it("names what --only may have meant", async () => {
    const { code, stderr } = await runCli([
      "load",
      "run",
      document,
      "--url",
      "http://127.0.0.1:9",
      "--only",
      "Product",
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain("--only Product fits no operation; did you mean Products?");
  });
});

describe("backwright load run recording.har and --curl", () => {
  const harOf = (url: string) => {
    const entry = (method: string, path: string, more: object = {}) => ({
      startedDateTime: "2026-01-01T00:00:00.000Z",
      time: 5,
      request: {
        method,
        url: path.startsWith("http") ? path : url + path,
        headers: [
          { name: "Accept", value: "x/y" },
          { name: "Authorization", value: "Bearer har-s3cret" },
          { name: ":authority", value: "x" },
        ],
        ...more,
      },
      response: { status: 200, content: { mimeType: "application/json" } },
    });
    const entries = [
      { ...entry("GET", "/"), response: { status: 200, content: { mimeType: "text/html" } } },
      { ...entry("GET", "/app.js"), response: { status: 200, content: { mimeType: "text/javascript" } } },
      entry("GET", "https://tracker.invalid/pixel"),
      { ...entry("GET", "/items?page=2&api_key=har-k3y"), startedDateTime: "2026-01-01T00:00:00.255Z" },
      {
        ...entry("POST", "/items", {
          postData: { mimeType: "application/json", text: '{"password":"har-p4ss","a":"${b}"}' },
        }),
        startedDateTime: "2026-01-01T00:00:01.000Z",
      },
    ];
    return JSON.stringify({ log: { version: "1.2", entries } });
  };

  it("plays what was recorded of the page's own origin", async () => {
    await using server = await recorder(() => ({ json: {} }));
    const words = [
      "load",
      "run",
      "recording.har",
      "--include-writes",
      "--think-times",
      "--users",
      "1",
      "--requests",
      "1",
      "--save-scenario",
      "saved.yaml",
    ];
    const { stderr, saved } = await running({ "recording.har": harOf(server.url) }, words);
    expect(server.all.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET /",
      "GET /items?page=2&api_key=har-k3y",
      "POST /items",
    ]);
    expect(server.all[2]).toMatchObject({ body: '{"password":"har-p4ss","a":"${b}"}' });
    expect(server.all[1]?.headers).toMatchObject({ accept: "x/y", authorization: "Bearer har-s3cret" });
    expect(saved).toContain("think: 250ms");
    for (const secret of ["har-s3cret", "har-k3y", "har-p4ss"]) expect(saved + stderr).not.toContain(secret);
    for (const left of ["1 request to other origins", "1 request for scripts"]) expect(stderr).toContain(left);
  });

  it("leaves out what changes something unless it is told to", async () => {
    await using server = await recorder(() => ({ json: {} }));
    const { stderr } = await running({ "r.har": harOf(server.url) }, [
      "load",
      "run",
      "r.har",
      "--users",
      "1",
      "--requests",
      "1",
    ]);
    expect(server.all.map(({ method }) => method)).toEqual(["GET", "GET"]);
    expect(stderr).toContain("1 request that change something left out (--include-writes plays them)");
  });

  it("plays a curl command line", async () => {
    await using server = await recorder(() => ({ status: 201 }));
    const line = `curl -sS '${server.url}/users?x=1' -X PUT -H 'Content-Type: application/json' -H "X-Token: t0p" --data-raw $'{"name":"A\\u0064a"}' --compressed`;
    const { code, stdout, stderr } = await running({}, [
      "load",
      "run",
      "--curl",
      line,
      "--users",
      "1",
      "--requests",
      "3",
      "--json",
    ]);
    expect(KEPT).toContain(code);
    expect(server.all).toHaveLength(3);
    expect(server.all[0]).toMatchObject({ method: "PUT", url: "/users?x=1", body: '{"name":"Ada"}' });
    expect(server.all[0]?.headers).toMatchObject({ "x-token": "t0p", "content-type": "application/json" });
    expect(stdout + stderr).not.toContain("t0p");
  });
});

describe("backwright load run through a proxy", () => {
  it("asks for whole addresses, and keeps paths of cookies", async () => {
    await using proxy = await recorder(() => ({ headers: { "set-cookie": "sid=1; Path=/a" } }));
    const yaml =
      "target: http://127.0.0.1:9/base\nload: { users: 1, iterations: 1 }\nsteps: [{ get: /x }, { get: /y }]\ncookies: true\n";
    const words = ["load", "run", "s.yaml", "--proxy", proxy.url, "--requests", "1"];
    await running({ "s.yaml": yaml }, words);
    expect(proxy.all.map(({ url }) => url)).toEqual(["http://127.0.0.1:9/base/x", "http://127.0.0.1:9/base/y"]);
    expect(proxy.all.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
  });
});

describe("backwright load run with what servers do", () => {
  it("counts refused, slow and cut answers as failures of their step, and goes on", async () => {
    let count = 0;
    await using server = await recorder(() => {
      count += 1;
      return count % 2 === 0 ? { status: 500 } : { json: { id: count } };
    });
    const yaml = `target: ${server.url}\nload: { users: 1, iterations: 4 }\nsteps:\n  - get: /a\n    extract: { id: $.id }\n  - get: /b/\${id}\n`;
    const { stdout } = await running({ "s.yaml": yaml }, ["load", "run", "s.yaml", "--json"]);
    const report = reportIn(stdout);
    expect(routesOf(report)).toEqual({ "GET /a": 4, "GET /b/{id}": 4 });
    expect(report.statuses).toEqual([
      { status: 200, count: 4 },
      { status: 500, count: 4 },
    ]);
    expect(report.requests.failed).toBe(4);
  });

  it("says which values were missing, and does not send them", async () => {
    await using server = await recorder(() => ({ json: {} }));
    const yaml = `target: ${server.url}\nload: { users: 2, iterations: 6 }\nsteps:\n  - get: /a\n    extract: { id: $.id }\n  - get: /b/\${id}\n`;
    const { stdout } = await running({ "s.yaml": yaml }, ["load", "run", "s.yaml", "--json"]);
    expect(failedChecks(reportIn(stdout))).toEqual([
      { route: "GET /a", name: "extract id from $.id", passed: 0, failed: 6 },
      { route: "GET /b/{id}", name: "a value for ${id}", passed: 0, failed: 6 },
    ]);
    expect(server.all.map(({ url }) => url)).toEqual(Array.from({ length: 6 }, () => "/a"));
  });
});
