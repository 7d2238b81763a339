import type { PublicationObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import type { Kind } from "./kind.ts";
import { literal, spell, spellId } from "./spell.ts";

type Published = PublicationObject["tables"][number];

export const publication: Kind<PublicationObject> = {
  kind: "publication",
  create: (object) => [{ sql: `CREATE ${nameOf(object)}${what(object)} WITH (${settings(object)})` }],
  drop: (object) => [{ sql: `DROP ${nameOf(object)}` }],
  alter: alterPublication,
  phrase: (object) => nameOf(object),
  grantPhrase: () => null,
};

const nameOf = ({ name }: PublicationObject): string => `PUBLICATION ${spell(name)}`;

function what(object: PublicationObject): string {
  if (object.allTables) return " FOR ALL TABLES";
  const parts = members(object);
  return parts.length === 0 ? "" : ` FOR ${parts.join(", ")}`;
}

const members = ({ tables, schemas }: PublicationObject): readonly string[] => [
  ...tables.map((published) => `TABLE ${spellPublished(published)}`),
  ...schemas.map((schema) => `TABLES IN SCHEMA ${spell(schema)}`),
];

function spellPublished({ table, columns, where }: Published): string {
  const list = columns === null ? "" : ` (${columns.map(spell).join(", ")})`;
  return `ONLY ${spellId(table)}${list}${where === null ? "" : ` WHERE (${where})`}`;
}

const settings = ({ publish, viaRoot, generatedColumns }: PublicationObject): string =>
  [
    `publish = ${literal(publish.join(", "))}`,
    `publish_via_partition_root = ${viaRoot}`,
    ...(generatedColumns === null ? [] : [`publish_generated_columns = ${generatedColumns}`]),
  ].join(", ");

function alterPublication(from: PublicationObject, to: PublicationObject): Alteration | "recreate" {
  if (from.allTables !== to.allTables) return "recreate";
  return {
    actions: [
      ...changeMembers(from, to),
      ...(settings(from) === settings(to) ? [] : [{ sql: `ALTER ${nameOf(to)} SET (${settings(to)})` }]),
    ],
  };
}

/** SET wants at least one. */
function changeMembers(from: PublicationObject, to: PublicationObject): readonly Action[] {
  if (members(from).join() === members(to).join()) return [];
  if (members(to).length > 0) return [{ sql: `ALTER ${nameOf(to)} SET ${members(to).join(", ")}` }];
  const tables = from.tables.map(({ table }) => `TABLE ONLY ${spellId(table)}`);
  const schemas = from.schemas.map((schema) => `TABLES IN SCHEMA ${spell(schema)}`);
  return [{ sql: `ALTER ${nameOf(to)} DROP ${[...tables, ...schemas].join(", ")}` }];
}
