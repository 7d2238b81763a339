import type { Check, Extraction, JsonPath, Predicate, Subject } from "../scenario/index.ts";
import { ANSWER, call, literally, type Expression } from "./expression.ts";
import { settingExpression, templateExpression, type Variables } from "./values.ts";
import { pathValue } from "./path.ts";

/** What a check or an extraction looks at: a list of values. */
export function subjectExpression(subject: Subject | Extraction["from"]): Expression {
  switch (subject.of) {
    case "status":
      return call("statusOf", ANSWER);
    case "latency":
      return call("latencyOf", ANSWER);
    case "body":
      return call("bodyOf", ANSWER);
    case "header":
      return call("headersOf", ANSWER, literally(subject.name));
    case "cookie":
      return call("cookiesOf", ANSWER, literally(subject.name));
    case "json":
      return call("jsonOf", ANSWER, literally(pathValue(subject.path)));
  }
}

export function checkExpression({ subject, predicate }: Check, variables: Variables): Expression {
  return { is: "judge", body: judged(subjectExpression(subject), predicate, variables) };
}

const finite = (limit: number): number | null => (Number.isFinite(limit) ? limit : null);

function judged(values: Expression, predicate: Predicate, variables: Variables): Expression {
  switch (predicate.is) {
    case "present":
      return call("isPresent", values, literally(predicate.wanted));
    case "equal":
      return call("isEqual", values, settingExpression(predicate.to, variables), literally(predicate.wanted));
    case "containing": {
      const text = templateExpression(predicate.text, variables);
      return call("isContaining", values, text.is === "literal" ? text : attempted(text));
    }
    case "matching":
      return call("isMatching", values, literally(predicate.pattern.source));
    case "kind":
      return call("isKind", values, literally(predicate.kind));
    case "between":
      return call("isBetween", values, literally(finite(predicate.above)), literally(finite(predicate.below)));
  }
}

const attempted = (text: Expression): Expression => call("attempt", { is: "later", body: text });

export function extractionExpression({ from, pattern, which, otherwise }: Extraction): Expression {
  const values = subjectExpression(from);
  const found =
    pattern === undefined ? values : call("searched", values, literally(pattern.source), literally(pattern.group ?? 0));
  const given = otherwise === undefined ? [] : [literally(otherwise)];
  return { is: "judge", body: call("chosen", found, literally(which), ...given) };
}

/** Whether an answer's body has to be kept. */
export const looksAtBody = (subject: Subject | Extraction["from"]): boolean =>
  subject.of === "body" || subject.of === "json";

/** True for a path whose filters no exported script evaluates. */
export const hasFilter = ({ segments }: JsonPath): boolean =>
  segments.some(({ selectors }) => selectors.some(({ kind }) => kind === "filter"));
