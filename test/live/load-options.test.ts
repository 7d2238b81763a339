// Every option of `backwright load` that changes what goes over the wire or into a file, by the whole command line.
import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadReportSchema, type LoadReport } from "../../src/load/result/index.ts";
import { httpServer, serve } from "../edge/load/support.ts";
import { runCli, type CliOptions } from "../support/world.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "load-options-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const quiet = { http_proxy: "", https_proxy: "", all_proxy: "", HTTP_PROXY: "", HTTPS_PROXY: "", ALL_PROXY: "" };

/** The whole command in JSON, its report read by the published schema. */
async function load(words: readonly string[], options: CliOptions = {}) {
  const { code, stdout, stderr } = await runCli(["load", ...words, "--json"], { env: quiet, cwd: folder, ...options });
  const read = (): LoadReport => loadReportSchema.parse(JSON.parse(stdout));
  return { code, stdout, stderr, read };
}

/** Done, or done on a machine that was too busy to be believed: both are what the test machine may answer. */
const DONE = expect.toBeOneOf([0, 5]);
/** The answer is no, if it can be believed. */
const NO = expect.toBeOneOf([1, 5]);

const ok = (_: IncomingMessage, response: ServerResponse): void => void response.end("hello");
const urlOf = ({ port }: { readonly port: number }, path = "/"): string => `http://127.0.0.1:${port}${path}`;

describe("how much", () => {
  it("--rate sends by the clock, whatever the server does", async () => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      setTimeout(() => response.end(), 30);
    });
    const { code, read } = await load([urlOf(server), "--rate", "100", "--duration", "1"]);
    const { schedule, requests, settings } = read();
    expect(code).toEqual(DONE);
    expect(settings.model).toMatchObject({ kind: "open", startPerSecond: 100, process: "constant" });
    // A machine that is too busy sends less than is due, and says so.
    const { due = 0, sent = 0, unsent = 0 } = schedule ?? {};
    expect([due, sent + unsent, requests.total, served]).toEqual([100, 100, sent, sent]);
    if (code === 0) expect(sent).toBe(100);
  });

  it("--stages move the rate", async () => {
    await using server = await httpServer(ok);
    const { read } = await load([urlOf(server), "--rate", "0", "--stages", "1s:100,0s:20,500ms:20"]);
    // Half of a hundred while it grows, and ten of the half second after it.
    expect(read().schedule?.due).toBeGreaterThanOrEqual(58);
    expect(read().schedule?.due).toBeLessThanOrEqual(61);
    expect(read().settings.durationMs).toBe(1_500);
  });

  it("--stages move users without a rate", async () => {
    await using server = await httpServer((_, response) => setTimeout(() => response.end(), 5));
    const { read } = await load([urlOf(server), "--users", "1", "--stages", "600ms:6,300ms:2"]);
    const { settings, timeline } = read();
    expect(settings).toMatchObject({ concurrency: 6, durationMs: 900 });
    expect(Math.max(...(timeline?.users ?? [0]))).toBeGreaterThan(3);
  });

  it("--warm-up is sent and not counted", async () => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      response.end();
    });
    const { read, stderr } = await load([urlOf(server), "--requests", "50", "--warm-up", "300ms"]);
    expect(read().requests.total).toBe(50);
    expect(served).toBeGreaterThan(50);
    expect(stderr).toContain("Warming up");
  });

  it("--abort-above ends a run that only fails", async () => {
    await using server = await httpServer((_, response) => {
      response.statusCode = 503;
      response.end();
    });
    const { code, read } = await load([urlOf(server), "--duration", "60", "--abort-above", "50%"]);
    expect(code).toBe(1);
    expect(read()).toMatchObject({ aborted: true, interrupted: false });
    expect(read().elapsedMs).toBeLessThan(30_000);
  });

  it.each(["1", "2"])("--workers %s", async (workers) => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      response.end();
    });
    const { read } = await load([urlOf(server), "--requests", "400", "--users", "8", "--workers", workers]);
    expect([read().requests.successful, served, read().generator.workers]).toEqual([400, 400, Number(workers)]);
  });

  it.each(["node", "kernel"])("--transport %s is used, or the report says why not", async (transport) => {
    await using server = await httpServer(ok);
    const { read } = await load([urlOf(server), "--requests", "50", "--transport", transport]);
    const { stamps, fallback } = read().generator;
    expect(read().requests.successful).toBe(50);
    expect(stamps === "kernel" || fallback !== null || transport === "node").toBe(true);
  });
});

describe("how it connects", () => {
  it("--unix-socket", async () => {
    const hosts = new Set<string | undefined>();
    const server = createServer((request, response) => {
      hosts.add(request.headers.host);
      response.end();
    });
    const path = process.platform === "win32" ? String.raw`\\.\pipe\backwright-load` : join(folder, "app.sock");
    await new Promise<void>((resolve) => server.listen(path, resolve));
    const { code, read } = await load(["http://api.example.com/", "--requests", "20", "--unix-socket", path]);
    await close(server);
    expect([code, read().requests.successful, [...hosts]]).toEqual([DONE, 20, ["api.example.com"]]);
  });

  it("--resolve", async () => {
    const hosts = new Set<string | undefined>();
    await using server = await httpServer((request, response) => {
      hosts.add(request.headers.host);
      response.end();
    });
    const host = `api.example.com:${server.port}`;
    const { code, read } = await load([`http://${host}/`, "--requests", "20", "--resolve", `${host}:127.0.0.1`]);
    expect([code, read().requests.successful, [...hosts]]).toEqual([DONE, 20, [host]]);
  });

  it.each([
    ["--proxy", (proxy: string) => ({ words: ["--proxy", proxy], env: quiet })],
    ["HTTP_PROXY", (proxy: string) => ({ words: [], env: { ...quiet, http_proxy: proxy } })],
  ])("%s, with its password and without showing it", async (_, given) => {
    const seen = new Set<string>();
    await using proxy = await httpServer((request, response) => {
      seen.add(`${request.url} ${request.headers["proxy-authorization"] ?? ""}`);
      response.end("from the proxy");
    });
    const { words, env } = given(`http://ada:s3cret@127.0.0.1:${proxy.port}`);
    const answer = await load(["http://api.test/users", "--requests", "10", "--yes-i-own", "api.test", ...words], {
      env,
    });
    const basic = `Basic ${Buffer.from("ada:s3cret").toString("base64")}`;
    expect([answer.code, [...seen]]).toEqual([DONE, [`http://api.test/users ${basic}`]]);
    expect(answer.stdout + answer.stderr).not.toMatch(/s3cret/);
  });

  it("--proxy for https makes a tunnel; NO_PROXY makes none", async () => {
    await using target = await httpServer(ok);
    let tunnels = 0;
    const app = createServer(ok);
    app.on("connect", (request, socket) => {
      tunnels += 1;
      const [, port = ""] = (request.url ?? "").split(":");
      const to = connect(Number(port), "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        to.pipe(socket).pipe(to);
      });
      to.on("error", () => socket.destroy());
      socket.on("error", () => to.destroy());
    });
    await using proxy = await serve(app);
    const url = `https://127.0.0.1:${target.port}/`;
    await load([url, "--requests", "2", "--proxy", `http://127.0.0.1:${proxy.port}`]);
    expect(tunnels).toBeGreaterThan(0);
    const before = tunnels;
    const env = { ...quiet, http_proxy: `http://127.0.0.1:${proxy.port}`, no_proxy: "127.0.0.1" };
    expect((await load([urlOf(target), "--requests", "2"], { env })).code).toEqual(DONE);
    expect(tunnels).toBe(before);
  });

  it("--max-redirects follows within the host, and never leaves it", async () => {
    let strays = 0;
    await using other = await httpServer((_, response) => {
      strays += 1;
      response.end();
    });
    await using server = await httpServer((request, response) => {
      const to = request.url === "/a" ? "/b" : request.url === "/out" ? urlOf(other) : undefined;
      if (to !== undefined) response.writeHead(302, { location: to });
      response.end();
    });
    const followed = await load([urlOf(server, "/a"), "--requests", "10", "--max-redirects", "2"]);
    // A request that a redirect asked for counts as one of its own, and so does the one that was redirected.
    expect(followed.read().statuses).toEqual([
      { status: 200, count: 10 },
      { status: 302, count: 10 },
    ]);
    const kept = await load([urlOf(server, "/a"), "--requests", "10"]);
    expect(kept.read().statuses).toEqual([{ status: 302, count: 10 }]);
    await load([urlOf(server, "/out"), "--requests", "10", "--max-redirects", "2"]);
    expect(strays).toBe(0);
  });

  it("--traceparent gives each request a trace of its own", async () => {
    const traces = new Set<string | string[] | undefined>();
    await using server = await httpServer((request, response) => {
      traces.add(request.headers["traceparent"]);
      response.end();
    });
    await load([urlOf(server), "--requests", "30", "--traceparent"]);
    expect(traces.size).toBe(30);
    for (const trace of traces) expect(trace).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-0[01]$/);
  });

  it.each([
    ["--first-byte-timeout", "first-byte-timeout", false],
    ["--timeout", "response-timeout", true],
  ])("%s", async (flag, kind, begins) => {
    await using server = await httpServer((_, response) => {
      if (begins) response.write("begun");
    });
    const { read } = await load([urlOf(server), "--requests", "4", "--users", "4", flag, "150ms"]);
    expect(read().errors).toMatchObject([{ kind, count: 4 }]);
  });
});

describe("what is written", () => {
  it("--samples, a line for each request", async () => {
    await using server = await httpServer((request, response) => {
      response.statusCode = request.url === "/" ? 200 : 500;
      response.end();
    });
    const { code, read } = await load([urlOf(server), "--requests", "2500", "--samples", "all.jsonl"]);
    const lines = (await readFile(join(folder, "all.jsonl"), "utf8")).trimEnd().split("\n");
    expect([code, lines.length]).toEqual([DONE, 2_500]);
    expect(read().written).toEqual([{ what: "samples", to: "all.jsonl", count: 2_500, problem: null }]);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ route: "GET /", status: 200, successful: true });
  });

  it.skipIf(process.platform !== "linux")("a full disk is an error, and the report is still given", async () => {
    await using server = await httpServer(ok);
    const words = [urlOf(server), "--requests", "100", "--samples", "/dev/full", "--prometheus", "/dev/full"];
    const { code, read, stdout } = await load(words);
    expect(code).toBe(3);
    expect(read().requests.successful).toBe(100);
    expect(read().written?.map(({ problem }) => problem)).toEqual([
      "/dev/full cannot be written: the disk is full.",
      "/dev/full cannot be written: the disk is full.",
    ]);
    expect(stdout).not.toContain('"error"');
    const text = await runCli(["load", ...words], { env: quiet });
    expect([text.code, text.stdout.includes("the disk is full")]).toEqual([3, true]);
    const saved = await load([urlOf(server), "--requests", "10", "--save", "/dev/full"]);
    expect([saved.code, saved.read().requests.successful]).toEqual([3, 10]);
    expect(saved.stderr).toContain("/dev/full cannot be written: the disk is full.");
  });

  it("a file that cannot be is said before the load", async () => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      response.end();
    });
    await writeFile(join(folder, "file"), "");
    const url = urlOf(server);
    const saved = await load([url, "--requests", "10", "--save", "file/report.json"]);
    const samples = await load([url, "--requests", "10", "--samples", "file/all.jsonl"]);
    expect([saved.code, samples.code, served]).toEqual([3, 3, 0]);
    expect(JSON.parse(saved.stdout)).toMatchObject({ error: { code: "file-unwritable" } });
  });

  it("--prometheus and --otlp, to files and to a collector", async () => {
    const posted: { readonly headers: IncomingMessage["headers"]; readonly body: string }[] = [];
    await using collector = await httpServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (text: string) => (body += text));
      request.on("end", () => {
        posted.push({ headers: request.headers, body });
        response.statusCode = request.url?.startsWith("/v1/metrics") === true ? 200 : 404;
        response.end();
      });
    });
    await using server = await httpServer(ok);
    const words = [urlOf(server), "--requests", "20", "--prometheus", "m.prom", "--otlp"];
    expect((await load([...words, "m.json"])).code).toEqual(DONE);
    expect(await readFile(join(folder, "m.prom"), "utf8")).toContain("# TYPE backwright_load_requests_total counter");
    expect(JSON.parse(await readFile(join(folder, "m.json"), "utf8"))).toHaveProperty("resourceMetrics");
    const env = { ...quiet, OTEL_EXPORTER_OTLP_HEADERS: "x-key=t0p%20secret" };
    const good = await load([...words, urlOf(collector, "/v1/metrics?token=t0p")], { env });
    const bad = await load([...words, urlOf(collector, "/elsewhere")], { env });
    expect([good.code, bad.code, posted.length]).toEqual([DONE, 3, 2]);
    expect(posted[0]?.headers).toMatchObject({ "content-type": "application/json", "x-key": "t0p secret" });
    expect(JSON.parse(posted[0]?.body ?? "")).toHaveProperty("resourceMetrics");
    expect(good.stdout).not.toContain("t0p");
    expect(bad.read().written?.[1]?.problem).toContain("did not take the figures: it answered 404");
  });

  it.each([
    ["html", /^<!doctype html>/i],
    ["junit", /<testsuites?/],
    ["markdown", /^#/],
    ["text", /^=== Load Test Results ===/],
    ["json", /^\{/],
  ])("--output %s --save FILE (L8)", async (format, start) => {
    await using server = await httpServer(ok);
    const words = [urlOf(server), "--requests", "20", "--output", format, "--save", `deep/report.${format}`];
    const { code } = await runCli(words, { bin: "api-load-tester", cwd: folder, env: quiet });
    expect(code).toEqual(DONE);
    expect(await readFile(join(folder, "deep", `report.${format}`), "utf8")).toMatch(start);
  });
});

describe("what has to hold", () => {
  it("--threshold and --thresholds decide the exit code", async () => {
    await using server = await httpServer((_, response) => setTimeout(() => response.end(), 20));
    await writeFile(join(folder, "slo.txt"), "p50 < 5ms\nerrors < 1%\n");
    const words = [urlOf(server), "--requests", "20"];
    const kept = await load([...words, "--threshold", "p95 < 30s", "--threshold", "errors <= 0%"]);
    const broken = await load([...words, "--thresholds", "slo.txt"]);
    expect([kept.code, broken.code]).toEqual([DONE, NO]);
    expect(broken.read().thresholds.map(({ name, met, source }) => [name, met, source])).toContainEqual([
      "p50",
      false,
      "file",
    ]);
  });

  it("--thresholds takes what decide --json wrote", async () => {
    const decided = await runCli(["decide", "--sample", "--json", "--save", "decision.json"], { cwd: folder });
    expect(decided.code).toBe(0);
    await using server = await httpServer(ok);
    const { code, read } = await load([urlOf(server), "--requests", "20", "--thresholds", "decision.json"]);
    const decisions = read().thresholds.filter(({ source }) => source === "decision");
    expect([code, decisions.length >= 3]).toEqual([DONE, true]);
  });

  it("comes from the configuration file too", async () => {
    await using server = await httpServer((_, response) => setTimeout(() => response.end(), 20));
    const config = join(folder, "load.config.json");
    await writeFile(
      config,
      JSON.stringify({ load: { requests: 12, users: 3, threshold: ["p50 < 1ms"], header: ["X-A: 1"] } }),
    );
    const { code, read } = await load([urlOf(server), "--config", "load.config.json"]);
    expect([code, read().requests.total, read().settings.concurrency]).toEqual([NO, 12, 3]);
  });
});

describe("--expect-rate-limit (L6)", () => {
  it("passes when the limiter answers 429, and says when and how", async () => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      if (served > 40 && served < 120)
        response.writeHead(429, { "retry-after": "30", ratelimit: '"login";r=0;t=30', "x-ratelimit-limit": "40" });
      response.end();
    });
    const words = [urlOf(server, "/login"), "--users", "5", "--requests", "200", "--expect-rate-limit"];
    const { code, read } = await load(words);
    const { rateLimit, findings } = read();
    expect(code).toEqual(DONE);
    expect(rateLimit).toMatchObject({ count: 79 });
    expect(rateLimit?.firstAfterRequests).toBe(40);
    expect(rateLimit?.recoveredAfterMs).toBeGreaterThan(0);
    expect(rateLimit?.headers.map(({ name, value }) => [name.toLowerCase(), value])).toEqual([
      ["retry-after", "30"],
      ["ratelimit", '"login";r=0;t=30'],
      ["x-ratelimit-limit", "40"],
    ]);
    expect(JSON.stringify(findings)).not.toContain("expect-status");
  });

  it("fails when nothing limits", async () => {
    await using server = await httpServer(ok);
    const { code, stdout } = await runCli(["load", urlOf(server), "--requests", "50", "--expect-rate-limit"], {
      env: quiet,
    });
    expect([code, stdout.includes("429")]).toEqual([1, true]);
  });
});

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
