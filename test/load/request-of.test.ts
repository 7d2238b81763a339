import { describe, expect, it } from "vitest";
import { parseTarget, requestOf, type RequestWishes } from "../../src/load/index.ts";

const wishes: RequestWishes = { method: "post", headers: [], body: undefined, expectStatus: undefined };
const target = parseTarget("http://ada:pw@localhost:3000/users?token=x");

describe("the one request of a plan", () => {
  it("sends the login of the address, unless a header says otherwise", () => {
    const request = requestOf(target, wishes);
    expect(request).toMatchObject({ method: "POST", name: "POST /users?token=[redacted]", path: "/users?token=x" });
    expect(request.headers).toEqual([["Authorization", `Basic ${Buffer.from("ada:pw").toString("base64")}`]]);
    const own = requestOf(target, { ...wishes, headers: [["authorization", "Bearer x"]] });
    expect(own.headers).toEqual([["authorization", "Bearer x"]]);
  });

  it("says that a JSON body is one", () => {
    const body = new TextEncoder().encode("{}");
    const request = requestOf(target, { ...wishes, body, headers: [["authorization", "x"]] });
    expect(request.headers).toContainEqual(["Content-Type", "application/json"]);
  });

  it.each(["CONNECT", "GE T", "", "GET\r\n"])("refuses the method %j", (method) => {
    expect(() => requestOf(target, { ...wishes, method })).toThrow(
      expect.objectContaining({ code: "load-bad-method" }),
    );
  });
});
