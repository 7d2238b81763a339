import { describe, expect, it } from "vitest";
import { checkLimits, failureOfCode, parseTarget, planOf, type RunWishes } from "../../src/load/index.ts";
import { plan } from "./support.ts";

describe("limits", () => {
  it.each([
    ["--concurrency 10000", { concurrency: 10_001 }],
    ["--duration 24h", { durationMs: 86_400_001 }],
    ["--requests 1000000000", { requestLimit: 1_000_000_001 }],
  ])("%s", (most, changes) => {
    const check = (): void => checkLimits({ ...plan, ...changes });
    expect(check).toThrow(expect.objectContaining({ code: "load-over-limit", exitCode: 2 }));
    const hint = `Use ${most} or less; share larger loads between machines.`;
    expect(check).toThrow(expect.objectContaining({ hint }));
  });

  it("let through what is at them", () => {
    expect(() => checkLimits({ ...plan, concurrency: 10_000, durationMs: 86_400_000 })).not.toThrow();
  });
});

describe("a plan that says too little", () => {
  const { durationMs: _, ...endless } = plan;

  it.each([
    ["request", { ...plan, requests: [] }],
    ["weight", { ...plan, requests: plan.requests.map((request) => ({ ...request, weight: 0 })) }],
    ["user", { ...plan, concurrency: 0 }],
    ["user", { ...plan, concurrency: 1.5 }],
    ["end", endless],
  ])("has no %s", (missing, incomplete) => {
    const check = (): void => checkLimits(incomplete);
    expect(check).toThrow(expect.objectContaining({ code: "load-empty-plan", exitCode: 2 }));
    expect(check).toThrow(missing);
  });
});

describe("the plan of a single request", () => {
  const wishes: RunWishes = {
    method: "post",
    headers: [],
    body: undefined,
    expectStatus: undefined,
    concurrency: undefined,
    durationMs: undefined,
    requestLimit: undefined,
    timeoutMs: 1_000,
    keepAlive: true,
    verify: true,
    ca: undefined,
  };
  const target = parseTarget("http://ada:pw@localhost:3000/users?token=x");

  it("lasts 30 s with 10 users, unless a number of requests is given", () => {
    expect(planOf(target, wishes)).toMatchObject({ durationMs: 30_000, concurrency: 10 });
    const counted = planOf(target, { ...wishes, requestLimit: 100 });
    expect(counted.requestLimit).toBe(100);
    expect(counted).not.toHaveProperty("durationMs");
    expect(planOf(target, { ...wishes, requestLimit: 100, durationMs: 5 })).toMatchObject({ durationMs: 5 });
  });

  it("sends the login of the address, unless a header says otherwise", () => {
    const [request] = planOf(target, wishes).requests;
    expect(request).toMatchObject({ method: "POST", name: "POST /users?token=[redacted]", path: "/users?token=x" });
    expect(request?.headers).toEqual([["Authorization", `Basic ${Buffer.from("ada:pw").toString("base64")}`]]);
    const own = planOf(target, { ...wishes, headers: [["authorization", "Bearer x"]] });
    expect(own.requests[0]?.headers).toEqual([["authorization", "Bearer x"]]);
  });

  it("says that a JSON body is one", () => {
    const [request] = planOf(target, {
      ...wishes,
      body: new TextEncoder().encode("{}"),
      headers: [["authorization", "x"]],
    }).requests;
    expect(request?.headers).toContainEqual(["Content-Type", "application/json"]);
  });

  it.each(["CONNECT", "GE T", "", "GET\r\n"])("refuses the method %j", (method) => {
    expect(() => planOf(target, { ...wishes, method })).toThrow(expect.objectContaining({ code: "load-bad-method" }));
  });
});

describe("the kind of a failure", () => {
  it.each([
    ["ECONNREFUSED", "connection-refused"],
    ["ECONNRESET", "connection-reset"],
    ["EPIPE", "connection-reset"],
    ["ETIMEDOUT", "connection-timeout"],
    ["ENOTFOUND", "dns"],
    ["EMFILE", "local-limit"],
    ["EADDRNOTAVAIL", "local-limit"],
    ["EHOSTUNREACH", "unreachable"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls"],
    ["EPROTO", "tls"],
    ["EWHATEVER", "other"],
  ])("%s is %s", (code, kind) => {
    expect(failureOfCode(code)).toBe(kind);
  });
});
