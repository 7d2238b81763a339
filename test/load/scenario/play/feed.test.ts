import { describe, expect, it } from "vitest";
import { compiled, lines, played } from "../support.ts";

const CSV = "name,city\nada,London\nbob,Berlin\ncy,Rome\ndee,Oslo\neva,Bern\n";
const scenarioWith = (order: string, steps = "- get: /${people.name}") =>
  compiled(`feeders:\n  people: { file: people.csv, order: ${order} }\nsteps:\n  ${steps}\n`, {
    files: { "people.csv": CSV },
  }).scenario;

const names = (order: string, options: Parameters<typeof played>[2]): readonly string[] =>
  lines(played(scenarioWith(order), () => ({}), options).log)
    .filter((line) => line.startsWith("GET"))
    .map((line) => line.slice(5));

describe("rows of a file", () => {
  it("sequential: each its turn, shared by the lanes, and from the beginning again", () => {
    expect(names("sequential", { iterations: 6 })).toEqual(["ada", "bob", "cy", "dee", "eva", "ada"]);
    const lanes = [0, 1].map((lane) => names("sequential", { lane, lanes: 2, iterations: 3 }));
    expect(lanes).toEqual([
      ["ada", "cy", "eva"],
      ["bob", "dee", "ada"],
    ]);
  });

  it("unique: none twice in any lane, and none when they are used up", () => {
    const lanes = [0, 1].flatMap((lane) => names("unique", { lane, lanes: 2, users: 2, iterations: 2 }));
    expect(lanes.toSorted()).toEqual(["ada", "bob", "cy", "dee", "eva"]);
  });

  it("per-user: each user keeps its own, in all lanes", () => {
    const lanes = [0, 1].map((lane) => names("per-user", { lane, lanes: 2, users: 2, iterations: 2 }));
    expect(lanes).toEqual([
      ["ada", "cy", "ada", "cy"],
      ["bob", "dee", "bob", "dee"],
    ]);
  });

  it("random: all of them come, and the same ones for the same seed", () => {
    const some = names("random", { iterations: 60 });
    expect(new Set(some).size).toBe(5);
    expect(names("random", { iterations: 60 })).toEqual(some);
    expect(names("random", { iterations: 60, seed: 99 })).not.toEqual(some);
  });

  it("a row is one: its columns belong together", () => {
    const scenario = scenarioWith("random", "- get: /${people.name}/${people.city}");
    const pairs = CSV.trim()
      .split("\n")
      .slice(1)
      .map((line) => `GET /${line.replace(",", "/")}`);
    const { log } = played(scenario, () => ({}), { iterations: 30 });
    for (const line of lines(log).filter((one) => one !== "done")) expect(pairs).toContain(line);
  });

  it("JSON lines keep the kinds of their values", () => {
    const { scenario } = compiled(
      'feeders: { rows: rows.jsonl }\nsteps:\n  - post: /\n    json: { id: "${rows.id}", tags: "${rows.tags}" }\n',
      {
        files: { "rows.jsonl": '{"id":7,"tags":["a"]}\n\n{"id":8,"tags":[]}\n' },
      },
    );
    const bodies = played(scenario, () => ({}), { iterations: 2 }).log.filter((line) => line !== "done");
    expect(bodies.map((text) => text.split("\r\n\r\n")[1])).toEqual(['{"id":7,"tags":["a"]}', '{"id":8,"tags":[]}']);
  });
});
