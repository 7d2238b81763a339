import { describe, expect, it } from "vitest";
import type { Action, Actor } from "../../../src/load/index.ts";
import { newFollower } from "../../../src/load/redirect/index.ts";
import { get, planTo } from "../../edge/load/support.ts";

const plan = planTo(80, { redirects: 2, requests: [get("/a"), { ...get("/b"), expectStatus: 200 }] });
const shown = (action: Action): string =>
  action.kind === "send" ? `${action.step} ${Buffer.from(action.bytes).toString().split(" HTTP")[0]}` : action.kind;
const answer = (status: number, location?: string) => ({
  status,
  headers: location === undefined ? [] : ([["location", location]] as const),
  body: undefined,
  truncated: false,
  latencyMs: 1,
});
const play = (actor: Actor, answers: readonly Parameters<Actor["settle"]>[1][]): readonly string[] =>
  answers.flatMap((one) => [shown(actor.next(0, 0)), String(actor.settle(0, one, 0))]);

describe("a user who follows redirects", () => {
  it("counts each request under a name of its own", () => {
    expect(newFollower(plan).steps.map(({ name }) => name)).toEqual([
      "GET /a",
      "GET /b",
      "GET /a (redirected)",
      "GET /b (redirected)",
    ]);
  });

  it("follows, and then goes on with the mix", () => {
    const actor = newFollower(plan);
    expect(play(actor, [answer(302, "/c"), answer(200)])).toEqual(["0 GET /a", "true", "2 GET /c", "true"]);
    expect(shown(actor.next(0, 0))).toBe("done");
    expect(play(actor, [answer(301, "/d"), answer(204)])).toEqual(["1 GET /b", "true", "3 GET /d", "false"]);
    expect(actor.checks()).toEqual([
      ["GET /a", "redirects stay within the origin", 1, 0],
      ["GET /b", "redirects stay within the origin", 1, 0],
    ]);
  });

  it("gives up after so many in a row", () => {
    const actor = newFollower(plan);
    const loop = answer(302, "/a");
    expect(play(actor, [loop, loop, loop])).toEqual(["0 GET /a", "true", "2 GET /a", "true", "2 GET /a", "false"]);
    expect(shown(actor.next(0, 0))).toBe("done");
    expect(actor.checks()).toContainEqual(["GET /a", "redirects come to an end", 0, 1]);
  });

  it("never leaves the origin", () => {
    const actor = newFollower(plan);
    expect(play(actor, [answer(302, "http://other.test/")])).toEqual(["0 GET /a", "false"]);
    expect(shown(actor.next(0, 0))).toBe("done");
    expect(actor.checks()).toEqual([["GET /a", "redirects stay within the origin", 0, 1]]);
  });

  it("ends with a failure", () => {
    const actor = newFollower(plan);
    expect(play(actor, [{ failure: "connection-reset" }])).toEqual(["0 GET /a", "false"]);
    expect(shown(actor.next(0, 0))).toBe("done");
  });
});
