import { describe, expect, it } from "vitest";
import { parseThreshold } from "../../../src/load/index.ts";
import { loadJunit, loadMarkdown } from "../../../src/report/load/index.ts";
import { simulated } from "../../load/simulated.ts";
import { goodRoute, measuredOf, reportOf, routeOf } from "../../load/support.ts";
import { elementsOf } from "../../support/xml.ts";

const HOSTILE = `http://a/?q=<b>"'&|\`]\u0000\u001b[31m\ud800\n# x`;
const thresholds = ["p99 < 1ms", "errors < 1%"].map((text) => parseThreshold(text, "file"));
const checks = [
  { route: "GET /users", name: `is <"good">`, passed: 9, failed: 1 },
  { route: "GET /users", name: "is quick", passed: 10, failed: 0 },
];
const report = reportOf(measuredOf([goodRoute(5, 2_000)], { checks }), { thresholds, shown: HOSTILE });

describe("the JUnit view", () => {
  it("has a test case for each promise and check, and failures for those that are broken", () => {
    const elements = elementsOf(loadJunit(report));
    const cases = elements.filter(({ name }) => name === "testcase").map(({ attributes }) => attributes["name"]);
    expect(cases).toEqual(["p99 < 1ms", "errors < 1%", `GET /users: is <"good">`, "GET /users: is quick"]);
    expect(elements.filter(({ name }) => name === "failure").map(({ attributes }) => attributes["message"])).toEqual([
      "p99 < 1ms: 5.00ms",
      "1 of 10 times it did not hold",
    ]);
    const suite = elements.find(({ name }) => name === "testsuite")?.attributes;
    expect(suite).toMatchObject({ tests: "4", failures: "2", errors: "0", skipped: "0", time: "30.000" });
  });

  it("skips a default that nobody asked for, and errs where the measurement cannot be trusted", () => {
    const slow = elementsOf(loadJunit(reportOf(measuredOf([goodRoute(500, 2_000)]))));
    expect(slow.map(({ name }) => name)).toContain("skipped");
    expect(slow.find(({ name }) => name === "testsuite")?.attributes).toMatchObject({ failures: "0", skipped: "1" });
    const starved = { ...simulated().generator, stolenMs: 20_000 };
    const invalid = elementsOf(loadJunit(reportOf(simulated({ changes: { generator: starved } }))));
    expect(invalid.find(({ name }) => name === "error")?.attributes["message"]).toContain("starved");
  });

  it("is XML whatever strangers call themselves", () => {
    const text = loadJunit(report);
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f]|<b>|\ud800/);
    expect(elementsOf(text)[1]?.attributes["name"]).toContain(`<b>"'&|`);
  });
});

describe("the Markdown view", () => {
  it("begins with the verdict and holds the figures", () => {
    const text = loadMarkdown(reportOf(measuredOf([goodRoute(500, 2_000)]), { command: "backwright load http://a/" }));
    expect(text).toBe(`# Load test

https://api.example.com/users, 30s, concurrency 50, node:net

**P99 latency (500ms) exceeds 200ms target.** Consider: query optimization or horizontal scaling.

| figure | value |
| --- | --- |
| Requests | 2,000 |
| Requests/s | 66.7 |
| Failed | 0 (0.0%) |
| P50 | 500 ms |
| P95 | 500 ms |
| P99 | 500 ms |
| Max | 500 ms |

| threshold | result |
| --- | --- |
| p99 \\<= 200ms: 500ms | broken (default) |

\`\`\`sh
backwright load http://a/
\`\`\`
`);
  });

  it("takes nothing of a stranger for markup", () => {
    const command = "backwright load 'http://a/```' \n# not a title";
    const routes = [goodRoute(5, 10), routeOf({ name: "| x | <img src=a> [a](b) |" })];
    const text = loadMarkdown(reportOf(measuredOf(routes), { shown: HOSTILE, command }));
    expect(text).not.toMatch(/^# (x|not)/m);
    expect(text).not.toMatch(/(?<!\\)<|(?<!\\)\[a/);
    expect(text).toContain("````sh\n");
    const rows = text.split("\n").filter((line) => line.includes("x \\|"));
    expect(rows).toHaveLength(1);
  });

  it("says first that a run is invalid", () => {
    const starved = { ...simulated().generator, stolenMs: 20_000 };
    expect(loadMarkdown(reportOf(simulated({ changes: { generator: starved } })))).toContain("\n**INVALID: ");
  });
});
