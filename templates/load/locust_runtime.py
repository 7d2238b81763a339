# What the steps below are written in: values and where they stand, checks, cookies, one request.
import base64
import csv
import datetime
import json
import math
import random
import re
import time
import uuid
from urllib.parse import quote

import gevent
from gevent.event import Event
from locust import HttpUser, LoadTestShape, constant, constant_throughput, events  # noqa: F401
from locust.clients import HttpSession
from locust.event import EventHook
from locust.exception import StopUser
from locust.runners import MasterRunner


class Nothing:
    """Stands for a value that is not there; None is JSON's null."""

    def __repr__(self):
        return "MISSING"


MISSING = Nothing()
FOLDER = os.path.dirname(os.path.abspath(__file__))


class Missing(Exception):
    pass


class Values(dict):
    def __missing__(self, name):
        return MISSING


class Run:
    """One iteration: who plays it, and how it goes."""

    def __init__(self, phase, client, number=0, iteration=0):
        self.phase = phase
        self.client = client
        self.number = number
        self.iteration = iteration
        self.sent = 0
        self.failures = []


def environment(name):
    return os.environ.get(name) or MISSING


def dumped(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def text_of(value):
    if isinstance(value, str):
        return value
    if value is MISSING or value is None:
        return MISSING
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return dumped(value) if isinstance(value, (list, dict)) else str(value)


def number_of(value):
    if isinstance(value, bool) or value is None:
        return MISSING
    if isinstance(value, (int, float)):
        return value
    try:
        number = float(value) if isinstance(value, str) and value.strip() else MISSING
    except ValueError:
        return MISSING
    if number is MISSING or not math.isfinite(number):
        return MISSING
    return int(number) if number.is_integer() else number


def whole_of(value, otherwise):
    number = number_of(value)
    return otherwise if number is MISSING else int(number)


def characters(alphabet, count):
    return "".join(random.choice(alphabet) for _ in range(min(count, 10000)))


counted = 0


class fn:
    """The functions of a scenario; none makes something of nothing."""

    @staticmethod
    def uuid():
        return str(uuid.uuid4())

    @staticmethod
    def random(least, most):
        return MISSING if MISSING in (least, most) else random.randint(whole_of(least, 0), whole_of(most, 0))

    @staticmethod
    def now(form=None):
        now = time.time()
        if form == "ms":
            return int(now * 1000)
        if form == "s":
            return int(now)
        moment = datetime.datetime.fromtimestamp(now, datetime.timezone.utc)
        text = moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
        return text[:10] if form == "date" else text

    @staticmethod
    def counter():
        global counted
        counted += 1
        return counted

    @staticmethod
    def pick(*inputs):
        if MISSING in inputs:
            return MISSING
        choices = inputs[0] if len(inputs) == 1 and isinstance(inputs[0], list) else inputs
        return random.choice(choices) if choices else MISSING

    @staticmethod
    def letters(count=8):
        return characters("abcdefghijklmnopqrstuvwxyz", whole_of(count, 8))

    @staticmethod
    def digits(count=8):
        return characters("0123456789", whole_of(count, 8))

    @staticmethod
    def user():
        return playing().number

    @staticmethod
    def iteration():
        return playing().iteration

    @staticmethod
    def text(value):
        return text_of(value)

    @staticmethod
    def number(value):
        return number_of(value)

    @staticmethod
    def base64(value):
        text = text_of(value)
        return MISSING if text is MISSING else base64.b64encode(text.encode("utf-8")).decode("ascii")

    @staticmethod
    def basic(name, password):
        if MISSING in (name, password):
            return MISSING
        parts = [text_of(part) for part in (name, password)]
        return fn.base64(":".join("" if part is MISSING else part for part in parts))

    @staticmethod
    def json(value):
        return MISSING if value is MISSING else dumped(value)


def playing():
    return getattr(gevent.getcurrent(), "backwright_run", None) or Run("load", None)


def write(*pieces):
    return "".join(pieces)


def attempt(make):
    try:
        return make()
    except Missing:
        return MISSING


def standing(text, source):
    if text is MISSING:
        raise Missing("a value for ${" + source + "}")
    return text


def encoded(text):
    return quote(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), safe="!~*'()")


def in_target(value, source):
    text = standing(text_of(value), source)
    path = (text[len(BASE) :] if text.startswith(BASE + "/") else text).split("#", 1)[0]
    return standing(path if re.fullmatch(r"/(?!/)[\x21-\x7e]*", path) else MISSING, source)


def in_path(value, source):
    text = standing(text_of(value) or MISSING, source)
    return text.replace(".", "%2E") if text in (".", "..") else encoded(text)


def in_query(value, source):
    return encoded(standing(text_of(value), source))


def in_header(value, source):
    return re.sub(r"[\x00-\x08\x0a-\x1f\x7f]", " ", standing(text_of(value), source))


def in_json(value, source):
    return standing(MISSING if value is MISSING else dumped(value), source)


def in_text(value, source):
    return dumped(standing(text_of(value), source))[1:-1]


def in_raw(value, source):
    return standing(text_of(value), source)


def filled(value):
    if isinstance(value, list):
        return len(value) > 0
    return value is not MISSING and value is not None and value is not False and value != 0 and value != ""


def empty(value):
    return not filled(value)


def chance(percent):
    return random.random() * 100 < percent


def between(least, most):
    return random.randint(least, most)


def passes(value):
    if isinstance(value, list):
        return len(value)
    number = number_of(value)
    return 0 if number is MISSING else int(min(max(math.floor(number), 0), 1000000))


def same(left, right):
    if isinstance(left, bool) != isinstance(right, bool):
        return False
    return left is right or (MISSING not in (left, right) and left == right)


def compares(operator, left, right):
    if operator in ("==", "!="):
        simple = not isinstance(left, (list, dict)) and not isinstance(right, (list, dict))
        both = simple and left is not MISSING and right is not MISSING
        alike = spelled(left) == spelled(right) if both else same(left, right)
        return alike == (operator == "==")
    a, b = number_of(left), number_of(right)
    if a is MISSING or b is MISSING:
        return False
    return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[operator]


def spelled(value):
    return "null" if value is None else text_of(value)


def children(node):
    return node if isinstance(node, list) else list(node.values()) if isinstance(node, dict) else []


def everything(node):
    return [node] + [inner for child in children(node) for inner in everything(child)]


def selected(selector, node):
    if isinstance(selector, str):
        return [node[selector]] if isinstance(node, dict) and selector in node else []
    if isinstance(selector, int):
        inside = isinstance(node, list) and -len(node) <= selector < len(node)
        return [node[selector]] if inside else []
    if selector[0] == "all":
        return children(node)
    if selector[0] == "slice" and isinstance(node, list) and selector[3] != 0:
        return node[selector[1] : selector[2] : selector[3]]
    return []


def nodes_at(path, root):
    nodes = [root]
    for segment in path:
        if not isinstance(segment, list):
            nodes = [found for node in nodes for found in selected(segment, node)]
            continue
        start = nodes if segment[0] == "each" else [inner for node in nodes for inner in everything(node)]
        nodes = [found for node in start for selector in segment[1:] for found in selected(selector, node)]
    return nodes


class Answer:
    """An answer with the time that it took, in milliseconds."""

    def __init__(self, response, took_ms):
        self.response = response
        self.took_ms = took_ms


def status_of(answer):
    return [answer.response.status_code]


def latency_of(answer):
    return [answer.took_ms]


def body_of(answer):
    return [answer.response.content.decode("utf-8", "replace")]


def headers_of(answer, name):
    raw = getattr(answer.response.raw, "headers", None)
    if raw is not None and hasattr(raw, "getlist"):
        return raw.getlist(name)
    return [answer.response.headers[name]] if name in answer.response.headers else []


def cookies_of(answer, name):
    lines = [line.strip() for line in headers_of(answer, "set-cookie")]
    return [line[len(name) + 1 :].split(";", 1)[0] for line in lines if line.startswith(name + "=")]


def json_of(answer, path):
    try:
        return nodes_at(path, json.loads(answer.response.content))
    except ValueError:
        return []


def pattern(source):
    return re.compile(re.sub(r"\(\?<(?![=!])", "(?P<", source), re.ASCII)


def searched(values, source, group):
    found = [pattern(source).search(text) for text in map(text_of, values) if text is not MISSING]
    return [match.group(group) for match in found if match is not None and match.group(group) is not None]


def chosen(values, which, otherwise=MISSING):
    if not values:
        return otherwise
    if which == "all":
        return values
    if which == "random":
        return random.choice(values)
    return values[-1] if which == "last" else values[0]


def first(values):
    return values[0] if values else MISSING


def is_present(values, wanted):
    return (len(values) > 0) == wanted


def is_equal(values, expected, wanted):
    value = first(values)
    if value is MISSING or expected is MISSING:
        return not wanted
    as_text = isinstance(value, str) and not isinstance(expected, (list, dict)) and expected is not None
    return (value == spelled(expected) if as_text else same(value, expected)) == wanted


def is_containing(values, text):
    value = first(values)
    if value is MISSING or not isinstance(text, str):
        return False
    if isinstance(value, list):
        return any(text_of(item) == text for item in value)
    whole = text_of(value)
    return whole is not MISSING and text in whole


def is_matching(values, source):
    text = text_of(first(values))
    return text is not MISSING and pattern(source).search(text) is not None


def is_kind(values, kind):
    value = first(values)
    if value is MISSING:
        return False
    if kind == "null":
        return value is None
    if kind == "integer":
        return number_of(value) is not MISSING and not isinstance(value, str) and float(value).is_integer()
    kinds = {"array": list, "object": dict, "string": str, "boolean": bool, "number": (int, float)}
    return isinstance(value, kinds[kind]) and not (kind == "number" and isinstance(value, bool))


def is_between(values, above, below):
    number = number_of(first(values))
    if number is MISSING:
        return False
    return (above is None or number > above) and (below is None or number < below)


def bytes_of(name):
    with open(os.path.join(FOLDER, name), "rb") as file:
        return base64.b64decode(file.read())


def send(v, run, step):
    """One request: its values, its answer, what is checked and what is kept."""
    failures = []
    try:
        url = step["url"]()
        headers = step["headers"]()
        cookies = step["cookies"]() if "cookies" in step else None
        body = step["body"]() if "body" in step else b"" if "isEmpty" in step else None
    except Missing as error:
        run.failures.append(f"{step['name']}: {error}")
        report_missing(run, step, error)
        return
    run.sent += 1
    if not KEEPS_COOKIES:
        run.client.cookies.clear()
    if not KEEPS_ALIVE:
        headers["Connection"] = "close"
    began = time.perf_counter()
    with run.client.request(
        step["method"],
        url,
        name=step["name"],
        headers=headers,
        cookies=cookies,
        data=body.encode("utf-8") if isinstance(body, str) else body,
        allow_redirects=FOLLOWS_REDIRECTS,
        timeout=TIMEOUT_S,
        verify=VERIFIES_TLS,
        catch_response=True,
    ) as response:
        answer = Answer(response, (time.perf_counter() - began) * 1000)
        judge(v, step, answer, failures)
        if failures:
            response.failure("; ".join(failures))
        else:
            response.success()
    run.failures.extend(f"{step['name']}: {failure}" for failure in failures)


def judge(v, step, answer, failures):
    status = answer.response.status_code
    if not status:
        for _, name, _ in step.get("extract", []):
            v.pop(name, None)
        failures.append(f"no answer: {answer.response.error}")
        return
    if not any(low <= status <= high for low, high in step.get("expect", [[200, 399]])):
        failures.append(f"answered {status}")
    failures.extend(name for name, passed in step.get("checks", []) if not passed(answer))
    for name, variable, value in step.get("extract", []):
        v[variable] = value(answer)
        if v[variable] is MISSING:
            failures.append(name)


def report_missing(run, step, error):
    hook = getattr(run.client, "request_event", None)
    if hook is not None:
        hook.fire(
            request_type=step["method"],
            name=step["name"],
            response_time=0,
            response_length=0,
            exception=error,
            context={},
        )


def think(least, most):
    gevent.sleep((least + random.random() * (most - least)) / 1000)


def table_of(feeder):
    with open(os.path.join(FOLDER, feeder["file"]), encoding="utf-8", newline="") as file:
        if feeder["file"].endswith(".csv"):
            return list(csv.reader(file))[1:]
        return [json.loads(line) for line in file if line.strip()]


TABLES = [table_of(feeder) for feeder in FEEDERS]
SETTINGS = {}
iterations = {"begun": 0, "playing": 0}


def row_of(feeder, rows, run, number):
    if feeder["order"] == "random":
        return random.choice(rows)
    if feeder["order"] == "per-user":
        return rows[run.number % len(rows)]
    if feeder["order"] == "unique":
        return rows[number] if number < len(rows) else None
    return rows[number % len(rows)]


def beginning(run, number):
    """What an iteration begins with."""
    v = Values({**INITIAL, **SETTINGS})
    for feeder, rows in zip(FEEDERS, TABLES):
        row = row_of(feeder, rows, run, number)
        v.update({} if row is None else dict(zip(feeder["columns"], row)))
    return v


def bare(client):
    """Headers are those of the steps, and cookies last for one iteration."""
    client.headers.clear()
    client.cookies.clear()
    return client


users_begun = 0


def play(flow):
    """A flow as a task of Locust."""

    def task(user):
        global users_begun
        if ITERATIONS is not None and iterations["begun"] >= ITERATIONS:
            finish(user.environment)
            raise StopUser()
        if not hasattr(user, "backwright_number"):
            user.backwright_number, user.backwright_iteration = users_begun, 0
            users_begun += 1
        user.backwright_iteration += 1
        number = iterations["begun"]
        iterations["begun"] += 1
        iterations["playing"] += 1
        run = Run("load", bare(user.client), user.backwright_number, user.backwright_iteration)
        gevent.getcurrent().backwright_run = run
        try:
            flow(beginning(run, number), run)
            if run.sent == 0:
                gevent.sleep(0.1)
        finally:
            iterations["playing"] -= 1

    task.__name__ = flow.__name__
    return task


def finish(environment):
    if iterations["playing"] == 0:
        gevent.spawn(environment.runner.quit)


once = {"teardown": None}


def play_once(phase):
    """Plays a flow once in this process, before or after the load; its values are everybody's."""

    def register(flow):
        def played(environment):
            client = HttpSession(base_url=BASE, request_event=EventHook(), user=None)
            run = Run(phase, bare(client))
            v = Values({**INITIAL, **SETTINGS})
            flow(v, run)
            SETTINGS.update(v)
            if run.failures:
                print(f"The {phase} failed: {'; '.join(run.failures)}")
                environment.process_exit_code = 1
            return not run.failures

        def begin(environment, **_):
            once["teardown"] = None
            if not isinstance(environment.runner, MasterRunner) and not played(environment):
                environment.runner.quit()

        def end(environment, **_):
            # The test stops, and the program quits, at the same time: whoever comes second waits for the first.
            if isinstance(environment.runner, MasterRunner):
                return
            if once["teardown"] is not None:
                once["teardown"].wait(timeout=TIMEOUT_S)
                return
            done = once["teardown"] = Event()
            played(environment)
            done.set()

        if phase == "setup":
            events.test_start.add_listener(begin)
        else:
            events.test_stop.add_listener(end)
            events.quitting.add_listener(end)
        return flow

    return register


@events.quitting.add_listener
def judge_thresholds(environment, **_):
    for name, operator, limit, step in THRESHOLDS:
        rows = [row for row in environment.stats.entries.values() if step is None or row.name == step]
        value = figure(name, environment.stats.total if step is None else rows[0] if rows else None)
        if value is not None and compares(operator, value, limit):
            continue
        print(f"Not kept: {'' if step is None else step + ': '}{name} {operator} {limit} (it was {value})")
        environment.process_exit_code = 1


def figure(name, row):
    if row is None or row.num_requests == 0:
        return None
    if name == "errors":
        return row.fail_ratio * 100
    if name == "rate":
        return row.total_rps
    simple = {"mean": row.avg_response_time, "min": row.min_response_time, "max": row.max_response_time}
    if name in simple:
        return simple[name]
    return row.get_response_time_percentile(float(name[1:]) / 100) if re.fullmatch(r"p[\d.]+", name) else None


class Levels:
    """Users over time: seconds of a stretch, and the users at its end."""

    levels = []

    def tick(self):
        now, level = self.get_run_time(), 0
        for seconds, users in self.levels:
            if now < seconds:
                level += (users - level) * now / seconds
                return max(0, round(level)), max(1, math.ceil(max(users for _, users in self.levels)))
            now -= seconds
            level = users
        return None
