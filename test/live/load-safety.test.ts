// Where load may go. No packet leaves this machine: the engine is one that only remembers what it was asked for.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { LoadEngine, LoadPlan } from "../../src/load/index.ts";
import { goodRoute, measuredOf } from "../load/support.ts";
import { runCli, temporaryFolder, testWorld, type CliOptions } from "../support/world.ts";

function remembering(addresses: readonly string[] = ["203.0.113.7"]) {
  const plans: LoadPlan[] = [];
  const asked: string[] = [];
  const load: LoadEngine = {
    connectionLimit: async () => 100_000,
    resolve: async (host) => {
      asked.push(host);
      return host === "localhost" ? ["127.0.0.1", "::1"] : addresses;
    },
    run: async (plan) => {
      plans.push(plan);
      return measuredOf([goodRoute(5, 10)]);
    },
    compare: () => Promise.reject(new Error("nothing is compared here")),
  };
  const run = async (words: readonly string[], options: CliOptions = {}) => {
    const settled = { env: NO_PROXY, ...options, world: { ...options.world, load } };
    const { code, stdout, stderr } = await runCli(["load", ...words], settled);
    return { code, stdout, stderr };
  };
  return { plans, asked, run };
}

const NO_PROXY = { HTTP_PROXY: "", HTTPS_PROXY: "", ALL_PROXY: "", http_proxy: "", https_proxy: "", all_proxy: "" };
const quick = ["--requests", "1"];

describe("load goes unasked", () => {
  it.each([
    ["http://127.0.0.1:3000/", ["127.0.0.1"], []],
    ["http://2130706433:3000/", ["127.0.0.1"], []],
    ["http://[::1]:3000/", ["::1"], []],
    ["http://10.1.2.3/", ["10.1.2.3"], []],
    ["http://192.168.1.7/", ["192.168.1.7"], []],
    ["http://[fd00::1]/", ["fd00::1"], []],
    ["http://localhost:3000/", ["127.0.0.1", "::1"], ["localhost"]],
    ["http://shop.localhost:3000/", ["127.0.0.1", "::1"], ["localhost"]],
  ])("to %s", async (url, addresses, names) => {
    const { plans, asked, run } = remembering();
    expect((await run([url, ...quick])).code).toBe(0);
    expect(plans.map((plan) => plan.addresses)).toEqual([addresses]);
    expect(asked).toEqual(names);
  });

  it("to a Unix socket, whatever host the requests name", async () => {
    const { plans, asked, run } = remembering();
    expect((await run(["http://api.example.com/", ...quick, "--unix-socket", "/run/app.sock"])).code).toBe(0);
    expect([plans[0]?.socketPath, plans[0]?.addresses, asked]).toEqual(["/run/app.sock", undefined, []]);
  });
});

describe("load does not go unasked", () => {
  it.each([
    ["a name", ["http://api.example.com/"], "api.example.com"],
    ["a public address", ["http://203.0.113.7/"], "203.0.113.7"],
    ["a public address in IPv6", ["http://[2001:db8::1]/"], "2001:db8::1"],
    ["a public address in disguise", ["http://[::ffff:203.0.113.7]/"], "::ffff:cb00:7107"],
    ["a name that only looks like one of ours", ["http://localhost.example.com/"], "localhost.example.com"],
    ["a port that was not allowed", ["http://a.test:81/", "--yes-i-own", "a.test:80"], "a.test"],
    [
      "another address under a name that was allowed",
      ["http://a.test/", "--yes-i-own", "a.test", "--resolve", "a.test:80:203.0.113.9"],
      "203.0.113.9",
    ],
    [
      "another address under the name of this machine",
      ["http://localhost/", "--resolve", "localhost:203.0.113.9"],
      "203.0.113.9",
    ],
    [
      "a private address behind a proxy elsewhere",
      ["http://10.0.0.1/", "--proxy", "http://proxy.test:3128"],
      "10.0.0.1",
    ],
    ["a name behind a proxy of ours", ["https://a.test/", "--proxy", "http://127.0.0.1:3128"], "a.test"],
  ])("to %s, and DNS is not asked either", async (_, words, host) => {
    const { plans, asked, run } = remembering();
    const { code, stdout } = await run([...words, ...quick, "--json"]);
    expect([code, plans, asked]).toEqual([4, [], []]);
    const { error } = JSON.parse(stdout);
    expect(error).toMatchObject({ code: "consent-needed", exitCode: 4 });
    expect(error.hint).toContain(`--yes-i-own ${host}`);
  });

  it("and says which command line would do it, without its secrets, as a shell reads it", async () => {
    const words = [
      "https://ada:pa@ss@api.example.com/users?token=t0p&page=2",
      "--header",
      "Authorization: Bearer t0p",
      "--body",
      `{"it's": "fine", "password": "t0p"}`,
      "--method",
      "POST",
    ];
    const { stderr } = await remembering().run(words);
    const line = stderr.split("\n").find((one) => one.startsWith("backwright load ")) ?? "";
    expect(stderr).not.toMatch(/t0p|pa@ss/);
    const read = execFileSync("/bin/sh", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" });
    expect(read.split("\0").slice(0, -1)).toEqual([
      "backwright",
      "load",
      "https://api.example.com/users?token=[redacted]&page=2",
      "--header",
      "Authorization: [redacted]",
      "--body",
      `{"it's":"fine","password":"[redacted]"}`,
      "--method",
      "POST",
      "--yes-i-own",
      "api.example.com",
    ]);
  });

  it("in the words of the bin that was called", async () => {
    const { stdout } = await runCli(["http://api.example.com/", "--json"], { bin: "api-load-tester" });
    expect(JSON.parse(stdout).error.hint).toContain(
      "\napi-load-tester http://api.example.com/ --json --yes-i-own api.example.com",
    );
  });
});

describe("consent", () => {
  it("comes from a list in a file, or from the configuration", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "hosts.txt"), "# ours\napi.example.com:8443\n");
    const { plans, run } = remembering();
    const url = "https://api.example.com:8443/";
    expect((await run([url, ...quick, "--allow-hosts", "hosts.txt"], { cwd: folder.path })).code).toBe(0);
    expect((await run([url, ...quick], { cwd: folder.path })).code).toBe(4);
    await writeFile(join(folder.path, "backwright.config.json"), '{"load": {"allowHosts": "hosts.txt"}}');
    expect((await run([url, ...quick], { cwd: folder.path })).code).toBe(0);
    expect((await run(["https://api.example.com/", ...quick], { cwd: folder.path })).code).toBe(4);
    expect(plans.length).toBe(2);
  });

  it("is looked up once: what DNS says later leads nowhere else", async () => {
    const { plans, asked, run } = remembering(["203.0.113.7", "127.0.0.1"]);
    await run(["http://a.test/", ...quick, "--yes-i-own", "a.test"]);
    expect([plans[0]?.addresses, asked]).toEqual([["203.0.113.7", "127.0.0.1"], ["a.test"]]);
  });

  it("is not asked for a load that cannot be", async () => {
    const { asked, run } = remembering();
    const wrong = [
      ["--users", "2", "--concurrency", "3"],
      ["--users", "10001"],
      ["--header", "x"],
      ["--thresholds", "/nowhere"],
      ["--stages", "x"],
    ];
    for (const words of wrong) {
      const { code } = await run(["http://a.test/", ...words], { answers: [true] });
      expect([words, code === 2 || code === 3, asked]).toEqual([words, true, []]);
    }
  });

  it("that cannot be remembered still counts", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "file"), "");
    const { plans, run } = remembering();
    const env = { ...NO_PROXY, BACKWRIGHT_SETTINGS: join(folder.path, "file") };
    const { code, stderr } = await run(["http://a.test/", ...quick], { env, answers: [true] });
    expect([code, plans.length, stderr.includes("is not remembered")]).toEqual([0, 1, true]);
  });
});

describe("caps", () => {
  it.each([
    ["users", ["--users", "2001"], "2001 is above the cap of 2000 users"],
    ["a rate", ["--rate", "20001"], "20001 is above the cap of 20000 requests a second"],
    ["a rate that comes", ["--rate", "1", "--stages", "1m:30000"], "30000 is above the cap"],
    ["a time", ["--duration", "3h"], "3h is above the cap of 2h a run"],
    ["a total", ["--requests", "100000001"], "100000001 is above the cap of 100000000 requests"],
  ])("on %s hold until somebody says that it is meant", async (_, words, message) => {
    const { plans, run } = remembering();
    const refused = await run(["http://127.0.0.1/", ...words]);
    expect([refused.code, refused.stderr.includes(message), plans.length]).toEqual([4, true, 0]);
    expect(refused.stderr).toContain("--raise-caps");
    expect((await run(["http://127.0.0.1/", ...words, "--raise-caps"])).code).toBe(0);
  });

  it("end at the hard limits", async () => {
    const { plans, run } = remembering();
    const { code, stderr } = await run(["http://127.0.0.1/", "--rate", "1000001", "--raise-caps"]);
    expect([code, stderr.includes("above the limit of 1000000 requests a second"), plans]).toEqual([2, true, []]);
  });

  it.skipIf(process.platform !== "linux")("count the ports that this system gives out", async () => {
    const { files } = await testWorld([]);
    const readText = async (path: string) => (path.includes("port_range") ? "50000\t50299\n" : files.readText(path));
    const { run } = remembering();
    const { code, stderr } = await run(["http://127.0.0.1/", "--users", "201"], {
      world: { files: { ...files, readText } },
    });
    expect([code, stderr.includes("only 200 local ports")]).toEqual([3, true]);
  });
});

describe("what cannot be spoken is refused by name", () => {
  it.each([
    [["ws://localhost/"], "WebSocket is not supported"],
    [["wss://localhost/"], "WebSocket is not supported"],
    [["grpc://localhost/"], "gRPC is not supported"],
    [["http://localhost/", "-H", "Content-Type: application/grpc+proto"], "gRPC is not supported"],
    [["http://localhost/", "-H", "Upgrade: websocket"], "WebSocket is not supported"],
    [["https://localhost/", "--http3"], "HTTP/3 cannot be sent from Node"],
    [["h3://localhost/"], "backwright load export"],
  ])("%j", async (words, part) => {
    const { code, stderr } = await remembering().run(words);
    expect([code, stderr.includes(part), stderr]).toEqual([2, true, stderr]);
  });
});
