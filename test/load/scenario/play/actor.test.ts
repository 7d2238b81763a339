import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scenarioActor } from "../../../../src/load/scenario/index.ts";
import { bodyIn, compiled, headerIn, lines, played } from "../support.ts";

const OK = () => ({});
const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, "\uFFFD");

describe("an iteration", () => {
  it("carries values from one answer into the next request", () => {
    const { scenario } = compiled(`
steps:
  - post: /login
    json: { user: ada }
    expect: 201
    extract: { token: $.token }
  - get: /products
    headers: { Authorization: "Bearer \${token}" }
    extract: { id: "$.data[0].id" }
  - get: /products/\${id}
    query: { note: "a&b" }
  - post: /orders
    json: { product: "\${id}", text: "no. \${id}", list: ["\${id}", 1, null, true] }
`);
    const { log, settled, checks } = played(scenario, (request) => {
      if (request.startsWith("POST /login")) return { status: 201, json: { token: "t0k" } };
      return { json: { data: [{ id: 7 }] } };
    });
    expect(lines(log)).toEqual(["POST /login", "GET /products", "GET /products/7?note=a%26b", "POST /orders", "done"]);
    expect(headerIn(log[1], "authorization")).toBe("Bearer t0k");
    expect(bodyIn(log[3])).toBe('{"product":7,"text":"no. 7","list":[7,1,null,true]}');
    expect(headerIn(log[3], "content-length")).toBe(String(bodyIn(log[3]).length));
    expect(settled).toEqual([true, true, true, true]);
    expect(checks).toEqual([
      "POST /login: extract token from $.token 1/0",
      "GET /products: extract id from $.data[0].id 1/0",
    ]);
  });

  it("leaves out a request whose value is missing, counts that, and never sends undefined", () => {
    const { scenario } = compiled(`
steps:
  - get: /products
    extract: { id: "$.data[0].id" }
  - get: /products/\${id}
  - get: /after
`);
    const { log, settled, checks } = played(scenario, () => ({ json: { data: [] } }));
    expect(lines(log)).toEqual(["GET /products", "GET /after", "done"]);
    expect(settled).toEqual([false, true]);
    expect(checks).toEqual([
      "GET /products: extract id from $.data[0].id 0/1",
      "GET /products/{id}: a value for ${id} 0/1",
    ]);
    expect(log.join("")).not.toContain("undefined");
  });

  it("forgets what an earlier pass has found when an answer does not come", () => {
    const { scenario } = compiled(`
steps:
  - repeat: 2
    steps:
      - get: /next
        extract: { id: $.id }
      - get: /items/\${id}
`);
    const actor = scenarioActor(scenario, { lane: 0, lanes: 1, epochMs: 0 });
    const sent = (): string => {
      const action = actor.next(0, 0);
      return action.kind === "send" ? (lines([Buffer.from(action.bytes).toString()])[0] ?? "") : action.kind;
    };
    const body = Buffer.from('{"id":1}');
    expect(sent()).toBe("GET /next");
    actor.settle(0, { status: 200, headers: [], body, truncated: false, latencyMs: 1 }, 0);
    expect(sent()).toBe("GET /items/1");
    actor.settle(0, { status: 200, headers: [], body: undefined, truncated: false, latencyMs: 1 }, 0);
    expect(sent()).toBe("GET /next");
    expect(actor.settle(0, { failure: "connection-reset" }, 0)).toBe(false);
    expect(sent()).toBe("done");
  });

  it("begins as a new visitor: no cookies, no values of the iteration before", () => {
    const { scenario } = compiled(`
variables: { id: none }
steps:
  - get: /first/\${id}
  - get: /set
    extract: { id: $.id }
  - get: /last/\${id}
`);
    const { log } = played(scenario, () => ({ json: { id: 5 }, headers: [["set-cookie", "sid=1; HttpOnly"]] }), {
      iterations: 2,
    });
    expect(lines(log)).toEqual([
      "GET /first/none",
      "GET /set",
      "GET /last/5",
      "done",
      "GET /first/none",
      "GET /set",
      "GET /last/5",
      "done",
    ]);
    expect([log[0], log[1], log[4], log[5]].map((text) => headerIn(text, "cookie"))).toEqual([
      undefined,
      "sid=1",
      undefined,
      "sid=1",
    ]);
  });

  it("that can send nothing takes its time instead of the processor's", () => {
    const { scenario } = compiled("variables: { go: false }\nsteps:\n  - if: ${go}\n    steps: [{ get: / }]\n");
    expect(played(scenario, OK, { iterations: 2 }).log).toEqual(["wait 100", "done", "wait 100", "done"]);
  });
});

describe("steps", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["repeat with a number", "- repeat: 2\n  steps: [{ get: /a }]\n- get: /b", ["GET /a", "GET /a", "GET /b"]],
    ["repeat nothing", "- repeat: 0\n  steps: [{ get: /a }]\n- get: /b", ["GET /b"]],
    [
      "repeat inside repeat",
      "- repeat: 2\n  steps:\n    - repeat: 2\n      steps: [{ get: /a }]\n    - get: /b",
      ["GET /a", "GET /a", "GET /b", "GET /a", "GET /a", "GET /b"],
    ],
    ["repeat with a value", "- set: { n: 3 }\n- repeat: ${n}\n  steps: [{ get: /a }]", ["GET /a", "GET /a", "GET /a"]],
    [
      "if with else",
      "- set: { x: paid }\n- if: ${x} == open\n  steps: [{ get: /open }]\n  else: [{ get: /else }]",
      ["GET /else"],
    ],
    ["if with a comparison", "- set: { n: 5 }\n- if: ${n} > 4\n  steps: [{ get: /more }]", ["GET /more"]],
    ["if not", '- set: { n: "" }\n- if: "!${n}"\n  steps: [{ get: /empty }]', ["GET /empty"]],
    [
      "if always and never",
      "- if: 100%\n  steps: [{ get: /always }]\n- if: 0%\n  steps: [{ get: /never }]",
      ["GET /always"],
    ],
    ["think", "- get: /a\n  think: 20ms\n- think: 1s\n- get: /b", ["GET /a", "wait 20", "wait 1000", "GET /b"]],
    ["another method", "- request: PURGE /cache", ["PURGE /cache"]],
  ];
  it.each(cases)("%s", (_, steps, expected) => {
    const { scenario } = compiled(`steps:\n${steps.replaceAll(/^/gm, "  ")}\n`);
    expect(lines(played(scenario, OK).log)).toEqual([...expected, "done"]);
  });

  it("repeat while pages follow", () => {
    const { scenario } = compiled(`
variables: { cursor: "" }
steps:
  - repeat: 10
    while: \${cursor}
    steps:
      - get: /items
        query: { cursor: "\${cursor}" }
        extract: { cursor: { json: $.next, default: "" } }
`);
    const pages = ["b", "c", null];
    let page = 0;
    const { log } = played(scenario, () => {
      page += 1;
      return { json: { next: pages[page - 1] } };
    });
    expect(lines(log)).toEqual(["GET /items?cursor=", "GET /items?cursor=b", "GET /items?cursor=c", "done"]);
  });

  it("a whole path from an answer, of this server only", () => {
    const { scenario } = compiled(`
steps:
  - post: /orders
    extract: { place: { header: Location } }
  - get: \${place}
`);
    const at = (location: string) => lines(played(scenario, () => ({ headers: [["location", location]] })).log);
    expect(at("/orders/7?x=1")).toEqual(["POST /orders", "GET /orders/7?x=1", "done"]);
    expect(at("http://localhost:3000/orders/7")).toEqual(["POST /orders", "GET /orders/7", "done"]);
    for (const elsewhere of ["http://example.invalid/x", "//example.invalid/x", "/a b", "javascript:1"])
      expect(at(elsewhere)).toEqual(["POST /orders", "done"]);
  });
});

describe("weights", () => {
  it("are kept exactly, and mixed", () => {
    const { scenario } = compiled(`
scenarios:
  - { name: a, weight: 3, steps: [{ get: /a }] }
  - { name: b, steps: [{ get: /b }] }
`);
    const { log } = played(scenario, OK, { iterations: 8 });
    const sent = lines(log).filter((line) => line !== "done");
    expect(sent.filter((line) => line === "GET /b")).toHaveLength(2);
    expect(sent.slice(0, 4)).toContain("GET /b");
  });
});

describe("checks", () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ["{ status: 200 }", true],
    ["{ status: 2xx }", true],
    ["{ status: 201 }", false],
    ["{ latency: 5ms }", true],
    ["{ latency: 1ms }", false],
    ["{ header: content-type, contains: json }", true],
    ["{ header: Content-Type }", true],
    ["{ header: x-none }", false],
    ["{ header: x-none, exists: false }", true],
    ["{ header: x-count, equals: 3 }", true],
    ["{ cookie: sid, equals: abc }", true],
    ["{ json: $.id, equals: 7 }", true],
    ['{ json: $.id, equals: "7" }', false],
    ["{ json: $.id, differs: 8 }", true],
    ["{ json: $.list, equals: [1, { a: 2 }] }", true],
    ["{ json: $.list, is: array }", true],
    ["{ json: $.id, is: integer }", true],
    ["{ json: $.name, is: number }", false],
    ["{ json: $.none, is: 'null' }", true],
    ["{ json: $.name, matches: '^A.a$' }", true],
    ["{ json: $.name, contains: d }", true],
    ["{ json: $.id, above: 6, below: 8 }", true],
    ["{ json: $.id, below: 7 }", false],
    ["{ json: '$.list[*].a' }", true],
    ["{ json: $.missing }", false],
    ["{ contains: Ada }", true],
    ['{ contains: "${wanted}" }', true],
    ["{ matches: '\"id\":\\d+' }", true],
  ];
  it.each(cases)("%s", (check, passes) => {
    const { scenario } = compiled(`variables: { wanted: Ada }\nsteps:\n  - get: /\n    checks: [${check}]\n`);
    const { settled } = played(scenario, () => ({
      json: { id: 7, name: "Ada", list: [1, { a: 2 }], none: null },
      headers: [
        ["content-type", "application/json"],
        ["x-count", "3"],
        ["set-cookie", "sid=abc; Path=/"],
      ],
      latencyMs: 2,
    }));
    expect(settled).toEqual([passes]);
  });

  it("fail on a body that is no JSON, and on one that was cut", () => {
    const { scenario } = compiled("steps:\n  - get: /\n    checks: [{ json: $ }, { contains: a }]\n");
    expect(played(scenario, () => ({ body: Buffer.from("a<") })).checks).toEqual([
      "GET /: $ exists 0/1",
      'GET /: body contains "a" 1/0',
    ]);
    expect(played(scenario, () => ({ body: Buffer.from('"a"'), truncated: true })).settled).toEqual([false]);
  });
});

describe("extraction", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["'$.list[1].id'", "2"],
    ["{ json: '$.list[*].id', which: last }", "3"],
    ["{ json: '$.list[*].id', which: all }", "[1,2,3]"],
    ["{ json: $.none, default: 9 }", "9"],
    ["{ header: location, regex: '/(\\d+)$' }", "42"],
    ['{ regex: \'"name":"(?<who>[^"]*)"\', group: who }', "Ada"],
    ["{ cookie: sid }", "a%20b"],
  ];
  it.each(cases)("%s", (extract, value) => {
    const { scenario } = compiled(
      `steps:\n  - get: /\n    extract: { x: ${extract} }\n  - post: /\n    body: "\${x}"\n`,
    );
    const { log } = played(scenario, () => ({
      json: { name: "Ada", list: [{ id: 1 }, { id: 2 }, { id: 3 }] },
      headers: [
        ["location", "/orders/42"],
        ["set-cookie", "sid=a%20b; Path=/"],
      ],
    }));
    expect(bodyIn(log[1])).toBe(value);
  });
});

describe("a stranger's text", () => {
  const { scenario } = compiled(`
cookies: false
steps:
  - get: /
    extract: { x: $.x }
  - post: /items/\${x}/end
    query: { q: "\${x}", "sp ace": "\${x}" }
    headers: { X-Value: "<\${x}>" }
    cookies: { c: "\${x}" }
    json: { "k\${x}": "v\${x}", whole: "\${x}" }
  - put: /form
    form: { f: "\${x}" }
`);

  it("stays where it is put, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (x) => {
        const { log } = played(scenario, () => ({ json: { x } }));
        const [, request = "", form = ""] = log;
        const [head = ""] = request.split("\r\n\r\n");
        const [first = "", ...headers] = head.split("\r\n");
        const [method, target = "", version] = first.split(" ");
        expect([method, version]).toEqual(["POST", "HTTP/1.1"]);
        const url = new URL(target, "http://localhost");
        expect(url.pathname.split("/")).toHaveLength(4);
        expect([...url.searchParams.keys()]).toEqual(["q", "sp ace"]);
        expect(url.searchParams.get("q")).toBe(wellFormed(x));
        expect(headers.map((line) => line.split(":", 1)[0])).toEqual([
          "Host",
          "X-Value",
          "User-Agent",
          "Accept",
          "Content-Type",
          "Cookie",
          "Content-Length",
        ]);
        expect(JSON.parse(bodyIn(request))).toEqual({ [`k${x}`]: `v${x}`, whole: x });
        expect(new URLSearchParams(bodyIn(form)).get("f")).toBe(wellFormed(x));
      }),
    );
  });

  it("makes no path that a server would climb", () => {
    expect(played(scenario, () => ({ json: { x: ".." } })).log[1]).toContain("/items/%2E%2E/end");
    expect(lines(played(scenario, () => ({ json: { x: "" } })).log)).toEqual(["GET /", "PUT /form", "done"]);
  });
});

describe("functions", () => {
  const made = (expression: string, options = {}): string => {
    const { scenario } = compiled(`steps:\n  - post: /\n    body: "\${${expression}}"\n`);
    return bodyIn(played(scenario, OK, options).log[0]);
  };
  it.each([
    ["uuid()", /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/],
    ["random(3, 5)", /^[345]$/],
    ["pick('a', 'b')", /^[ab]$/],
    ["letters(5)", /^[a-z]{5}$/],
    ["digits(4)", /^\d{4}$/],
    ["counter()", /^1$/],
    ["user()", /^0$/],
    ["iteration()", /^1$/],
    ["base64('ü')", /^w7w=$/],
    ["json('ab')", /^"ab"$/],
  ])("%s", (expression, expected) => {
    expect(made(expression)).toMatch(expected);
  });

  it("now() is the time of day, in several forms", () => {
    const epochMs = Date.UTC(2026, 0, 2, 3, 4, 5);
    expect([made("now()", { epochMs }), made("now('date')", { epochMs }), made("now('s')", { epochMs })]).toEqual([
      "2026-01-02T03:04:05.000Z",
      "2026-01-02",
      String(epochMs / 1_000),
    ]);
  });

  it("the same seed makes the same requests; lanes do not make each other's", () => {
    const { scenario } = compiled("seed: 7\nsteps:\n  - get: /${uuid()}\n    query: { n: '${counter()}' }\n");
    const run = (lane: number) => played(scenario, OK, { lane, lanes: 2, iterations: 3 }).log;
    expect(run(0)).toEqual(run(0));
    const numbers = [...run(0), ...run(1)].map((line) => /n=(\d+)/.exec(line)?.[1]).filter((one) => one !== undefined);
    expect(numbers.map(Number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(new Set([...run(0), ...run(1)].filter((line) => line !== "done")).size).toBe(6);
  });
});

describe("requests", () => {
  it("that never change are made once", () => {
    const { scenario } = compiled("variables: { v: 1 }\nsteps:\n  - get: /a?v=${v}\n");
    const actor = scenarioActor(scenario, { lane: 0, lanes: 1, epochMs: 0 });
    const bytes = [0, 1].map((user) => {
      const action = actor.next(user, 0);
      return action.kind === "send" ? action.bytes : undefined;
    });
    expect(bytes[0]).toBe(bytes[1]);
  });

  it("come apart again for HTTP/2", () => {
    const { scenario } = compiled("steps:\n  - post: /a\n    headers: { X-A: 'b: c' }\n    json: { a: ü }\n");
    const action = scenarioActor(scenario, { lane: 0, lanes: 1, epochMs: 0 }).next(0, 0);
    if (action.kind !== "send") throw new Error("nothing was sent");
    const { body, ...request } = action.request();
    expect(request).toEqual({
      name: "POST /a",
      weight: 1,
      method: "POST",
      path: "/a",
      headers: [
        ["Host", "localhost:3000"],
        ["X-A", "b: c"],
        ["User-Agent", "backwright"],
        ["Accept", "*/*"],
        ["Content-Type", "application/json"],
      ],
    });
    expect(Buffer.from(body ?? []).toString()).toBe('{"a":"ü"}');
  });

  it("say what they need to see of an answer", () => {
    const { scenario } = compiled(`
cookies: false
steps:
  - get: /a
  - { get: /b, checks: [{ header: x }] }
  - { get: /c, extract: { x: $.x }, bodyLimit: 100, expect: 201 }
`);
    expect(scenarioActor(scenario, { lane: 0, lanes: 1, epochMs: 0 }).steps).toEqual([
      { name: "GET /a", method: "GET", sees: "status", bodyLimit: 1_048_576 },
      { name: "GET /b", method: "GET", sees: "head", bodyLimit: 1_048_576 },
      { name: "GET /c", method: "GET", sees: "body", bodyLimit: 100, expectStatus: 201 },
    ]);
  });
});
