// A room's index names everything the room offers, and a command that wants one of those things would load them all. In the bundles each
// import goes to the file that makes the thing. Only for modules without effects of their own: what nobody names is left out.
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const IMPORT = /^import \{([^}]*)\} from "(\.[^"]*)";$/gm;
const PASSED_ON = /^export (?:\{([^}]*)\}|\*) from "(\.[^"]*)";$/gm;
const OWN = /^export (?:async )?(?:function\*?|const|class) (\w+)/gm;

interface Origin {
  readonly file: string;
  /** Its name there. */
  readonly name: string;
}

/** The names in braces as `[there, here]`. */
function namesIn(braces: string): readonly (readonly [string, string])[] {
  const words = braces.split(",").map((name) => name.trim());
  return words
    .filter((name) => name !== "")
    .map((name) => {
      const [there = "", here = there] = name.split(" as ");
      return [there, here] as const;
    });
}

const known = new Map<string, ReadonlyMap<string, Origin>>();

/** Everything that a module exports, by name. */
function offered(file: string): ReadonlyMap<string, Origin> {
  const before = known.get(file);
  if (before !== undefined) return before;
  const text = readFileSync(file, "utf8");
  const found = new Map<string, Origin>();
  for (const [, name = ""] of text.matchAll(OWN)) found.set(name, { file, name });
  for (const [, braces, from = ""] of text.matchAll(PASSED_ON)) {
    const there = offered(join(dirname(file), from));
    const names = braces === undefined ? [...there.keys()].map((name) => [name, name] as const) : namesIn(braces);
    for (const [name, here] of names) found.set(here, there.get(name) ?? { file: join(dirname(file), from), name });
  }
  known.set(file, found);
  return found;
}

/** A compiled module whose imports name the files where things are made. */
export function withDirectImports(file: string, text: string): string {
  return text.replaceAll(IMPORT, (line: string, braces: string, from: string) => {
    const target = join(dirname(file), from);
    const there = offered(target);
    const lines = namesIn(braces).map(([name, here]) => {
      const origin = there.get(name) ?? { file: target, name };
      const path = relative(dirname(file), origin.file).replaceAll("\\", "/");
      const named = origin.name === here ? here : `${origin.name} as ${here}`;
      return `import { ${named} } from ${JSON.stringify(path.startsWith(".") ? path : `./${path}`)};`;
    });
    return lines.length === 0 ? line : lines.join("\n");
  });
}
