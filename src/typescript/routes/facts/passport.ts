import type { Machine } from "../machine/machine.ts";
import { lastArgs } from "../frameworks/mounts.ts";
import { pathOf, propertyOf, textOf, type ExternalValue, type Value } from "../value.ts";

/** Strategies that send the user to somebody else. */
const REDIRECTING =
  /^(?:facebook|google|github|twitter|linkedin|gitlab|bitbucket|discord|twitch|spotify|apple|azure|microsoft|okta|auth0|oauth2?|oidc|openidconnect|saml|steam|slack)/i;

/** The statuses that `passport.authenticate(strategy, options)` itself answers with. */
export function passportStatuses(args: readonly Value[]): readonly number[] {
  // With a callback it answers nothing.
  if (args.some(({ kind }) => kind === "function")) return [];
  const has = (name: string): boolean => args.some((one) => propertyOf(one, name) !== undefined);
  const isRedirecting = REDIRECTING.test(textOf(args[0]) ?? "");
  const redirects = isRedirecting || has("failureRedirect") || has("successRedirect");
  return [...(redirects ? [302] : []), ...(isRedirecting || has("failureRedirect") ? [] : [401])];
}

/** The fields of the body that `passport-local` reads: `user[email]` is one below another. */
export function localFields(machine: Machine, value: ExternalValue): readonly (readonly string[])[] {
  if (!/passport/.test(value.source) || !lastArgs(value).some((one) => textOf(one) === "local")) return [];
  const options = machine.framework
    .filter((one) => one.source === "passport" && pathOf(one) === "use")
    .flatMap(strategyOptions);
  const named = (name: string, otherwise: string): string =>
    options.map((one) => textOf(propertyOf(one, name))).find((one) => one !== undefined) ?? otherwise;
  return [named("usernameField", "username"), named("passwordField", "password")].map((one) =>
    one.replaceAll("]", "").split("["),
  );
}

const strategyOptions = (use: ExternalValue): readonly Value[] =>
  lastArgs(use).flatMap((one) =>
    one.kind === "external" && one.source === "passport-local" ? lastArgs(one).slice(0, 1) : [],
  );
