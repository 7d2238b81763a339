// A little k6 in one Node process: enough of its modules to play a script with one user, for tests.
// node load-export-k6.mjs FOLDER ITERATIONS
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isMainThread, MessageChannel, receiveMessageOnPort, Worker, workerData } from "node:worker_threads";

// Requests are synchronous in k6: a thread sends them while this one sleeps.
function serve() {
  const { port, signal } = workerData;
  port.on("message", ({ method, url, headers, body }) => {
    const done = (answer) => {
      port.postMessage(answer);
      const cell = new Int32Array(signal.buffer);
      Atomics.add(cell, 0, 1);
      Atomics.notify(cell, 0);
    };
    const sent = request(url, { method, headers, setHost: true }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () =>
        done({
          status: response.statusCode,
          rawHeaders: response.rawHeaders,
          body: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    sent.on("error", (error) => done({ status: 0, rawHeaders: [], body: "", error: error.message }));
    sent.end(body === null ? undefined : Buffer.from(body));
  });
}

function sender() {
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL(import.meta.url), { workerData: { port: port2, signal }, transferList: [port2] });
  worker.unref();
  return (message) => {
    const before = Atomics.load(signal, 0);
    port1.postMessage(message);
    Atomics.wait(signal, 0, before, 10_000);
    return receiveMessageOnPort(port1).message;
  };
}

async function main(folder, iterations) {
  const shim = {
    samples: [],
    checks: new Map(),
    counts: new Map(),
    iteration: 0,
    vu: 1,
    jar: new Map(),
    send: sender(),
  };
  globalThis.k6Shim = shim;
  globalThis.__ENV = process.env;
  globalThis.open = (path) => readFileSync(join(folder, path), "utf8");
  modules(folder);
  const script = await import(pathToFileURL(join(folder, "script.js")).href);
  const began = performance.now();
  shim.vu = 0;
  const data = script.setup === undefined ? undefined : JSON.parse(JSON.stringify(script.setup() ?? null));
  shim.vu = 1;
  for (shim.iteration = 0; shim.iteration < iterations; shim.iteration += 1) {
    shim.jar.clear();
    script[script.options.scenarios.main.exec](data);
  }
  shim.jar.clear();
  script.teardown?.(data);
  process.stdout.write(script.handleSummary(summaryOf(shim, script.options, performance.now() - began)).stdout);
  process.exit(0);
}

function summaryOf({ samples, checks, counts }, options, testRunDurationMs) {
  const metrics = {};
  for (const selector of ["", ...Object.keys(options.thresholds).map((name) => /\{.*\}$/.exec(name)[0])]) {
    const [key, value] = selector.slice(1, -1).split(":");
    const own = samples.filter(({ tags }) => selector === "" || tags[key] === value);
    const sorted = own.map(({ duration }) => duration).sort((a, b) => a - b);
    const values = Object.fromEntries(options.summaryTrendStats.map((stat) => [stat, statOf(stat, sorted)]));
    if (own.length > 0) metrics[`http_req_duration${selector}`] = { type: "trend", contains: "time", values };
    metrics[`http_reqs${selector}`] = { type: "counter", contains: "default", values: { count: own.length, rate: 1 } };
    for (const [name, rows] of counts) {
      const picked = rows.filter(({ tags }) => selector === "" || tags[key] === value);
      const total = picked.reduce((sum, row) => sum + Number(row.value), 0);
      const isRate = name === "backwright_failed";
      metrics[`${name}${selector}`] = isRate
        ? {
            type: "rate",
            contains: "default",
            values: { passes: total, fails: picked.length - total, rate: total / picked.length },
          }
        : { type: "counter", contains: "default", values: { count: total, rate: 1 } };
    }
  }
  const root_group = { checks: [...checks].map(([name, { passes, fails }]) => ({ name, passes, fails })), groups: [] };
  return { metrics, state: { testRunDurationMs }, root_group };
}

// Linear between neighbours, as k6's TrendSink does it.
function statOf(stat, sorted) {
  if (stat === "count") return sorted.length;
  if (stat === "avg") return sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const share = { min: 0, max: 1, med: 0.5 }[stat] ?? Number(stat.slice(2, -1)) / 100;
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

function modules(folder) {
  const home = join(folder, "node_modules", "k6");
  mkdirSync(home, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  const names = ["http", "data", "execution", "encoding", "metrics"];
  const exports = Object.fromEntries([[".", "./index.js"], ...names.map((name) => [`./${name}`, `./${name}.js`])]);
  writeFileSync(join(home, "package.json"), JSON.stringify({ name: "k6", type: "module", exports }));
  for (const [name, text] of Object.entries(SOURCES)) writeFileSync(join(home, `${name}.js`), text);
}

const SOURCES = {
  index: `
    const { checks } = globalThis.k6Shim;
    export const check = (value, sets) => Object.entries(sets).every(([name, test]) => {
      const row = checks.get(name) ?? { passes: 0, fails: 0 };
      checks.set(name, row);
      const passed = Boolean(test(value));
      row[passed ? "passes" : "fails"] += 1;
      return passed;
    });
    export const fail = (message) => { throw new Error(message); };
    export const sleep = (seconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
  `,
  data: `export class SharedArray { constructor(name, make) { return Object.freeze(make()); } }`,
  execution: `
    const shim = globalThis.k6Shim;
    export default {
      scenario: { get iterationInTest() { return shim.iteration; } },
      vu: { get idInTest() { return shim.vu; }, get iterationInScenario() { return shim.iteration; } },
    };
  `,
  encoding: `
    export default {
      b64encode: (text) => Buffer.from(text, "utf8").toString("base64"),
      b64decode: (text) => { const bytes = Buffer.from(text, "base64"); return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length); },
    };
  `,
  metrics: `
    const { counts } = globalThis.k6Shim;
    class Metric { constructor(name) { this.rows = []; counts.set(name, this.rows); } add(value, tags) { this.rows.push({ value, tags }); } }
    export class Counter extends Metric {}
    export class Rate extends Metric {}
  `,
  http: `
    const shim = globalThis.k6Shim;
    class CookieJar {}
    const canonical = (name) => name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
    export default {
      CookieJar,
      expectedStatuses: (...ranges) => ranges,
      request: (method, url, body, { headers, cookies, tags, jar }) => {
        const kept = jar === undefined ? shim.jar : new Map();
        const all = [...Object.entries(cookies ?? {}), ...kept].map(([name, value]) => name + "=" + value);
        const sent = { ...headers, ...(all.length > 0 && { Cookie: all.join("; ") }) };
        if (body !== null) sent["Content-Length"] = Buffer.byteLength(body);
        const began = performance.now();
        const answer = shim.send({ method, url, headers: sent, body });
        const duration = performance.now() - began;
        shim.samples.push({ duration, tags });
        const found = { headers: {}, cookies: {} };
        for (let at = 0; at < answer.rawHeaders.length; at += 2) {
          const [name, value] = [canonical(answer.rawHeaders[at]), answer.rawHeaders[at + 1]];
          found.headers[name] = name in found.headers ? found.headers[name] + ", " + value : value;
          if (name !== "Set-Cookie") continue;
          const [pair] = value.split(";");
          const cookie = pair.slice(0, pair.indexOf("="));
          found.cookies[cookie] = [{ name: cookie, value: pair.slice(cookie.length + 1) }];
          kept.set(cookie, pair.slice(cookie.length + 1));
        }
        return { status: answer.status, error: answer.error ?? "", body: answer.body, timings: { duration }, ...found };
      },
    };
  `,
};

if (isMainThread) await main(process.argv[2], Number(process.argv[3]));
else serve();
