import { spawn, spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mergedSchema } from "../../src/load/merge/result/index.ts";
import { runCli, temporaryFolder } from "../support/world.ts";

const PASSWORD = 'hunter2 "so" ✓';
const has = (program: string, flag: string): boolean => spawnSync(program, [flag]).status === 0;

interface Got {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A shop that remembers what arrives. */
async function recorder() {
  const all: Got[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      all.push({ method, url, headers, body: Buffer.concat(chunks).toString("latin1") });
      answer(response, { method, url, headers });
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

function answer(response: ServerResponse, { method, url }: Pick<Got, "method" | "url" | "headers">): void {
  const json = (status: number, value: unknown, headers = {}): void => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(value));
  };
  if (url === "/token") return json(200, { access_token: "t0k", expires_in: 60 });
  if (url === "/v1/login")
    return json(201, { id: 7, name: "Ada & Co" }, { "set-cookie": ["sid=abc; Path=/", "theme=dark"] });
  if (url.startsWith("/v1/products"))
    return json(200, { data: [{ id: 11, tags: ["a", "b"] }, { id: 12 }], next: null });
  if (url === "/v1/orders" && method === "POST") return json(201, {}, { location: "/v1/orders/5" });
  if (url === "/v1/broken") return json(500, {});
  return json(200, { ok: true });
}

const SCENARIO = (url: string) => `
name: shop
target: ${url}/v1
load: { users: 1, iterations: 4 }
variables: { currency: EUR, limit: 20 }
feeders: { people: people.csv, notes: { file: notes.jsonl, order: sequential } }
auth: { oauth: { tokenUrl: "${url}/token", clientId: me, clientSecret: "s3cret/x" } }
setup:
  - post: /login
    json: { user: admin, password: "\${env.SHOP_PASSWORD}" }
    expect: 201
    extract: { me: $.id, who: $.name }
defaults: { headers: { X-Run: "7", X-Api-Key: k3y } }
scenarios:
  - name: browse "all" \u2028 things
    steps:
      - get: /products?api_key=zzz&page=1
        query: { limit: "\${limit}", q: "\${people.name}" }
        expect: 200
        checks:
          - { json: "$.data", is: array }
          - { json: "$.data[0].tags[-1]", equals: b }
          - { json: "$..id", exists: true }
          - { json: "$.next", is: "null" }
          - { contains: '"data"' }
          - { matches: '"id":1\\d' }
          - { header: content-type, contains: json }
          - { latency: 30s }
        extract:
          id: { json: "$.data[*].id", which: last }
          all: { json: "$.data[0:1].id", which: all }
          word: { regex: '"tags":\\["(\\w)"', group: 1 }
          lost: { json: $.nothing, default: 5 }
      - repeat: 2
        steps:
          - get: /products/\${id}
            name: one product
      - repeat: 5
        while: \${id} == 13
        steps:
          - put: /products/\${id}
            body: "id=\${id}&all=\${json(all)}&word=\${word}&lost=\${lost}"
      - if: \${people.age} > 30
        steps:
          - delete: /old/\${people.name}
        else:
          - head: /young/\${people.name}
      - if: "!\${lost}"
        steps: [{ get: /never }]
  - name: order
    weight: 1
    steps:
      - post: /login
        json: { name: "\${who}", me: "\${me}" }
        expect: 2xx
      - set: { reference: "r-\${me}" }
      - post: /orders
        cookies: { lang: en }
        json: { note: "\${notes.text}", count: "\${notes.count}", reference: "\${reference}", secret: "top", none: "\${notes.none}" }
        expect: 201
        extract: { place: { header: location } }
      - get: \${place}
        name: GET /orders/{id}
      - post: /upload
        file: picture.bin
        auth: { basic: { user: ada, password: "p:w" } }
      - get: /broken
        expect: 500
teardown:
  - delete: /login
thresholds:
  - errors <= 0%
  - p99 < 30s
  - one product: p95 < 30s
`;

const FILES = {
  "people.csv": 'name,age\n"Ada, ""L"" & söns",36\nBob/..,2\n',
  "notes.jsonl": '{"text":"a\\n\\u2028\\"b\\"","count":1.5,"none":null}\n{"text":"${x} `y`","count":2,"none":null}\n',
};

async function shopFolder(folder: string, url: string): Promise<void> {
  await writeFile(join(folder, "shop.yaml"), SCENARIO(url));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, "picture.bin"), Buffer.from([0, 255, 137, 80, 10, 13]));
}

const COMPARED = ["host", "x-run", "x-api-key", "authorization", "user-agent", "accept", "content-type"] as const;

/** What one request says, without what differs between client libraries. */
const essence = ({ method, url, headers, body }: Got) => ({
  method,
  url,
  body,
  ...Object.fromEntries(COMPARED.map((name) => [name, headers[name]])),
  cookie: headers.cookie?.split("; ").sort(),
});

const env = { SHOP_PASSWORD: PASSWORD };
const exported = { ...env, BACKWRIGHT_X_API_KEY: "k3y", BACKWRIGHT_API_KEY: "zzz", BACKWRIGHT_SECRET: "top" };

/** Values of the variables that a script asks for, as its own list names them. */
function valuesFor(asked: readonly { readonly name: string; readonly what: string | null }[]) {
  const basic = (text: string): string => Buffer.from(text).toString("base64");
  const authorizations = [basic("ada:p:w"), basic("me:s3cret/x")];
  let used = 0;
  const values: Record<string, string> = { ...exported };
  for (const { name, what } of [...asked].sort((a, b) => (a.name < b.name ? -1 : 1)))
    if (what === "Authorization") values[name] = authorizations[used++] ?? "";
  return values;
}

interface Export {
  readonly findings: readonly { readonly evidence: { readonly feature: string } }[];
  readonly environment: readonly { readonly name: string; readonly what: string | null }[];
  readonly files: readonly { readonly path: string }[];
}

async function exporting(folder: string, ...words: readonly string[]) {
  const result = await runCli(["load", "export", ...words, "--json"], { cwd: folder });
  expect(result.stderr + (result.code === 0 ? "" : result.stdout)).toBe("");
  const answer: Export = JSON.parse(result.stdout);
  return answer;
}

function run(program: string, words: readonly string[], values: Readonly<Record<string, string>>) {
  return new Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const child = spawn(program, words, { env: { ...process.env, ...values }, stdio: ["ignore", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

async function asLoadRunPlaysIt(folder: string, all: Got[]) {
  const played = await runCli(["load", "run", "shop.yaml", "--json"], { cwd: folder, env });
  expect([0, 5]).toContain(played.code);
  return all.splice(0).map(essence);
}

describe("load export --k6", () => {
  it(
    "writes a script that sends what load run sends, and whose summary load import reads",
    { timeout: 60_000 },
    async () => {
      await using server = await recorder();
      await using folder = await temporaryFolder("load-export");
      await shopFolder(folder.path, server.url);
      const ours = await asLoadRunPlaysIt(folder.path, server.all);
      const { environment } = await exporting(folder.path, "shop.yaml", "--k6", "--out", "k6", "--parallelism", "2");
      const shim = join(import.meta.dirname, "load-export-k6.mjs");
      const played = await run(process.execPath, [shim, join(folder.path, "k6"), "4"], {
        ...valuesFor(environment),
        BACKWRIGHT_INSTANCES: "2",
      });
      expect(played.stderr).toBe("");
      expect(server.all.map(essence)).toEqual(ours);
      await writeFile(join(folder.path, "pod.log"), `time="…" level=info\n${played.stdout}`);
      const merged = await runCli(["load", "import", "pod.log", "--json"], { cwd: folder.path });
      expect(merged.code).toBe(1);
      const report = mergedSchema.parse(JSON.parse(merged.stdout));
      // Token, login and teardown are no part of the load.
      expect(report).toMatchObject({ script: "shop", expected: 2, missing: 1, requests: ours.length - 3, failed: 0 });
      expect(report.checks.filter(({ failed }) => failed > 0)).toEqual([]);
      expect(report.routes.find(({ name }) => name === "one product")).toMatchObject({ requests: 4 });
    },
  );

  it("writes no secret, not even in the ConfigMap", async () => {
    await using server = await recorder();
    await using folder = await temporaryFolder("load-export");
    await shopFolder(folder.path, server.url);
    const { files } = await exporting(folder.path, "shop.yaml", "--k6", "--out", "k6");
    const texts = await Promise.all(files.map(({ path }) => readFile(join(folder.path, path), "utf8")));
    const basic = ["me:s3cret/x", "ada:p:w"].map((text) => Buffer.from(text).toString("base64"));
    for (const secret of ["s3cret", "k3y", "zzz", '"top"', ...basic]) expect(texts.join("")).not.toContain(secret);
  });

  it("says that a warm-up and a limit of the body are not handed over", async () => {
    await using folder = await temporaryFolder("load-export");
    const steps = "steps:\n  - get: /\n    bodyLimit: 10\n  - get: /whole\n";
    await writeFile(join(folder.path, "warm.yaml"), `target: http://127.0.0.1:3000\nload: {warmUp: 5s}\n${steps}`);
    const { findings } = await exporting(folder.path, "warm.yaml", "--k6", "--out", "k6");
    expect(findings.map(({ evidence }) => evidence.feature)).toEqual(["warm-up", "body-limit"]);
  });

  it.skipIf(!has("k6", "version"))("is played by k6 itself (k6 on PATH)", { timeout: 60_000 }, async () => {
    await using server = await recorder();
    await using folder = await temporaryFolder("load-export");
    await shopFolder(folder.path, server.url);
    const ours = await asLoadRunPlaysIt(folder.path, server.all);
    const { environment } = await exporting(folder.path, "shop.yaml", "--k6", "--out", "k6");
    const played = await run("k6", ["run", "--quiet", join(folder.path, "k6", "script.js")], valuesFor(environment));
    expect(played.stderr + (played.code === 0 ? "" : played.stdout)).toBe("");
    expect(server.all.map(essence)).toEqual(ours);
  });
});

describe("load export --locust", () => {
  it.skipIf(!has("locust", "--version"))(
    "writes a locustfile that sends what load run sends (locust on PATH)",
    { timeout: 60_000 },
    async () => {
      await using server = await recorder();
      await using folder = await temporaryFolder("load-export");
      await shopFolder(folder.path, server.url);
      // Locust draws its tasks at random: all steps in one flow have one order.
      await writeFile(
        join(folder.path, "shop.yaml"),
        SCENARIO(server.url).replace(/ {2}- name: order\n.*\n {4}steps:\n/, ""),
      );
      const ours = await asLoadRunPlaysIt(folder.path, server.all);
      const { environment } = await exporting(folder.path, "shop.yaml", "--locust", "--out", "locust");
      const file = join(folder.path, "locust", "locustfile.py");
      const played = await run("locust", ["--headless", "-f", file, "--only-summary"], {
        ...valuesFor(environment),
        PYTHONDONTWRITEBYTECODE: "1",
      });
      expect(played.code === 0 ? "" : played.stderr + played.stdout).toBe("");
      expect(server.all.map(essence)).toEqual(ours);
    },
  );
});
