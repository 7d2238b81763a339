import { errors } from "../../../kit/index.ts";

/** What a curl command line asks for. */
export interface CurlWords {
  method: string | undefined;
  readonly urls: string[];
  readonly headers: (readonly [name: string, value: string])[];
  readonly data: string[];
  /** Joined to the address instead of sent as a body. */
  isInAddress: boolean;
  isJson: boolean;
  user: string | undefined;
}

type Take = (words: CurlWords, value: string) => void;

const data: Take = (words, value) => {
  if (value.startsWith("@"))
    throw errors.loadScenario.badCurl({
      reason: `it reads its body from a file (${value}); put the body in its place`,
    });
  words.data.push(value);
};

const VALUED: Readonly<Record<string, Take>> = {
  "-X": (words, value) => (words.method = value.toUpperCase()),
  "-H": (words, value) => takeHeader(words, value),
  "-d": (words, value) => data(words, value.replaceAll(/[\r\n]/g, "")),
  "--data-ascii": data,
  "--data-binary": data,
  "--data-raw": (words, value) => words.data.push(value),
  "--data-urlencode": (words, value) => words.data.push(urlencoded(value)),
  "--json": (words, value) => {
    data(words, value);
    words.isJson = true;
  },
  "-u": (words, value) => (words.user = value),
  "-b": (words, value) => words.headers.push(["Cookie", value]),
  "-A": (words, value) => words.headers.push(["User-Agent", value]),
  "-e": (words, value) => words.headers.push(["Referer", value]),
  "--url": (words, value) => words.urls.push(value),
};

const PLAIN: Readonly<Record<string, (words: CurlWords) => void>> = {
  "-G": (words) => (words.isInAddress = true),
  "-I": (words) => (words.method ??= "HEAD"),
};

const LONG: Readonly<Record<string, string>> = {
  "--request": "-X",
  "--header": "-H",
  "--data": "-d",
  "--user": "-u",
  "--cookie": "-b",
  "--user-agent": "-A",
  "--referer": "-e",
  "--get": "-G",
  "--head": "-I",
  "--form": "-F",
  "--upload-file": "-T",
};

/** Words that change how curl talks and not what it asks for; those of the second list take a value. */
const IGNORED =
  /^(?:-[sSvfiLkgN#01246]+|--(?:compressed|silent|show-error|verbose|fail|include|location|insecure|globoff|http[\d.]+|no-buffer|path-as-is|fail-with-body|no-progress-meter|progress-bar))$/;
const IGNORED_VALUED =
  /^(?:-[omwTx]|--(?:output|max-time|connect-timeout|retry|write-out|cacert|cert|key|proxy|resolve|limit-rate|ciphers|cookie-jar))$/;

/** Reads the words behind `curl`. Error: `load-curl-unusable`. */
export function readOptions(line: readonly string[]): CurlWords {
  const words: CurlWords = {
    method: undefined,
    urls: [],
    headers: [],
    data: [],
    isInAddress: false,
    isJson: false,
    user: undefined,
  };
  const rest = line.flatMap(split);
  while (rest.length > 0) {
    const word = rest.shift() ?? "";
    const name = LONG[word] ?? word;
    if (name === "-F" || name === "-T")
      throw errors.loadScenario.badCurl({ reason: `${word} sends files, which is not supported` });
    const take = Object.hasOwn(VALUED, name) ? VALUED[name] : undefined;
    if (take !== undefined) take(words, valueFor(word, rest.shift()));
    else if (Object.hasOwn(PLAIN, name)) PLAIN[name]?.(words);
    else if (IGNORED_VALUED.test(word)) rest.shift();
    else if (!word.startsWith("-")) words.urls.push(word);
    else if (!IGNORED.test(word)) throw errors.loadScenario.badCurl({ reason: `the option ${word} is not known` });
  }
  return words;
}

/** `-XPOST` and `--request=POST` as two words. */
function split(word: string): readonly string[] {
  const short = /^(-[XHdubAe])(.+)$/s.exec(word);
  if (short !== null) return [short[1] ?? "", short[2] ?? ""];
  const long = /^(--[a-z-]+)=(.*)$/s.exec(word);
  return long === null ? [word] : [long[1] ?? "", long[2] ?? ""];
}

function valueFor(word: string, value: string | undefined): string {
  if (value === undefined) throw errors.loadScenario.badCurl({ reason: `${word} needs a value` });
  return value;
}

function takeHeader({ headers }: CurlWords, line: string): void {
  const colon = line.indexOf(":");
  if (colon > 0 && line.slice(colon + 1).trim() !== "")
    headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
}

function urlencoded(value: string): string {
  const equals = value.indexOf("=");
  if (equals < 0) return encodeURIComponent(value);
  return `${value.slice(0, equals)}${equals > 0 ? "=" : ""}${encodeURIComponent(value.slice(equals + 1))}`;
}
