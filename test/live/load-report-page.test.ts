import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LoadReport } from "../../src/load/result/index.ts";
import { analysisHtml } from "../../src/report/advice/index.ts";
import { diffHtml } from "../../src/report/diff/index.ts";
import { capacityHtml, compareHtml, loadHtml } from "../../src/report/load/html/index.ts";
import { tuneHtml } from "../../src/report/tune/index.ts";
import { lognormal, simulated } from "../load/simulated.ts";
import { facts, goodRoute, histogramOf, plan, reportOf } from "../load/support.ts";
import { withPlans } from "../report/advice/sample.ts";
import { view as comparedSchemas } from "../report/diff/sample.ts";
import { capacityReport, compareReport } from "../report/load/html/samples.ts";
import { suggestion, VIEW as tuneView } from "../report/tune/sample.ts";
import { browserName, openBrowser, type Browser, type Window } from "../support/browser.ts";
import { temporaryFolder } from "../support/world.ts";

const hostile = `</script><img src=x onerror=document.title='broken'>`;
const busy = simulated({
  open: true,
  perSlot: (slot) => Math.min(60, 10 + slot),
  latencyMs: (slot, random) => lognormal(random() < 0.2 ? 120 : 8, 0.3)(slot, random),
  failedShare: (slot) => (slot > 200 ? 0.1 : 0),
});
const full = reportOf(
  {
    ...busy,
    routes: [...busy.routes, { ...goodRoute(31, 900), name: hostile }],
    connections: { ...busy.connections, connect: histogramOf([0.3, 50]), handshake: histogramOf([3, 50]) },
    checks: [{ route: hostile, name: hostile, passed: 1, failed: 1 }],
  },
  {
    plan: {
      ...facts.plan,
      arrival: { startPerSecond: 100, stages: [{ durationMs: 9_000, target: 600 }], process: "poisson" },
    },
    shown: `http://${"a-long-host-name-".repeat(8)}.example/${hostile}`,
    command: `backwright load ${"x".repeat(300)}`,
    targetP99: { ms: 100, asked: true },
  },
);

/** How many colours each canvas shows: an axis alone has few. */
const INKS = `[...document.querySelectorAll("canvas")].map((canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const colors = new Set();
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 0) colors.add(data.slice(at, at + 3).join());
  return colors.size;
})`;
const WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
const DRAWN = `[...document.querySelectorAll("[data-chart]")].map((place) => place.dataset.drawn)`;
/** How wide the first two plans are on the page. */
const PLANS_SHOWN = `[...document.querySelectorAll(".plans figure")].slice(0, 2).map((plan) => (plan.checkVisibility() ? plan.getBoundingClientRect().width : 0))`;
/** Texts with less contrast than 4.5 to 1, their opacity included (WCAG 2.2, 1.4.3). */
const FAINT = `(() => {
  const parse = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (color) => color.slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const faint = [];
  for (const node of document.querySelectorAll("main *")) {
    if (![...node.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim() !== "")) continue;
    let [back, opacity] = [undefined, 1];
    for (let at = node; at !== null; at = at.parentElement) {
      const style = getComputedStyle(at);
      opacity *= Number(style.opacity);
      const own = parse(style.backgroundColor);
      if (back === undefined && (own[3] ?? 1) > 0) back = own;
    }
    const ground = back ?? [255, 255, 255];
    const ink = parse(getComputedStyle(node).color).slice(0, 3).map((part, at) => part * opacity + ground[at] * (1 - opacity));
    const [high, low] = [light(ink), light(ground)].toSorted((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) faint.push([node.tagName, node.className, ratio.toFixed(2)].join(" "));
  }
  return [...new Set(faint)];
})()`;
const PAGE = "getComputedStyle(document.body).backgroundColor";
/** What waits for the next frames has happened. */
const SETTLED = "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))))";

describe.skipIf(browserName === undefined)("the HTML report in Chromium (skipped where there is none)", () => {
  let browser: Browser;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    folder = await temporaryFolder("backwright-page");
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  let pages = 0;
  const show = (report: LoadReport, window: Window) => open(loadHtml(report), window);
  async function open(html: string, window: Window) {
    const file = join(folder.path, `report-${(pages += 1)}.html`);
    await writeFile(file, html);
    return browser.open(pathToFileURL(file).href, window);
  }

  it.each([
    [1_280, "light", "rgb(246, 247, 249)"],
    [400, "dark", "rgb(18, 22, 29)"],
  ] as const)(
    "at %i px, %s: every chart draws, nothing complains, nothing is wider than the window",
    async (width, scheme, background) => {
      const page = await show(full, { width, scheme });
      expect(await page.evaluate("innerWidth")).toBe(width);
      expect(await page.evaluate(DRAWN)).toEqual(Array.from({ length: 8 }, () => "yes"));
      const inks = (await page.evaluate(INKS)) as readonly number[];
      expect(inks).toHaveLength(8);
      expect(Math.min(...inks)).toBeGreaterThan(10);
      expect(await page.evaluate(WIDER)).toBe(0);
      expect(await page.evaluate(PAGE)).toBe(background);
      expect(await page.evaluate(`document.querySelectorAll("img").length`)).toBe(0);
      expect(await page.evaluate("document.title")).toContain(hostile);
      expect(page.complaints).toEqual([]);
    },
    60_000,
  );

  it("follows the window when it becomes narrower, and the colours when they change", async () => {
    const page = await show(full, { width: 1_000, scheme: "light" });
    await page.resize({ width: 400, scheme: "dark" });
    await page.evaluate(SETTLED);
    expect(await page.evaluate(WIDER)).toBe(0);
    expect(await page.evaluate(PAGE)).toBe("rgb(18, 22, 29)");
    expect(Math.min(...((await page.evaluate(INKS)) as readonly number[]))).toBeGreaterThan(10);
    expect(page.complaints).toEqual([]);
  }, 60_000);

  it("shows a comparison of schemas without a script, in both schemes, as wide as the window", async () => {
    const long = { ...comparedSchemas, desired: `${"long_".repeat(60)}${hostile}` };
    for (const scheme of ["light", "dark"] as const) {
      const page = await open(diffHtml(long), { width: 400, scheme });
      expect(await page.evaluate(WIDER)).toBe(0);
      expect(await page.evaluate(`[...document.querySelectorAll("h2")].map((head) => head.textContent)`)).toEqual([
        "Changes",
        "Hazards",
        "Proof on a shadow",
        "migrations/20240115_add_user_indexes.sql",
      ]);
      expect(await page.evaluate(`document.querySelectorAll("img, script, old").length`)).toBe(0);
      expect(page.complaints).toEqual([]);
    }
  }, 60_000);

  it.each([
    ["an analysis", analysisHtml(withPlans), 1],
    ["a tuning", tuneHtml({ ...tuneView, suggestions: [suggestion] }), 1],
  ])(
    "shows the plans of %s before and after, side by side, readable in both schemes, and runs nothing of strangers",
    async (_, html, folds) => {
      for (const scheme of ["light", "dark"] as const) {
        const page = await open(html, { width: 1_000, scheme });
        expect(await page.evaluate(`document.querySelectorAll(".plans").length`)).toBe(folds);
        expect(await page.evaluate(PLANS_SHOWN)).toEqual([0, 0]);
        await page.evaluate(`document.querySelectorAll("details").forEach((fold) => { fold.open = true; })`);
        const [before, after] = (await page.evaluate(PLANS_SHOWN)) as readonly number[];
        expect(Math.min(before ?? 0, after ?? 0)).toBeGreaterThan(100);
        expect(await page.evaluate(`document.querySelectorAll("img, script").length`)).toBe(0);
        expect(await page.evaluate("document.body.textContent")).toContain("<script>document.title=");
        expect(await page.evaluate("document.title")).not.toBe("broken");
        expect(await page.evaluate(FAINT)).toEqual([]);
        await page.resize({ width: 400, scheme });
        expect(await page.evaluate(WIDER)).toBe(0);
        expect(page.complaints).toEqual([]);
      }
    },
    60_000,
  );

  it("reads its heat map to the keyboard", async () => {
    const page = await show(full, { width: 800, scheme: "light" });
    const press = (key: string): string =>
      `document.querySelector("[aria-label^='Latency over time'] canvas")?.dispatchEvent(new KeyboardEvent("keydown", { key: "${key}" }))`;
    await page.evaluate(press("ArrowRight"));
    expect(await page.evaluate(`document.querySelector("output").textContent`)).toMatch(
      /^0\.3 to 0\.6 s, [\d.]+ to [\d.]+ ms: \d+ requests$/,
    );
  }, 60_000);

  it("draws a run of a single request, and one of none", async () => {
    const one = await show(reportOf(simulated({ slots: 1, perSlot: () => 1 }), { plan }), {
      width: 800,
      scheme: "light",
    });
    expect(await one.evaluate(DRAWN)).toEqual(Array.from({ length: 7 }, () => "yes"));
    const none = await show(reportOf(simulated({ slots: 3, perSlot: () => 0 }), { plan }), {
      width: 800,
      scheme: "light",
    });
    expect(await none.evaluate(DRAWN)).toEqual(Array.from({ length: 4 }, () => "yes"));
    expect([one.complaints, none.complaints]).toEqual([[], []]);
  }, 60_000);

  it.each([
    ["a capacity search", capacityHtml(capacityReport), 1],
    ["a comparison", compareHtml(compareReport), 2],
  ])(
    "draws %s",
    async (_, html, charts) => {
      const page = await open(html, { width: 400, scheme: "light" });
      expect(await page.evaluate(DRAWN)).toEqual(Array.from({ length: charts }, () => "yes"));
      expect(Math.min(...((await page.evaluate(INKS)) as readonly number[]))).toBeGreaterThan(3);
      expect(await page.evaluate(WIDER)).toBe(0);
      expect(page.complaints).toEqual([]);
    },
    60_000,
  );
});
