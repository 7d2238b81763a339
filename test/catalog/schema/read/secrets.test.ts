import { describe, expect, test } from "vitest";
import { hiddenConnection, hiddenOption } from "../../../../src/catalog/schema/read/secrets.ts";

describe("secrets of the catalogue", () => {
  test.each([
    ["host=a password=sesame dbname=b", "host=a password=******** dbname=b"],
    ["host=a password = 'open \\' sesame' dbname=b", "host=a password = ******** dbname=b"],
    ["sslpassword=sesame host=a", "sslpassword=******** host=a"],
    ["host=a dbname=b", "host=a dbname=b"],
  ])("in %j", (connection, expected) => {
    expect(hiddenConnection(connection)).toBe(expected);
  });

  test("in a URL", () => {
    expect(hiddenConnection("postgresql://me:sesame@a/b")).not.toContain("sesame");
  });

  test.each([
    ["password", true],
    ["client_secret", true],
    ["aws_access_key_id", true],
    ["user", false],
    ["key_column", false],
  ])("in the option %s", (name, isHidden) => {
    expect(hiddenOption({ name, value: "v" }).value === "v").toBe(!isHidden);
  });
});
