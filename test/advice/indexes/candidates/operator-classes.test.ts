import { beforeAll, describe, expect, test } from "vitest";
import {
  bodyOf,
  candidatesFor,
  popularityOf,
  wantingExtensions,
} from "../../../../src/advice/indexes/candidates/index.ts";
import { needsOf } from "../../../../src/advice/indexes/query/index.ts";
import { loadParser, type Parser, tablesByName } from "../../../../src/advice/statements/index.ts";
import { column, table } from "../../hand-made.ts";

const wide = { nullShare: 0, distinct: -1, averageWidth: 120, correlation: null };
const things = table("things", [
  column("id"),
  column("name", { type: "text", collation: "pg_catalog.default" }),
  column("code", { type: "character varying(20)", collation: "pg_catalog.default" }),
  column("plain", { type: "text", collation: "pg_catalog.C" }),
  column("fixed", { type: "character(8)", collation: "pg_catalog.default" }),
  column("url", { type: "text", collation: "pg_catalog.default", statistics: wide }),
  column("data", { type: "jsonb" }),
  column("tags", { type: "text[]" }),
  column("words", { type: "tsvector" }),
  column("during", { type: "tstzrange" }),
  column("spans", { type: "int4multirange" }),
  column("place", { type: "point" }),
  column("area", { type: "polygon" }),
  column("ring", { type: "circle" }),
  column("address", { type: "inet" }),
  column("path", { type: "ltree" }),
  column("pairs", { type: "hstore" }),
  column("at", { type: "timestamp without time zone" }),
]);
const ALL = ["pg_trgm", "btree_gist", "ltree", "hstore"];

let parser: Parser;
beforeAll(async () => {
  parser = await loadParser();
});

const needs = (clause: string) => needsOf(parser.parse(`select * from things ${clause}`), tablesByName([things]));

function bodies(clause: string, extensions: readonly string[]): readonly string[] {
  const all = needs(clause);
  const ground = { extensions: new Set(extensions), popularity: popularityOf(all), rows: () => 100_000 };
  return all.flatMap((need) => candidatesFor(need, ground)).map(bodyOf);
}

describe("what an operator can be answered by, and nothing that its classes do not know", () => {
  test.each([
    ["where tags @> $1", ["USING gin (tags)"]],
    ["where tags <@ array['a']", ["USING gin (tags)"]],
    ["where tags && $1", ["USING gin (tags)"]],
    ["where tags = $1", ["USING gin (tags)"]],
    ["where $1 = any (tags)", []],
    ["where data @> $1", ["USING gin (data jsonb_path_ops)", "USING gin (data)"]],
    ["where data ? 'k'", ["USING gin (data)"]],
    ["where data ?| array['k']", ["USING gin (data)"]],
    ["where data ?& array['k']", ["USING gin (data)"]],
    ["where data @? '$.k'", ["USING gin (data jsonb_path_ops)", "USING gin (data)"]],
    ["where data @@ '$.k == 1'", ["USING gin (data jsonb_path_ops)", "USING gin (data)"]],
    ["where data ->> 'k' = $1", ["(((data ->> 'k')))"]],
    ["where words @@ to_tsquery('simple', $1)", ["USING gin (words)"]],
    ["where to_tsvector('simple', name) @@ to_tsquery('simple', $1)", ["USING gin ((to_tsvector('simple', name)))"]],
    ["where name like '%x%'", ["USING gin (name gin_trgm_ops)"]],
    ["where name ilike 'x%'", ["USING gin (name gin_trgm_ops)"]],
    ["where name ~ 'x.z'", ["USING gin (name gin_trgm_ops)"]],
    ["where name ~* '^abc'", ["USING gin (name gin_trgm_ops)"]],
    ["where name % 'abc'", ["USING gin (name gin_trgm_ops)"]],
    ["where 'abc' <% name", ["USING gin (name gin_trgm_ops)"]],
    ["order by name <-> 'abc' limit 5", ["USING gist (name gist_trgm_ops)"]],
    ["where name like 'x%'", ["(name)", "(name text_pattern_ops)"]],
    ["where name ~ '^abc'", ["(name)", "(name text_pattern_ops)"]],
    ["where code like 'x%'", ["(code)", "(code varchar_pattern_ops)"]],
    ["where fixed like 'x%'", ["(fixed)", "(fixed bpchar_pattern_ops)"]],
    ["where plain like 'x%'", ["(plain)"]],
    ["where name like $1", ["(name)", "(name text_pattern_ops)"]],
    ["where lower(name) like 'x%'", ["((lower(name)))", "((lower(name)) text_pattern_ops)"]],
    ["where name ^@ 'x'", ["(name text_pattern_ops)", "USING spgist (name)"]],
    ["where starts_with(name, 'x')", ["(name text_pattern_ops)", "USING spgist (name)"]],
    ['where name collate "C" = $1', ['((name COLLATE "C"))']],
    ["where url = $1", ["(url)", "USING hash (url)"]],
    ["where name = $1", ["(name)"]],
    ["where during && $1", ["USING gist (during)"]],
    ["where during @> now()", ["USING gist (during)"]],
    ["where during -|- $1", ["USING gist (during)"]],
    ["where during << $1", ["USING gist (during)"]],
    ["where spans @> 5", ["USING gist (spans)"]],
    ["where id = $1 and during && $2", ["(id)", "USING gist (during)", "USING gist (id, during)"]],
    ["where place <@ box '((0,0),(1,1))'", ["USING gist (place)", "USING spgist (place)"]],
    ["where area && $1", ["USING gist (area)", "USING spgist (area)"]],
    ["where ring @> point '(1,1)'", ["USING gist (ring)"]],
    ["order by place <-> point '(1,1)' limit 3", ["USING gist (place)", "USING spgist (place)"]],
    ["order by place <-> point '(1,1)' desc limit 3", []],
    ["order by at <-> $1 limit 3", ["USING gist (at)"]],
    ["where address <<= '10.0.0.0/8'", ["USING gist (address inet_ops)", "(address)"]],
    ["where address && $1", ["USING gist (address inet_ops)"]],
    ["where path <@ 'a.b'", ["USING gist (path)"]],
    ["where path ~ '*.a.*'", ["USING gist (path)"]],
    ["where pairs ? 'k'", ["USING gin (pairs)"]],
    ["where id % 7 = 3", ["(((id % 7)))"]],
    ["where (id, name) > ($1, $2) order by id, name limit 5", ["(id)", "(id, name)"]],
    ["where (id, name) in ((1, 'a'), (2, 'b'))", ["(id)", "(id, name)", "(name)"]],
    ["order by at desc nulls last", ["(at DESC NULLS LAST)"]],
    ["where date_trunc('day', at) = $1", ["((date_trunc('day', at)))"]],
    ["where at::date = $1", ["(((at::date)))"]],
    ["where name like '%a%' or id = 5", ["(name)", "(id)", "USING gin (name gin_trgm_ops)"]],
  ])("%s", (clause, expected) => {
    expect(new Set(bodies(clause, ALL))).toEqual(new Set(expected));
  });
});

test.each([
  ["where name like '%x%'", [], ["pg_trgm"]],
  ["order by at <-> $1 limit 3", ["pg_trgm"], ["btree_gist"]],
  ["where name like '%x%'", ["pg_trgm"], []],
])("%s with %j wants %j", (clause, extensions, expected) => {
  const wanting = needs(clause).flatMap((need) => wantingExtensions(need, new Set(extensions)));
  expect(wanting.map(({ extension }) => extension)).toEqual(expected);
  expect(bodies(clause, extensions).length).toBe(expected.length === 0 ? 1 : 0);
});
