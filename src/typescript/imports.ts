import { compareText, sortedBy } from "../kit/index.ts";
import { code, lines } from "./code.ts";
import { joined, type Fragment } from "./fragment.ts";
import { ident } from "./identifier.ts";
import { objectOf } from "./list.ts";
import { literal } from "./literal.ts";

interface Names {
  defaultName: string | undefined;
  readonly values: Set<string>;
  readonly types: Set<string>;
}

/** What a file imports, collected while its code is made. */
export interface Imports {
  /** A value of a module; answers its name as code. */
  value(from: string, name: string): Fragment;
  /** A type of a module; answers its name as code. */
  type(from: string, name: string): Fragment;
  /** The default export of a module under a name. */
  defaultValue(from: string, name: string): Fragment;
  /** The import declarations that a body needs: packages first, then relative modules. What it does not use is left out. */
  declarations(body: string): Fragment;
}

/** No imports yet. */
export function createImports(): Imports {
  const modules = new Map<string, Names>();
  const namesOf = (from: string): Names => {
    const names = modules.get(from) ?? { defaultName: undefined, values: new Set(), types: new Set() };
    modules.set(from, names);
    return names;
  };
  return {
    value(from, name) {
      namesOf(from).values.add(name);
      return ident(name);
    },
    type(from, name) {
      namesOf(from).types.add(name);
      return ident(name);
    },
    defaultValue(from, name) {
      namesOf(from).defaultName = name;
      return ident(name);
    },
    declarations: (body) => declarationsOf(modules, body),
  };
}

function declarationsOf(modules: ReadonlyMap<string, Names>, body: string): Fragment {
  const spoken = body.replaceAll(COMMENT_LINE, "");
  const used = [...modules].map(([from, names]) => [from, usedOf(names, spoken)] as const);
  return lines(
    used
      .filter(([, names]) => !isUnused(names))
      .sort(([a], [b]) => Number(isRelative(a)) - Number(isRelative(b)) || compareText(a, b))
      .map(([from, names]) => importOf(from, names)),
  );
}

/** A name in a comment is no use of it. */
const COMMENT_LINE = /^[ \t]*(?:\/\*\*|\*).*$/gm;

function usedOf({ defaultName, values, types }: Names, body: string): Names {
  // Names are asked for in the order in which the body uses them: the next one stands where the last one stood, or soon behind.
  let last = 0;
  const isUsed = (name: string): boolean => {
    const behind = mentionOf(body, name, last);
    const at = behind < 0 ? mentionOf(body, name, 0) : behind;
    last = Math.max(at, 0);
    return at >= 0;
  };
  return { defaultName, values: new Set([...values].filter(isUsed)), types: new Set([...types].filter(isUsed)) };
}

const WORD = /[\p{ID_Continue}$]/u;

/** Where the name stands in the text as a word of its own, from an offset on; -1 where it does not. */
function mentionOf(body: string, name: string, from: number): number {
  for (let at = body.indexOf(name, from); at >= 0; at = body.indexOf(name, at + 1)) {
    const isWord = !WORD.test(body.charAt(at - 1)) && !WORD.test(body.charAt(at + name.length));
    if (isWord) return at;
  }
  return -1;
}

const isUnused = ({ defaultName, values, types }: Names): boolean =>
  defaultName === undefined && values.size === 0 && types.size === 0;

const isRelative = (from: string): boolean => from.startsWith(".");

function importOf(from: string, names: Names): Fragment {
  const types = [...names.types].filter((name) => !names.values.has(name)).sort(compareText);
  const values = [...names.values].sort(compareText);
  const { defaultName } = names;
  if (values.length === 0 && defaultName === undefined)
    return code`import type ${objectOf(types.map(ident))} from ${literal(from)};`;
  const items = [
    ...types.map((name) => ({ name, code: code`type ${ident(name)}` })),
    ...values.map((name) => ({ name, code: ident(name) })),
  ];
  const named = items.length === 0 ? [] : [objectOf(sortedBy(items, ({ name }) => name).map((item) => item.code))];
  const first = defaultName === undefined ? [] : [ident(defaultName)];
  return code`import ${joined([...first, ...named], ", ")} from ${literal(from)};`;
}
