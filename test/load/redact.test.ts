import { describe, expect, it } from "vitest";
import { redactHeader, redactUrl } from "../../src/load/index.ts";

describe("redacting", () => {
  it.each(["Authorization", "Cookie", "X-Api-Key", "X-Auth-Token", "Proxy-Authorization", "X-Anything"])(
    "hides the value of %s",
    (name) => {
      expect(redactHeader([name, "s3cret"])).toEqual([name, "[redacted]"]);
    },
  );

  it.each(["Accept", "content-type", "User-Agent"])("shows the value of %s", (name) => {
    expect(redactHeader([name, "x"])).toEqual([name, "x"]);
  });

  it.each([
    ["https://ada:pw@example.com/a", "https://example.com/a"],
    ["https://example.com/a@b?x=c@d", "https://example.com/a@b?x=c@d"],
    [
      "https://e.com/?api_key=1&page=2&sig=3&access_token=4",
      "https://e.com/?api_key=[redacted]&page=2&sig=[redacted]&access_token=[redacted]",
    ],
    ["/users?password=x", "/users?password=[redacted]"],
    ["/users?flag", "/users?flag"],
    ["ada:pw@example.com", "example.com"],
  ])("%s", (url, shown) => {
    expect(redactUrl(url)).toBe(shown);
  });
});
