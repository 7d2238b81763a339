import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadHtml } from "../../../../src/report/load/index.ts";
import { simulated } from "../../../load/simulated.ts";
import { goodRoute, measuredOf, reportOf, routeOf } from "../../../load/support.ts";

const CODE_LIMIT = 150_000;
const quick = reportOf(simulated({ slots: 30, perSlot: () => 20 }));

/** Everything that a page is made of apart from its own figures. */
const codeOf = (html: string): readonly string[] =>
  [...html.matchAll(/<(script|style)>(.*?)<\/\1>/gs)].map(([, , content = ""]) => content);

function dataIn(html: string): unknown {
  const [, json = ""] = /<script type="application\/json" id="report-data">(.*?)<\/script>/s.exec(html) ?? [];
  return JSON.parse(json);
}

describe("the HTML report", () => {
  it("carries less than 150 KB of code, with uPlot's licence, and asks no network for anything", () => {
    const html = loadHtml(quick);
    const code = codeOf(html).join("");
    expect(Buffer.byteLength(code)).toBeLessThan(CODE_LIMIT);
    expect(code).toContain("uPlot (v1.6.32)");
    expect(html).toContain("Copyright (c) 2022 Leon Sorokin");
    expect(html).not.toMatch(/\b(src|href)="(?!data:,)/);
    expect(code).not.toMatch(/@import|url\(|fetch\(|XMLHttpRequest|import\(/);
  });

  it("allows itself its own script and style, and nothing else", () => {
    const html = loadHtml(quick);
    const [script = "", style = ""] = [codeOf(html).at(-1), codeOf(html)[0]];
    const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    expect(html).toContain(`default-src 'none'; img-src data:; script-src ${hash(script)}; style-src ${hash(style)};`);
    expect(html).not.toMatch(/ (style|on\w+)=/);
  });

  it("embeds the whole report", () => {
    expect(dataIn(loadHtml(quick))).toEqual(JSON.parse(JSON.stringify(quick)));
  });

  it("has a table behind every chart", () => {
    const html = loadHtml(quick);
    const charts = html.match(/data-chart="/g)?.length ?? 0;
    expect(charts).toBe(7);
    expect(html.match(/<summary>As a table<\/summary><div class="scroll"/g)).toHaveLength(charts);
  });

  it("takes nothing of a stranger for markup, and loses none of it", () => {
    const nasty = fc.oneof(
      fc.constantFrom(
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>",
        `"><img src=x onerror=alert(1)>`,
        "'\u2028`${x}`",
      ),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(nasty, (name) => {
        const checks = [{ route: name, name, passed: 0, failed: 1 }];
        const rateLimit = { first: undefined, headers: [[name, name]] as const, count: 0, recoveredAtMs: undefined };
        const routes = [goodRoute(5, 10), routeOf({ name })];
        const measured = measuredOf(routes, { checks, rateLimit, address: name, transport: name });
        const report = reportOf(measured, { shown: name, command: name, environment: { [`x${name}`]: name } });
        const html = loadHtml(report);
        expect(dataIn(html)).toEqual(JSON.parse(JSON.stringify(report)));
        const markup = html.replaceAll(/<(script|style)[^>]*>.*?<\/\1>/gs, "");
        expect(markup).not.toMatch(/<(script|img|iframe)\b/);
        expect(html.match(/<script\b/g)).toHaveLength(2);
      }),
      { numRuns: 25 },
    );
  });

  it("says what a reader has to know first", () => {
    const starved = reportOf(simulated({ changes: { generator: { ...simulated().generator, stolenMs: 20_000 } } }));
    expect(loadHtml(starved)).toContain("<h2>INVALID: the generator was starved</h2>");
    const promised = { targetP99: { ms: 1, asked: true } };
    expect(loadHtml(reportOf(measuredOf([goodRoute(5, 2_000)]), promised))).toContain(
      "<h2>1 of 1 promises broken</h2>",
    );
    expect(loadHtml(reportOf(measuredOf([goodRoute(5, 2_000)])))).toContain("the default target is met</h2>");
    expect(loadHtml(reportOf(measuredOf([routeOf()])))).toContain("<h2>No request succeeded</h2>");
  });

  it("leaves away what was not measured", () => {
    const html = loadHtml(reportOf(measuredOf([goodRoute(5, 2_000)])));
    for (const title of ["Latency over time", "Rate limit", "Checks", "By request", "The generator&#39;s own delays"])
      expect(html).not.toContain(`<h2>${title}</h2>`);
  });
});
