import { describe, expect, it } from "vitest";
import { complaintsOf } from "../support.ts";

const minimal = (line: string): string => `steps:\n  - get: /\n${line}\n`;

/** Every mistake with the place that is named. */
const CASES: readonly (readonly [what: string, yaml: string, complaints: readonly string[]])[] = [
  ["YAML that is none", "steps: [", ["shop.yaml:1:9: the document cannot be parsed: "]],
  ["an empty file", "", ["shop.yaml:1:1: the document cannot be parsed: the document is empty."]],
  [
    "an alias bomb",
    `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghi"
      .split("")
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[index]}`).join(",")}]`)
      .join("\n")}\n`,
    ["shop.yaml:2:8: the YAML aliases cannot be expanded"],
  ],
  ["an alias of itself", "steps: &a [*a]\n", ["shop.yaml:1:12: "]],
  ["nothing to play", "target: http://localhost\n", ["shop.yaml:1:1: steps: or scenarios: is missing"]],
  [
    "both ways to say it",
    "steps: [{ get: / }]\nscenarios: [{ steps: [{ get: / }] }]\n",
    ["shop.yaml:1:1: steps: is for the only kind of user"],
  ],
  [
    "an unknown key",
    minimal("treshold: []"),
    ['shop.yaml:3:1: "treshold" is no key of a scenario file; did you mean thresholds?'],
  ],
  [
    "a key of another tool",
    minimal("phases: []"),
    ['shop.yaml:3:1: "phases" is no key of a scenario file; did you mean load?'],
  ],
  [
    "an unknown key of a step",
    "steps:\n  - gett: /\n",
    ['shop.yaml:2:5: "gett" is no key of this place; did you mean get?'],
  ],
  [
    "an unknown key deep inside",
    "steps:\n  - repeat: 2\n    steps:\n      - get: /\n        checks:\n          - jsn: $.x\n",
    ['shop.yaml:6:13: "jsn" is no key of this place; did you mean json?'],
  ],
  [
    "an unknown key in a union",
    minimal("auth: { bearrer: x }"),
    ['shop.yaml:3:9: "bearrer" is no key of this place; did you mean bearer?'],
  ],
  [
    "a value of the wrong kind",
    "target: 5\nsteps: [{ get: / }]\n",
    ["shop.yaml:1:1: a text is expected here, not the number 5"],
  ],
  ["a list where a mapping is due", minimal("load: []"), ["shop.yaml:3:1: a mapping is expected here, not a list"]],
  ["a mapping where a text is due", "steps:\n  - get: {}\n", ["shop.yaml:2:5: a text is expected here, not a mapping"]],
  [
    "several mistakes, in their order",
    "load: { user: 3 }\nsteps:\n  - get: 7\nfoo: 1\n",
    [
      'shop.yaml:1:9: "user" is no key of this place; did you mean users?',
      "shop.yaml:3:5: a text is expected here, not the number 7",
      'shop.yaml:4:1: "foo" is no key of a scenario file; known here: ',
    ],
  ],
  [
    "an unknown variable",
    "steps:\n  - get: /a/${usrId}\n    extract: { userId: $.id }\n",
    ["shop.yaml:2:5: there is no variable ${usrId}; did you mean ${userId}?"],
  ],
  [
    "a variable before it is set",
    "steps:\n  - get: /a/${id}\n  - get: /b\n    extract: { id: $.id }\n",
    ["shop.yaml:2:5: ${id} has no value here"],
  ],
  [
    "a variable of another kind of user",
    "scenarios:\n  - steps: [{ get: /, extract: { id: $.id } }]\n  - steps:\n      - get: /b/${id}\n",
    ["shop.yaml:4:9: ${id} has no value here"],
  ],
  [
    "an unknown function",
    "steps:\n  - get: /${uid()}\n",
    ["shop.yaml:2:5: there is no function uid(); did you mean uuid()?"],
  ],
  [
    "a function with too few values",
    "steps:\n  - get: /${random(1)}\n",
    ["shop.yaml:2:5: random() takes 2 values, not 1"],
  ],
  ["a hole that does not end", "steps:\n  - get: /${id\n", ["shop.yaml:2:5: a } is missing behind ${id"]],
  [
    "a hole that is no expression",
    "steps:\n  - get: /${a b}\n",
    ["shop.yaml:2:5: ${a b} is no variable and no function call"],
  ],
  [
    "an environment variable that is not set",
    "steps:\n  - get: /\n    headers: { A: '${env.NOPE}' }\n",
    ["shop.yaml:3:16: the environment variable NOPE is not set"],
  ],
  ["a step that does nothing", "steps:\n  - name: x\n", ["shop.yaml:2:5: this step does nothing"]],
  [
    "two requests in one step",
    "steps:\n  - get: /\n    post: /\n",
    ["shop.yaml:3:5: a step sends one request; get is one already"],
  ],
  [
    "a request's key without a request",
    "steps:\n  - think: 1s\n    json: 1\n",
    ["shop.yaml:3:5: json belongs to a request, and this step sends none"],
  ],
  [
    "two bodies",
    "steps:\n  - post: /\n    json: 1\n    body: x\n",
    ["shop.yaml:4:5: a request has one body; json is one already"],
  ],
  ["a path without its slash", "steps:\n  - get: users\n", ["shop.yaml:2:5: a path begins with /"]],
  [
    "a whole address as a path",
    "steps:\n  - get: http://localhost/users\n",
    ["shop.yaml:2:5: a path begins with /; target: names the server"],
  ],
  ["a fragment", "steps:\n  - get: /a#b\n", ["shop.yaml:2:5: a path has no # part"]],
  ["a method that is none", "steps:\n  - request: CONNECT /x\n", ['shop.yaml:2:5: "CONNECT" is no method to send']],
  [
    "a header that cannot be sent",
    "steps:\n  - get: /\n    headers: { 'a b': c }\n",
    ['shop.yaml:3:16: The header "a b" cannot be sent'],
  ],
  [
    "a header that is ours",
    "defaults: { headers: { Content-Length: 5 } }\nsteps: [{ get: / }]\n",
    ['shop.yaml:1:24: The header "Content-Length" cannot be sent'],
  ],
  [
    "a status that is none",
    "steps:\n  - get: /\n    expect: 2x\n",
    ["shop.yaml:3:5: 2x is no status: write 200, or 2xx"],
  ],
  [
    "a JSONPath that is none",
    "steps:\n  - get: /\n    extract: { id: '$.a[' }\n",
    [
      "shop.yaml:3:16: $.a[ is no JSONPath: a name in quotes, a number, *, or ?filter is missing in the brackets (character 5)",
    ],
  ],
  [
    "an expression that could take for ever",
    "steps:\n  - get: /\n    extract: { id: { regex: '(?=a)' } }\n",
    ["shop.yaml:3:22: /(?=a)/ cannot be used: lookarounds"],
  ],
  [
    "an extraction from nowhere",
    "steps:\n  - get: /\n    extract: { id: { which: last } }\n",
    ["shop.yaml:3:16: say where the value is: json, header, cookie or regex"],
  ],
  [
    "an extraction that is no JSONPath",
    "steps:\n  - get: /\n    extract: { id: data.id }\n",
    ["shop.yaml:3:16: a text here is a JSONPath such as $.id"],
  ],
  ["a check of nothing", "steps:\n  - get: /\n    checks: [{ name: x }]\n", ["shop.yaml:3:14: this checks nothing"]],
  ["a think time that is none", "steps:\n  - think: soon\n", ["shop.yaml:2:5: soon is no time"]],
  ["a think time backwards", "steps:\n  - think: 3s..1s\n", ["shop.yaml:2:5: 3s..1s is no time"]],
  [
    "a repetition of what",
    "steps:\n  - repeat: often\n    steps: [{ get: / }]\n",
    ['shop.yaml:2:5: "often" is no number of times'],
  ],
  ["a repetition without steps", "steps:\n  - repeat: 2\n", ["shop.yaml:2:5: steps: is missing"]],
  [
    "a condition that is none",
    "steps:\n  - if: perhaps\n    steps: [{ get: / }]\n",
    ["shop.yaml:2:5: a condition is ${value}"],
  ],
  ["a threshold that is none", minimal("thresholds: [fast]"), ['shop.yaml:3:14: The threshold "fast" cannot be read']],
  [
    "a threshold of no step",
    minimal("thresholds:\n  - GET /x: p99 < 5ms"),
    ['shop.yaml:4:5: no step is named "GET /x"; there are GET /'],
  ],
  ["a duration that is none", minimal("load: { duration: long }"), ["shop.yaml:3:9: long is no time: write 30s, 5m"]],
  [
    "a rate that is none",
    minimal("load: { rate: fast }"),
    ["shop.yaml:3:9: fast is no rate: write 50, 50/s, or 600/m"],
  ],
  [
    "stages of both kinds",
    minimal("load: { stages: [{ users: 3, rate: 3, over: 1s }] }"),
    ["shop.yaml:3:20: this load has stages of rate, not of users"],
  ],
  ["arrivals without a rate", minimal("load: { arrivals: poisson }"), ["shop.yaml:3:9: arrivals are of a rate"]],
  [
    "two kinds of authentication",
    minimal("auth: { bearer: a, basic: { user: a, password: b } }"),
    ["shop.yaml:3:1: auth: has one of bearer, basic and oauth"],
  ],
];

describe("every mistake is said with its place", () => {
  it.each(CASES)("%s", (_, yaml, expected) => {
    const found = complaintsOf(yaml);
    expect(found.map((line, index) => line.slice(0, expected[index]?.length ?? line.length))).toEqual(expected);
  });
});

describe("files of data", () => {
  const withFile = (name: string, text: string) =>
    complaintsOf(`feeders:\n  people: ${name}\nsteps:\n  - get: /\${people.name}\n`, { files: { [name]: text } });
  it.each<readonly [string, string, string, readonly string[]]>([
    [
      "a column that is never used",
      "p.csv",
      "name,age\nada,7\n",
      ["warning shop.yaml:2:3: the column age of the feeder people is never used"],
    ],
    [
      "a row that is too short",
      "p.csv",
      "name,age\nada\n",
      ["shop.yaml:2:3: p.csv: row 1 has 1 columns, the head line 2"],
    ],
    [
      "a quote that does not end",
      "p.csv",
      'name\n"ada\n',
      ["shop.yaml:2:3: p.csv: line 2: a quoted field does not end"],
    ],
    ["no row", "p.csv", "name\n", ["shop.yaml:2:3: p.csv: it holds no row"]],
    [
      "a line that is no object",
      "p.jsonl",
      '{"name":1}\n[]\n',
      ["shop.yaml:2:3: p.jsonl: line 2: this is no JSON object"],
    ],
    [
      "a column that is not there",
      "p.csv",
      "nome\nada\n",
      [
        "shop.yaml:2:3: the column nome",
        "shop.yaml:4:5: there is no variable ${people.name}; did you mean ${people.nome}?",
      ],
    ],
  ])("%s", (_, name, text, expected) => {
    const found = withFile(name, text).map((line) => (expected.length > 1 ? line.replace("warning ", "") : line));
    const errorsOnly = found.length < expected.length ? expected.slice(-found.length) : expected;
    expect(found.map((line, index) => line.slice(0, errorsOnly[index]?.length ?? line.length))).toEqual(errorsOnly);
  });
});
