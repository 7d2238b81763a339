// The options of TLS and HTTP/2, by the whole command line.
import { createPrivateKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createSecureServer, type Http2SecureServer } from "node:http2";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadReportSchema } from "../../src/load/result/index.ts";
import { serve, type TestServer } from "../edge/load/support.ts";
import { runCli, type CliOptions } from "../support/world.ts";

const fixtures = join(import.meta.dirname, "..", "edge", "load", "fixtures");
const certificateFile = join(fixtures, "test-certificate.pem");
const keyFile = join(fixtures, "test-key.pem");
const identity = { cert: readFileSync(certificateFile), key: readFileSync(keyFile) };
const PASSPHRASE = "s3cret words";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "load-tls-"));
  const locked = createPrivateKey(identity.key).export({
    type: "pkcs8",
    format: "pem",
    cipher: "aes-256-cbc",
    passphrase: PASSPHRASE,
  });
  writeFileSync(join(folder, "locked.pem"), locked);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function load(words: readonly string[], options: CliOptions = {}) {
  const env = { http_proxy: "", https_proxy: "", all_proxy: "", HTTPS_PROXY: "", ALL_PROXY: "", ...options.env };
  const { code, stdout, stderr } = await runCli(["load", ...words, "--requests", "20", "--json"], {
    ...options,
    cwd: folder,
    env,
  });
  return { code, said: stdout + stderr, read: () => loadReportSchema.parse(JSON.parse(stdout)) };
}

const DONE = expect.toBeOneOf([0, 5]);

describe("TLS", () => {
  const names = new Set<string>();
  const server = (changes: object = {}): Promise<TestServer> => {
    const app = createServer({ ...identity, ...changes }, (_, response) => response.end("hello"));
    app.on("secureConnection", (socket: TLSSocket & { readonly servername?: unknown }) =>
      names.add(String(socket.servername)),
    );
    app.on("tlsClientError", () => undefined);
    return serve(app);
  };

  it("is verified: --ca trusts one certificate, --insecure any", async () => {
    await using tls = await server();
    const url = `https://localhost:${tls.port}/`;
    const refused = await load([url]);
    expect([refused.code, refused.said.includes("load-tls-failed"), refused.said.includes("--insecure")]).toEqual([
      3,
      true,
      true,
    ]);
    expect((await load([url, "--ca", certificateFile])).code).toEqual(DONE);
    const careless = await load([url, "--insecure"]);
    expect([careless.code, careless.read().settings.tlsVerified]).toEqual([DONE, false]);
  });

  it("--server-name is sent, and found in the certificate", async () => {
    await using tls = await server();
    const words = [`https://127.0.0.1:${tls.port}/`, "--ca", certificateFile, "--server-name"];
    names.clear();
    expect((await load([...words, "localhost"])).code).toEqual(DONE);
    expect([...names]).toEqual(["localhost"]);
    expect((await load([...words, "elsewhere.test"])).code).toBe(3);
  });

  it("--cert and --key prove who we are, with a passphrase that is never shown", async () => {
    await using tls = await server({ requestCert: true, rejectUnauthorized: true, ca: identity.cert });
    const words = [`https://localhost:${tls.port}/`, "--ca", certificateFile];
    const anonymous = await load(words);
    // In TLS 1.3 a client learns only with its first answer that it was not let in.
    expect(anonymous.code === 3 || anonymous.read().requests.successful === 0).toBe(true);
    const known = await load([...words, "--cert", certificateFile, "--key", keyFile]);
    expect([known.code, known.read().requests.successful]).toEqual([DONE, 20]);
    const locked = [...words, "--cert", certificateFile, "--key", "locked.pem", "--passphrase-from-env", "KEY_WORDS"];
    const opened = await load(locked, { env: { KEY_WORDS: PASSPHRASE } });
    expect([opened.code, opened.read().requests.successful, opened.said.includes("s3cret")]).toEqual([DONE, 20, false]);
    const wrong = await load(locked, { env: { KEY_WORDS: "s3cret other" } });
    expect([wrong.code, wrong.said.includes("s3cret")]).toEqual([2, false]);
    expect(wrong.said).not.toContain("This is a bug");
    const unset = await load(locked, { env: { KEY_WORDS: "" } });
    expect([unset.code, unset.said.includes("The variable KEY_WORDS is not set")]).toEqual([2, true]);
  });

  it.each([
    [["--cert", "x.pem"], "--cert needs --key"],
    [["--key", "x.pem"], "--key needs --cert"],
    [["--http2", "--no-keepalive"], "--http2 and --no-keepalive cannot both be given"],
    [["--streams", "4"], "--streams needs --http2"],
  ])("%j is refused", async (words, part) => {
    const { code, said } = await load(["https://localhost:1/", ...words]);
    expect([code, said.includes(part)]).toEqual([2, true]);
  });
});

describe("--http2", () => {
  it.each([
    ["one stream", []],
    ["ten streams", ["--streams", "10", "--users", "10"]],
  ])("with %s is counted as the server counts", async (_, words) => {
    let served = 0;
    const versions = new Set<string>();
    const app: Http2SecureServer = createSecureServer(identity, (request, response) => {
      served += 1;
      versions.add(request.httpVersion);
      response.end("hello");
    });
    await using server = await serve(app);
    const { code, read } = await load([`https://localhost:${server.port}/`, "--insecure", "--http2", ...words]);
    expect([code, read().requests.successful, served, [...versions]]).toEqual([DONE, 20, 20, ["2.0"]]);
    expect(read().settings.protocol).toBe("h2");
    if (words.length > 0) expect(server.connections).toBe(1);
  });

  it("needs a server that speaks it", async () => {
    const app = createServer(identity, (_, response) => response.end());
    await using server = await serve(app);
    const { code, said } = await load([`https://localhost:${server.port}/`, "--insecure", "--http2"]);
    expect([code, said.includes("This is a bug")]).toEqual([3, false]);
  });
});
