import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Dependency } from "../../../../src/catalog/schema/index.ts";
import { codeFor } from "../../../../src/catalog/schema/read/dependency-code.ts";
import { compareText } from "../../../../src/kit/index.ts";

test("numbers of dependencies are read back, and are in the order of their texts", () => {
  const ids = ["a", "b", "c"];
  const dependency: fc.Arbitrary<Dependency> = fc.record({
    from: fc.constantFrom(...ids),
    to: fc.constantFrom(...ids),
    reason: fc.constantFrom("normal", "auto", "internal", "partition", "body"),
    part: fc.constantFrom("default", null),
  });
  const text = ({ from, to, reason, part }: Dependency): string => `${from} ${to} ${reason} ${part ?? ""}`;
  const code = codeFor(ids);
  fc.assert(
    fc.property(dependency, dependency, (one, other) => {
      expect(code.read(code.write(one))).toEqual(one);
      expect(Math.sign(code.write(one) - code.write(other))).toBe(compareText(text(one), text(other)));
    }),
  );
});
