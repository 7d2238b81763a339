import type { ObjectBase } from "../object-base.ts";

export interface TextSearchConfigurationObject extends ObjectBase<"text-search-configuration"> {
  /** Quoted and qualified, as all names here. */
  readonly parser: string;
  readonly mappings: readonly { readonly token: string; readonly dictionaries: readonly string[] }[];
}

export interface TextSearchDictionaryObject extends ObjectBase<"text-search-dictionary"> {
  readonly template: string;
  /** As PostgreSQL keeps it: `stopwords = 'english'`; null for none. */
  readonly options: string | null;
}

export interface TextSearchParserObject extends ObjectBase<"text-search-parser"> {
  readonly start: string;
  readonly token: string;
  readonly end: string;
  readonly headline: string | null;
  readonly types: string;
}

export interface TextSearchTemplateObject extends ObjectBase<"text-search-template"> {
  readonly init: string | null;
  readonly lexize: string;
}
