import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { edgesAmong } from "../../../src/diff/compare/edges.ts";

const known = new Map(["a", "b", "c", "d"].map((id) => [id, id]));
const one = fc.constantFrom(...known.keys(), "unknown");

describe("who needs whom", () => {
  test("in the order in which it was said, each once, in both directions", () => {
    const edges = edgesAmong(known);
    for (const [from, to] of [
      ["c", "b"],
      ["a", "d"],
      ["a", "b"],
      ["a", "d"],
    ] as const)
      edges.add(from, to);
    expect([...(edges.needs.get("a") ?? [])]).toEqual(["d", "b"]);
    expect([...(edges.neededBy.get("b") ?? [])]).toEqual(["c", "a"]);
    expect([...edges.needs.froms()]).toEqual(["c", "a"]);
    expect([edges.needs.get("d"), edges.needs.get("unknown")]).toEqual([undefined, undefined]);
  });

  test("is what sets of them say, and soft is what was never said otherwise", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(one, one, fc.boolean())), (said) => {
        const edges = edgesAmong(known);
        for (const [from, to, isSoft] of said) edges.add(from, to, isSoft);
        const kept = said.filter(([from, to]) => from !== to && known.has(from) && known.has(to));
        for (const id of known.keys()) {
          const expected = new Set(kept.filter(([from]) => from === id).map(([, to]) => to));
          expect([...(edges.needs.get(id) ?? [])]).toEqual([...expected]);
        }
        for (const [from, to] of kept) {
          const isSoft = kept.every(([here, there, soft]) => here !== from || there !== to || soft);
          expect(edges.isSoft(from, to)).toBe(isSoft);
        }
      }),
    );
  });
});
