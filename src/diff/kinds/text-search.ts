import type * as catalog from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import type { Kind } from "./kind.ts";
import { spell, spellName } from "./spell.ts";

type Configuration = catalog.TextSearchConfigurationObject;
type Dictionary = catalog.TextSearchDictionaryObject;

const configurationName = (object: Configuration): string => `TEXT SEARCH CONFIGURATION ${spellName(object)}`;

export const textSearchConfiguration: Kind<Configuration> = {
  kind: "text-search-configuration",
  create: (object) => [
    { sql: `CREATE ${configurationName(object)} (PARSER = ${object.parser})` },
    ...object.mappings.map((mapping) => map(object, "ADD", mapping)),
  ],
  drop: (object) => [{ sql: `DROP ${configurationName(object)}` }],
  alter: alterConfiguration,
  phrase: configurationName,
  grantPhrase: () => null,
};

const map = (object: Configuration, verb: string, mapping: Configuration["mappings"][number]): Action => ({
  sql: `ALTER ${configurationName(object)} ${verb} MAPPING FOR ${spell(mapping.token)} WITH ${mapping.dictionaries.join(", ")}`,
});

function alterConfiguration(from: Configuration, to: Configuration): Alteration | "recreate" {
  if (from.parser !== to.parser) return "recreate";
  const before = new Map(from.mappings.map((mapping) => [mapping.token, mapping.dictionaries.join()]));
  const after = new Set(to.mappings.map(({ token }) => token));
  const gone = from.mappings.filter(({ token }) => !after.has(token));
  const differing = to.mappings.filter(({ token, dictionaries }) => before.get(token) !== dictionaries.join());
  return {
    actions: [
      ...gone.map(({ token }) => ({ sql: `ALTER ${configurationName(to)} DROP MAPPING FOR ${spell(token)}` })),
      ...differing.map((mapping) => map(to, before.has(mapping.token) ? "ALTER" : "ADD", mapping)),
    ],
  };
}

const dictionaryName = (object: Dictionary): string => `TEXT SEARCH DICTIONARY ${spellName(object)}`;

export const textSearchDictionary: Kind<Dictionary> = {
  kind: "text-search-dictionary",
  create: (object) => [
    {
      sql: `CREATE ${dictionaryName(object)} (${[`TEMPLATE = ${object.template}`, ...optionList(object)].join(", ")})`,
    },
  ],
  drop: (object) => [{ sql: `DROP ${dictionaryName(object)}` }],
  alter: alterDictionary,
  phrase: dictionaryName,
  grantPhrase: () => null,
};

const optionList = ({ options }: Dictionary): readonly string[] => (options === null ? [] : [options]);

/** An option that is named without a value is taken away. */
function alterDictionary(from: Dictionary, to: Dictionary): Alteration | "recreate" {
  if (from.template !== to.template) return "recreate";
  const gone = optionNames(from).filter((name) => !optionNames(to).includes(name));
  return { actions: [{ sql: `ALTER ${dictionaryName(to)} (${[...optionList(to), ...gone].join(", ")})` }] };
}

/** Of `stopwords = 'english', accept = 'it''s, = so'`: the names, not what quotes hold. */
const optionNames = ({ options }: Dictionary): readonly string[] =>
  (options ?? "")
    .replace(/E?'(?:[^'\\]|''|\\.)*'/gs, "''")
    .split(", ")
    .flatMap((part) => part.split(" = ")[0] ?? [])
    .filter((name) => name !== "");

const parserName = (object: catalog.TextSearchParserObject): string => `TEXT SEARCH PARSER ${spellName(object)}`;

export const textSearchParser: Kind<catalog.TextSearchParserObject> = {
  kind: "text-search-parser",
  create: (object) => [{ sql: `CREATE ${parserName(object)} (${parserParts(object).join(", ")})` }],
  drop: (object) => [{ sql: `DROP ${parserName(object)}` }],
  alter: () => "recreate",
  phrase: parserName,
};

const parserParts = ({ start, token, end, headline, types }: catalog.TextSearchParserObject): readonly string[] => [
  `START = ${start}`,
  `GETTOKEN = ${token}`,
  `END = ${end}`,
  `LEXTYPES = ${types}`,
  ...(headline === null ? [] : [`HEADLINE = ${headline}`]),
];

const templateName = (object: catalog.TextSearchTemplateObject): string => `TEXT SEARCH TEMPLATE ${spellName(object)}`;

export const textSearchTemplate: Kind<catalog.TextSearchTemplateObject> = {
  kind: "text-search-template",
  create: (object) => [{ sql: `CREATE ${templateName(object)} (${templateParts(object).join(", ")})` }],
  drop: (object) => [{ sql: `DROP ${templateName(object)}` }],
  alter: () => "recreate",
  phrase: templateName,
};

const templateParts = ({ init, lexize }: catalog.TextSearchTemplateObject): readonly string[] => [
  ...(init === null ? [] : [`INIT = ${init}`]),
  `LEXIZE = ${lexize}`,
];
