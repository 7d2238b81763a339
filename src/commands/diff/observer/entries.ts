import { groupBy } from "../../../kit/index.ts";

/** What pg_dump writes about one object. */
export interface Entry {
  /** `INDEX public.users_email` */
  readonly title: string;
  readonly text: string;
}

const HEAD =
  /^--\n-- (?:Data for )?Name: (?<name>.*?); Type: (?<type>[A-Z ]+); Schema: (?<schema>.*?)(?:; Owner: .*)?\n--\n/gm;
const END = /^-- PostgreSQL database dump complete$/m;

/**
 * An answer of pg_dump by its objects, in the order of their titles, without what differs from run to run and from server to
 * server. Columns and what is said of them come in the order of their names: a column that was added stands behind the others.
 */
export function entriesOf(dump: string): readonly Entry[] {
  const text = dump.replaceAll(/^\\(?:un)?restrict .*\n/gm, "").split(END)[0] ?? "";
  const heads = [...text.matchAll(HEAD)];
  const entries = heads.map((head, index): Entry => {
    const { name = "", type = "", schema = "" } = head.groups ?? {};
    const body = text.slice(head.index + head[0].length, heads[index + 1]?.index);
    const title = schema === "-" ? `${type} ${name}` : `${type} ${schema}.${name}`;
    return { title, text: HAS_COLUMNS.has(type) ? withoutOrder(tidy(body)) : tidy(body) };
  });
  // The schema `public` has an entry without a word where it belongs to somebody else.
  const spoken = entries.filter((entry) => entry.text !== "");
  // Overloaded functions differ in their titles, but comments on them may not.
  return [...groupBy(spoken, ({ title }) => title)]
    .map(([title, same]) => ({
      title,
      text: same
        .map((one) => one.text)
        .toSorted()
        .join("\n"),
    }))
    .toSorted((a, b) => (a.title < b.title ? -1 : 1));
}

const HAS_COLUMNS = new Set(["TABLE", "FOREIGN TABLE", "TYPE", "VIEW", "MATERIALIZED VIEW"]);

const tidy = (body: string): string =>
  body
    .replaceAll(/^SET default_(?:tablespace|table_access_method|with_oids) = .*;$/gm, "")
    .replaceAll(/^--(?: \*not\* .*)?$/gm, "")
    .replaceAll(/\n{2,}/g, "\n")
    .trim();

const BODY = /^(?<head>CREATE [^\n]* \(\n)(?<columns>[^]*?)(?<tail>\n\)[^]*)$/;

/** The columns of a table sorted, and the statements behind it. Values of an enum keep their order. */
function withoutOrder(text: string): string {
  const { head = "", columns, tail = text } = BODY.exec(text)?.groups ?? {};
  const [end = "", ...statements] = tail.split(/;\n/);
  const rest = statements.map((statement) => statement.replace(/;$/, "")).toSorted();
  const isEnum = head.includes(" AS ENUM ");
  const sorted =
    columns === undefined || isEnum
      ? columns
      : columns
          .split(/,\n(?=\s+\S)/)
          .toSorted()
          .join(",\n");
  return [`${head}${sorted ?? ""}${parentsSorted(end.replace(/;$/, ""))}`, ...rest].join(";\n");
}

/** Their order is one of places, too. */
const parentsSorted = (end: string): string =>
  end.replace(
    /^INHERITS \((?<names>.*)\)$/m,
    (_, names: string) => `INHERITS (${names.split(", ").toSorted().join(", ")})`,
  );
