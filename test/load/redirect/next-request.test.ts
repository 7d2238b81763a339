import { describe, expect, it } from "vitest";
import { nextRequest } from "../../../src/load/redirect/index.ts";
import { get, post } from "../../edge/load/support.ts";

const origin = { scheme: "http", host: "api.test", port: 8080 } as const;
const ask = (status: number, location: string | undefined, request = get("/a/b?x=1")) =>
  nextRequest(origin, request, { status, headers: location === undefined ? [] : [["location", location]] });

describe("nextRequest", () => {
  it.each([
    ["/login", "/login"],
    ["c?y=2#part", "/a/c?y=2"],
    ["../up", "/up"],
    ["?page=2", "/a/b?page=2"],
    ["http://api.test:8080/x", "/x"],
    ["//API.test:8080", "/"],
    ["/ü b", "/%C3%BC%20b"],
    ["/a\r\nX-Injected: 1", "/aX-Injected:%201"],
  ])("stays within the origin: %s", (location, path) => {
    expect(ask(302, location)).toMatchObject({ kind: "follow", request: { path, method: "GET" } });
  });

  it.each([
    "https://api.test:8080/",
    "http://api.test/",
    "http://other.test:8080/",
    "//evil.test/",
    "javascript:1",
    "http://[",
  ])("does not leave it: %s", (location) => {
    expect(ask(301, location)).toEqual({ kind: "foreign" });
  });

  it.each([
    [200, "/x"],
    [304, "/x"],
    [300, "/x"],
    [302, undefined],
  ])("takes %i with %s for no redirect", (status, location) => {
    expect(ask(status, location)).toEqual({ kind: "none" });
  });

  const sent = {
    ...post("{}"),
    headers: [
      ["Content-Type", "application/json"],
      ["Authorization", "x"],
    ],
  } as const;
  it.each([
    [301, "POST", "GET"],
    [302, "POST", "GET"],
    [303, "POST", "GET"],
    [307, "POST", "POST"],
    [308, "POST", "POST"],
    [301, "PUT", "PUT"],
    [302, "DELETE", "DELETE"],
    [303, "PUT", "GET"],
    [303, "HEAD", "HEAD"],
    [301, "HEAD", "HEAD"],
  ])("%i after %s is followed by %s", (status, method, next) => {
    const found = ask(status, "/x", { ...sent, method });
    expect(found).toMatchObject({ kind: "follow", request: { method: next } });
    const request = found.kind === "follow" ? found.request : undefined;
    const isKept = next === method;
    expect(request?.body).toEqual(isKept ? sent.body : undefined);
    expect(request?.headers).toEqual(isKept ? sent.headers : [["Authorization", "x"]]);
  });
});
