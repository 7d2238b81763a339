import { singularize } from "../../kit/index.ts";
import type { PathPart, PathSegment } from "../model.ts";
import { identifierOf } from "./identifier.ts";
import { hasWords, pascal } from "./pascal.ts";

/** What a name is made from. */
export interface MethodAndPath {
  readonly method: string;
  readonly segments: readonly PathSegment[];
  /** True when the same path has a PATCH, so that PUT is the one that replaces. */
  readonly hasPatch: boolean;
}

/** Words of a last segment that say what is done, not what it is done to. */
const ACTIONS: ReadonlySet<string> = new Set(
  (
    "accept activate add approve archive assign block cancel capture check clone close complete confirm copy deactivate " +
    "disable dismiss download enable execute export follow import invite leave lock login logout mark merge move " +
    "pause ping publish refresh register reject release remove rename reopen replay reset resend restart restore resume " +
    "retry revoke rotate run search send start stop submit subscribe sync test transfer unarchive unassign unblock " +
    "unfollow unlock unpublish unsubscribe update upload validate verify"
  ).split(" "),
);

/** Segments before a resource that say where the API is mounted. */
const MOUNT = /^(api|rest|v\d+([._]\d+)*((alpha|beta)\d*)?)$/i;

/**
 * A name from method and path: list / create / get / update / replace / delete and the resource.
 *
 * @example
 * madeName({ method: "GET", segments: [{ parts: [{ kind: "text", text: "users" }] }], hasPatch: false }); // "listUsers"
 */
export function madeName({ method, segments, hasPatch }: MethodAndPath): string {
  const words = resourceWords(segments);
  const action = actionOf(method, words.at(-1));
  const nouns = action === undefined ? inNumber(method, words) : words.slice(0, -1);
  const resource = nouns.map(({ text }) => pascal(text)).join("");
  const verb = action ?? verbOf(method, { last: words.at(-1), hasPatch });
  const name = verb + (resource === "" && action === undefined ? ownName(segments) : resource);
  return identifierOf(name) ?? `${verb}Operation`;
}

/** What is posted to a collection makes one: `createUser`. */
function inNumber(method: string, words: readonly Word[]): readonly Word[] {
  const last = words.at(-1);
  if (method !== "POST" || last === undefined) return words;
  return [...words.slice(0, -1), { ...last, text: singularize(last.text) }];
}

interface Word {
  readonly text: string;
  /** True when a parameter names one of them. */
  readonly isOne: boolean;
  readonly isCustomVerb: boolean;
}

/** The texts of a path, each in the singular when a parameter follows it. */
function resourceWords(segments: readonly PathSegment[]): readonly Word[] {
  const parts = segments.flatMap(({ parts: own }) => own.flatMap(splitVerb));
  const words = parts.flatMap((part, index) =>
    part.kind === "parameter" ? [] : [wordOf(part, parts[index + 1]?.kind === "parameter")],
  );
  const named = words.filter(({ text }) => hasWords(text));
  const mounted = named.findIndex(({ text }) => !MOUNT.test(text));
  return mounted <= 0 ? named : named.slice(mounted);
}

type Part = PathPart & { readonly isCustomVerb?: boolean };

/** `users:batchGet` and `{id}:cancel`: what follows the colon is a verb (Google AIP-136). */
function splitVerb(part: PathPart): readonly Part[] {
  if (part.kind === "parameter") return [part];
  const [noun = "", ...verbs] = part.text.split(":");
  const texts: readonly Part[] = noun === "" ? [] : [{ kind: "text", text: noun }];
  return [...texts, ...verbs.map((text): Part => ({ kind: "text", text, isCustomVerb: true }))];
}

function wordOf(part: Extract<Part, { kind: "text" }>, isOne: boolean): Word {
  return { text: isOne ? singularize(part.text) : part.text, isOne, isCustomVerb: part.isCustomVerb ?? false };
}

/** A custom verb always acts; a known one acts when something is sent to it. */
function actionOf(method: string, last: Word | undefined): string | undefined {
  if (last === undefined || last.isOne) return undefined;
  const acts = last.isCustomVerb || (method !== "GET" && ACTIONS.has(last.text.toLowerCase()));
  return acts ? identifierOf(camel(last.text)) : undefined;
}

function camel(text: string): string {
  const name = pascal(text);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

interface Target {
  readonly last: Word | undefined;
  readonly hasPatch: boolean;
}

function verbOf(method: string, { last, hasPatch }: Target): string {
  const isMany = last !== undefined && !last.isOne && singularize(last.text) !== last.text;
  switch (method) {
    case "GET":
      return isMany ? "list" : "get";
    case "POST":
      return "create";
    case "PUT":
      return hasPatch || isMany ? "replace" : "update";
    case "PATCH":
      return "update";
    case "QUERY":
      return "query";
    default:
      return method.toLowerCase();
  }
}

/** A path without any text: what its parameters are called, or the root. */
function ownName(segments: readonly PathSegment[]): string {
  const names = segments.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "parameter" ? [part.name] : [])),
  );
  return names.length === 0 ? "Root" : `By${names.map(pascal).join("And")}`;
}
