const COMMENT = /^(?<before>.*?)(?:--|\/\/|\/\*)\s*@renamed\s+from=(?<old>"[^"]+"|'[^']+'|[^\s,*]+)/i;
const MADE =
  /^(?:create\s+(?:or\s+replace\s+)?(?:unique\s+|unlogged\s+)?(?:\w+\s+)*?(?:table|view|index|type|sequence)\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?|constraint\s+|model\s+|enum\s+)/i;
const NAME = /^(?:(?:"[^"]+"|[\w$]+)\.)?(?:"(?<quoted>[^"]+)"|'(?<label>(?:[^']|'')+)'|(?<plain>[\p{L}_][\p{L}\w$]*))/u;

/**
 * What comments of a schema file say: `email text, -- @renamed from=mail` behind a column, a table's head, an index, a constraint or
 * a value of an enum; or the comment alone above the line, other comments between them or not. In a Prisma schema behind `//`.
 */
export function renamesInText(text: string): readonly string[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const { before = "", old } = COMMENT.exec(line)?.groups ?? {};
    if (old === undefined) return [];
    const name = before.trim() === "" ? firstName(nextLine(lines, index + 1)) : lastName(before);
    return name === undefined ? [] : [`${old.replaceAll(/^["']|["']$/g, "")}:${name}`];
  });
}

/** The next line that says anything. */
function nextLine(lines: readonly string[], from: number): string {
  const found = lines.slice(from).find((line) => line.replace(/(?:--|\/\/|\/\*).*$/, "").trim() !== "");
  return (found ?? "").replace(/(?:--|\/\/).*$/, "");
}

/** What a line begins with: the comment above it is about that. */
const firstName = (line: string): string | undefined => nameIn(line.trim().replace(/^[(,]\s*/, ""));

/** The column, table … that the end of a line is about. */
function lastName(line: string): string | undefined {
  const flat = withoutParentheses(line)
    .trim()
    .replace(/[,;{]+$/, "");
  return nameIn(flat.split(/[(,]/).findLast((part) => part.trim() !== "") ?? "");
}

function nameIn(text: string): string | undefined {
  const groups = NAME.exec(text.trim().replace(MADE, ""))?.groups;
  return groups?.["quoted"] ?? groups?.["label"]?.replaceAll("''", "'") ?? groups?.["plain"];
}

function withoutParentheses(text: string): string {
  const shorter = text.replaceAll(/\([^()]*\)/g, "");
  return shorter === text ? text : withoutParentheses(shorter);
}
