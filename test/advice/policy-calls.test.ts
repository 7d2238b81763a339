import { expect, test } from "vitest";
import { calledOnce, callsPerRow } from "../../src/advice/policy-calls.ts";

test.each([
  ["(owner = auth.uid())", ["auth.uid()"], "(owner = (SELECT auth.uid()))"],
  ["(owner = ( SELECT auth.uid() AS uid))", [], "(owner = ( SELECT auth.uid() AS uid))"],
  [
    "(tenant = current_setting('app.t'::text, true))",
    ["current_setting('app.t'::text, true)"],
    "(tenant = (SELECT current_setting('app.t'::text, true)))",
  ],
  ["(a = now())", [], "(a = now())"],
  ["public.allowed(owner)", [], "public.allowed(owner)"],
  ["(( SELECT true) AND (b = public.who()))", ["public.who()"], "(( SELECT true) AND (b = (SELECT public.who())))"],
])("%s", (text, calls, once) => {
  expect(callsPerRow(text)).toEqual(calls);
  expect(calledOnce(text)).toBe(once);
});
