import { describe, expect, test } from "vitest";
import { decide, KILL_CODES, SAMPLE_ANSWERS, type Answers, type Decision } from "../../../src/decide/index.ts";
import { decisionText } from "../../../src/report/decide/index.ts";
import { killSentence } from "../../../src/report/decide/kills.ts";
import { decidePages } from "../../../src/report/findings/index.ts";
import { builtInShelf } from "../../decide/built-in.ts";
import { grid, OPEN_AXES, SMALL_AXES } from "../../decide/grid.ts";

const look = { columns: 100, paint: { bold: (text: string) => text } };
const shelf = builtInShelf();
const decideOn = (changes: Partial<Answers>): Decision =>
  decide({ ...SAMPLE_ANSWERS, ...changes }, { shelf, today: "2030-01-01" });
const textOf = (changes: Partial<Answers>): string => decisionText(decideOn(changes), look);

/** The lines of a section. */
function section(text: string, title: string): readonly string[] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.startsWith(title));
  return lines.slice(start + 1, lines.indexOf("", start));
}

describe("a decision as text", () => {
  test("says the answers that are targets, and how they stand to the floor", () => {
    expect(section(textOf({ slo: 99.9, sloConsumer: "product", rpoMinutes: 0, rtoMinutes: 300 }), "Targets")).toEqual([
      "  p50 / p95 / p99       80 / 250 / 600 ms (profile's floor)",
      "  uptime                99.9 % (your answer, stricter than the profile's floor of 99.5 %)",
      "  error rate at most    0.1 % (leaves 43.2 min in 30 days)",
      "  error budget's owner  product",
      "  RPO                   0 min (your answer, stricter than the profile's floor of 60 min)",
      "  RTO                   300 min (your answer, looser than the profile's floor of 240 min)",
    ]);
  });

  test("gives the runner-up's trade-off content", () => {
    const lines = section(textOf({ languagePreference: "python", teamSize: 17 }), "Runner-up: django-monolith");
    expect(lines).toContain("  - gain: room for a team that grows by half met to 82.4 % instead of 23.5 %");
    expect(lines).toContain("  - cost: p95 350 instead of 200 ms");
  });

  test.each([
    ["replicas", { qpsP99: 4_000, readWriteRatio: 4 }, "3 read replicas beside the primary"],
    ["a cache", { qpsP99: 4_000, readWriteRatio: 20 }, "a cache that answers 73.8 % of them or more"],
    ["writes", { readWriteRatio: 0.5 }, "the primary; writes rule here"],
  ])("reads are served by %s", (_, changes, words) => {
    expect(textOf(changes)).toContain(words);
  });

  test("an eliminated profile says why, in full", () => {
    const lines = section(textOf({ teamSize: 15 }), "Eliminated")
      .join(" ")
      .replaceAll(/\s+/g, " ");
    expect(lines).toContain("node-express team-size: 15, not 1–14");
  });

  test("no line is wider than the terminal, and none says undefined, null or NaN", () => {
    const odd = [...grid(SMALL_AXES), ...grid(OPEN_AXES)].filter((_, index) => index % 37 === 0);
    const lines = odd.flatMap((answers) => decisionText(decide(answers, { shelf }), look).split("\n"));
    expect(lines.filter((line) => line.length > 100 || /undefined|\bnull\b|NaN|\[object/.test(line))).toEqual([]);
  });
});

describe("every code has its English", () => {
  test("findings: each is raised somewhere, and each has a page", () => {
    const cases: readonly Partial<Answers>[] = [
      { slo: 99.99, rpoMinutes: 1, rtoMinutes: 10, needsAdminPanel: true },
      { teamSize: 2, qpsP99: 0 },
      {
        teamSize: 40,
        qpsP99: 2_000,
        platformTeam: true,
        pattern: "microservices",
        languagePreference: "go",
        dataSensitivity: ["phi"],
      },
    ];
    const codes = cases.flatMap((changes) => decideOn(changes).findings.map(({ code }) => code));
    expect(new Set(codes)).toEqual(new Set(decidePages.map(({ code }) => code)));
  });

  test("kill criteria: each says its numbers", () => {
    const evidence = {
      teamSize: 3,
      teamSizeMin: 30,
      tiers: ["phi", "pci"],
      pattern: "monolith",
      qpsP99: 1,
      qpsP99Max: 2,
      qpsP99Min: 1,
      teamSizeMax: 5,
    };
    const sentences = KILL_CODES.map((code) => killSentence({ code, evidence }));
    expect(new Set(sentences).size).toBe(KILL_CODES.length);
    expect(sentences.join("\n")).not.toContain("undefined");
    expect(sentences.join("\n")).toContain("PHI and PCI with 3 engineers");
  });
});
