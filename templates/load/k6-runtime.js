// What the steps below are written in: values and where they stand, checks, cookies, one request.
const failedRequests = new Rate("backwright_failed");
const statusCounts = {
  none: new Counter("backwright_status_none"),
  1: new Counter("backwright_status_1xx"),
  2: new Counter("backwright_status_2xx"),
  3: new Counter("backwright_status_3xx"),
  4: new Counter("backwright_status_4xx"),
  5: new Counter("backwright_status_5xx"),
};

class Missing extends Error {
  constructor(source) {
    super(`a value for \${${source}}`);
    this.source = source;
  }
}

const textOf = (value) => {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

const numberOf = (value) => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && isFinite(number) ? number : undefined;
};

const wholeOf = (value, otherwise) => {
  const number = numberOf(value);
  return number === undefined ? otherwise : Math.trunc(number);
};

const between = (least, most) => least + Math.floor(Math.random() * (most - least + 1));
const oneOf = (items) => items[Math.floor(Math.random() * items.length)];
const characters = (alphabet, count) => {
  let text = "";
  for (let index = 0; index < Math.min(count, 10000); index += 1)
    text += alphabet.charAt(Math.floor(Math.random() * alphabet.length));
  return text;
};
const made =
  (make) =>
  (...inputs) =>
    inputs.indexOf(undefined) >= 0 ? undefined : make(...inputs);

let counted = 0;

const fn = {
  uuid: () => {
    const digit = (symbol) => {
      const random = Math.floor(Math.random() * 16);
      return (symbol === "x" ? random : (random & 3) | 8).toString(16);
    };
    return "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, digit);
  },
  random: made((least, most) => between(wholeOf(least, 0), wholeOf(most, 0))),
  now: (form) => {
    const now = Date.now();
    if (form === "ms") return now;
    if (form === "s") return Math.floor(now / 1000);
    const text = new Date(now).toISOString();
    return form === "date" ? text.slice(0, 10) : text;
  },
  counter: () => {
    counted += 1;
    return counted + exec.vu.idInTest * 1000000;
  },
  pick: made((...inputs) => oneOf(inputs.length === 1 && Array.isArray(inputs[0]) ? inputs[0] : inputs)),
  letters: (count) => characters("abcdefghijklmnopqrstuvwxyz", wholeOf(count, 8)),
  digits: (count) => characters("0123456789", wholeOf(count, 8)),
  user: () => exec.vu.idInTest - 1,
  iteration: () => exec.vu.iterationInScenario + 1,
  text: textOf,
  number: numberOf,
  base64: made((value) => (textOf(value) === undefined ? undefined : encoding.b64encode(textOf(value)))),
  basic: made((name, password) => encoding.b64encode(`${textOf(name) || ""}:${textOf(password) || ""}`)),
  json: made((value) => JSON.stringify(value)),
};

const write = (...pieces) => pieces.join("");
const attempt = (make) => {
  try {
    return make();
  } catch (error) {
    if (error instanceof Missing) return undefined;
    throw error;
  }
};

const standing = (text, source) => {
  if (text === undefined) throw new Missing(source);
  return text;
};
const encoded = (text) =>
  encodeURIComponent(
    text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(^|[^\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "$1\uFFFD"),
  );

const inTarget = (value, source) => {
  const text = standing(textOf(value), source);
  const path = (text.indexOf(`${BASE}/`) === 0 ? text.slice(BASE.length) : text).split("#", 1)[0];
  return standing(/^\/(?!\/)[\u0021-\u007E]*$/.test(path) ? path : undefined, source);
};
const inPath = (value, source) => {
  const text = standing(textOf(value) || undefined, source);
  return text === "." || text === ".." ? text.replace(/\./g, "%2E") : encoded(text);
};
const inQuery = (value, source) => encoded(standing(textOf(value), source));
const inHeader = (value, source) => standing(textOf(value), source).replace(/[\u0000-\u0008\u000A-\u001F\u007F]/g, " ");
const inJson = (value, source) => standing(value === undefined ? undefined : JSON.stringify(value), source);
const inText = (value, source) => JSON.stringify(standing(textOf(value), source)).slice(1, -1);
const inRaw = (value, source) => standing(textOf(value), source);

const filled = (value) =>
  Array.isArray(value)
    ? value.length > 0
    : value !== undefined && value !== null && value !== false && value !== 0 && value !== "";
const empty = (value) => !filled(value);
const chance = (percent) => Math.random() * 100 < percent;
const passes = (value) => {
  if (Array.isArray(value)) return value.length;
  const count = Math.floor(Number(value === undefined || value === null ? 0 : value));
  return isFinite(count) ? Math.min(Math.max(count, 0), 1000000) : 0;
};

const same = (left, right) => {
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return left === right;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => key in right && same(left[key], right[key]));
};
const alike = (left, right) =>
  typeof left !== "object" && typeof right !== "object" && left !== undefined && right !== undefined
    ? String(left) === String(right)
    : same(left, right);
const compares = (operator, left, right) => {
  if (operator === "==") return alike(left, right);
  if (operator === "!=") return !alike(left, right);
  const [a, b] = [left, right].map((value) => Number(value === undefined || value === null ? NaN : value));
  if (operator === "<") return a < b;
  if (operator === "<=") return a <= b;
  return operator === ">" ? a > b : a >= b;
};

const children = (node) => (typeof node === "object" && node !== null ? Object.keys(node).map((key) => node[key]) : []);
const everything = (node) => [node].concat(...children(node).map(everything));
const selected = (selector, node) => {
  const isObject = typeof node === "object" && node !== null && !Array.isArray(node);
  if (typeof selector === "string")
    return isObject && Object.prototype.hasOwnProperty.call(node, selector) ? [node[selector]] : [];
  if (typeof selector === "number") {
    if (!Array.isArray(node)) return [];
    const index = selector < 0 ? node.length + selector : selector;
    return index in node ? [node[index]] : [];
  }
  if (selector[0] === "all") return children(node);
  if (selector[0] !== "slice" || !Array.isArray(node) || selector[3] === 0) return [];
  return sliced(node, selector[1], selector[2], selector[3]);
};
const sliced = (items, start, end, step) => {
  const place = (index) => (index >= 0 ? index : items.length + index);
  const within = (index, low, high) => Math.min(Math.max(index, low), high);
  const picked = [];
  if (step > 0) {
    const last = within(place(end === null ? items.length : end), 0, items.length);
    for (let at = within(place(start === null ? 0 : start), 0, items.length); at < last; at += step)
      picked.push(items[at]);
    return picked;
  }
  const last = end === null ? -1 : within(place(end), -1, items.length - 1);
  const first = start === null ? items.length - 1 : within(place(start), -1, items.length - 1);
  for (let at = first; at > last; at += step) picked.push(items[at]);
  return picked;
};
const nodesAt = (path, root) =>
  path.reduce(
    (nodes, segment) => {
      if (!Array.isArray(segment)) return [].concat(...nodes.map((node) => selected(segment, node)));
      const from = segment[0] === "below" ? [].concat(...nodes.map(everything)) : nodes;
      return [].concat(
        ...from.map((node) => [].concat(...segment.slice(1).map((selector) => selected(selector, node)))),
      );
    },
    [root],
  );

const statusOf = (answer) => [answer.status];
const latencyOf = (answer) => [answer.timings.duration];
const bodyOf = (answer) => [textOf(answer.body) || ""];
const headersOf = (answer, name) =>
  Object.keys(answer.headers)
    .filter((key) => key.toLowerCase() === name)
    .map((key) => answer.headers[key]);
const cookiesOf = (answer, name) => (answer.cookies[name] || []).map((cookie) => cookie.value);
const jsonOf = (answer, path) => {
  try {
    return nodesAt(path, JSON.parse(answer.body));
  } catch (error) {
    return [];
  }
};
const searched = (values, source, group) => {
  const pattern = new RegExp(source);
  return values
    .map((value) => pattern.exec(textOf(value) || ""))
    .filter((found) => found !== null && found[group] !== undefined)
    .map((found) => found[group]);
};
const chosen = (values, which, otherwise) => {
  if (values.length === 0) return otherwise;
  if (which === "all") return values;
  if (which === "random") return oneOf(values);
  return which === "last" ? values[values.length - 1] : values[0];
};

const isPresent = (values, wanted) => values.length > 0 === wanted;
const isEqual = ([value], expected, wanted) => {
  if (value === undefined || expected === undefined) return !wanted;
  const text = typeof value === "string" && typeof expected !== "object";
  return (text ? value === String(expected) : same(value, expected)) === wanted;
};
const isContaining = ([value], text) => {
  if (value === undefined || typeof text !== "string") return false;
  if (Array.isArray(value)) return value.some((item) => textOf(item) === text);
  return (textOf(value) || "").indexOf(text) >= 0;
};
const isMatching = ([value], source) => textOf(value) !== undefined && new RegExp(source).test(textOf(value));
const isKind = ([value], kind) => {
  if (value === undefined) return false;
  if (kind === "null") return value === null;
  if (kind === "array") return Array.isArray(value);
  if (kind === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return kind === "integer" ? Number.isInteger(value) : typeof value === kind;
};
const isBetween = ([value], above, below) => {
  const number = numberOf(value);
  return number !== undefined && (above === null || number > above) && (below === null || number < below);
};

const opened = {};
const bytesOf = (name) => opened[name];

// One request of a user: its values, its answer, what is checked and what is kept.
function send(v, run, step) {
  const tags = { name: step.name, step: step.step, phase: run.phase };
  let isGood = true;
  const fail = (what) => {
    isGood = false;
    run.failures.push(`${step.name}: ${what}`);
  };
  const note = (name, passed) => {
    check(null, { [`${step.name}: ${name}`]: () => passed }, tags);
    if (!passed) fail(name);
  };
  let request;
  try {
    request = {
      url: step.url(),
      headers: step.headers(),
      cookies: step.cookies === undefined ? {} : step.cookies(),
      body: step.body === undefined ? (step.isEmpty ? "" : null) : step.body(),
    };
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    note(error.message, false);
    return;
  }
  run.sent += 1;
  const expected = step.expect === undefined ? [[200, 399]] : step.expect;
  const params = {
    tags,
    headers: request.headers,
    cookies: request.cookies,
    timeout: TIMEOUT,
    redirects: REDIRECTS,
    responseType: step.looks ? "text" : "none",
    responseCallback: http.expectedStatuses(...expected.map(([min, max]) => ({ min, max }))),
  };
  if (!KEEPS_COOKIES) params.jar = new http.CookieJar();
  const answer = http.request(step.method, request.url, request.body, params);
  statusCounts[answer.status === 0 ? "none" : Math.floor(answer.status / 100)].add(1, tags);
  if (answer.status === 0) {
    for (const [, name] of step.extract || []) v[name] = undefined;
    failedRequests.add(true, tags);
    fail(answer.error);
    return;
  }
  if (!expected.some(([min, max]) => answer.status >= min && answer.status <= max)) fail(`answered ${answer.status}`);
  for (const [name, passed] of step.checks || []) note(name, passed(answer));
  for (const [name, variable, value] of step.extract || []) {
    v[variable] = value(answer);
    note(name, v[variable] !== undefined);
  }
  failedRequests.add(!isGood, tags);
}

const think = (least, most) => sleep((least + Math.random() * (most - least)) / 1000);

const rowOf = (feeder, number) => {
  const rows = feeder.rows;
  if (feeder.order === "random") return oneOf(rows);
  if (feeder.order === "per-user") return rows[(exec.vu.idInTest - 1) % rows.length];
  return feeder.order === "unique" ? rows[number] : rows[number % rows.length];
};

// What an iteration begins with.
function beginning(data) {
  const v = Object.assign({}, INITIAL, data.values);
  for (const feeder of FEEDERS) {
    const row = rowOf(feeder, exec.scenario.iterationInTest);
    feeder.columns.forEach((column, index) => {
      v[column] = row === undefined ? undefined : row[index];
    });
  }
  return v;
}

// One line for `backwright load import`, which merges those of all pods.
export function handleSummary(data) {
  const metrics = {};
  for (const name of Object.keys(data.metrics)) {
    if (!/^(http_req|checks|iterations|dropped_iterations|backwright_)/.test(name)) continue;
    const { type, contains, values } = data.metrics[name];
    if (type === "trend" && !/^http_req_duration\{/.test(name)) continue;
    const rounded = {};
    for (const key of Object.keys(values)) rounded[key] = Number(Number(values[key]).toPrecision(7));
    metrics[name] = { type, contains, values: rounded };
  }
  const line = JSON.stringify({
    backwright: {
      script: NAME,
      run: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`,
      instances: Number(__ENV.BACKWRIGHT_INSTANCES || 1),
      steps: STEPS,
    },
    state: { testRunDurationMs: data.state.testRunDurationMs },
    metrics,
    checks: ((data.root_group || {}).checks || []).map(({ name, passes, fails }) => ({ name, passes, fails })),
  });
  return { stdout: `@@K6SUMMARY ${line}\n` };
}

// Enough of each distribution that those of several pods can be merged: averaging percentiles would be wrong.
function trendStats() {
  const tail = Array.from({ length: 8 }, (_, index) => 99.1 + index / 10).filter(
    (share) => Math.round(share * 10) !== 995,
  );
  const far = Array.from({ length: 10 }, (_, index) => 99.9 + index / 100);
  const shares = Array.from({ length: 199 }, (_, index) => (index + 1) / 2).concat(tail, far);
  return ["count", "min", "max", "avg", "med"].concat(shares.map((share) => `p(${Number(share.toFixed(2))})`));
}
