import type { Finding } from "../../kit/index.ts";
import type { FindingPage } from "./page.ts";

/** What a tool has not, or has otherwise, and what happens instead. */
const FEATURES: Readonly<Record<string, string>> = {
  http3: "k6 has it in builds with an extension only, and Locust not at all; the script asks for no version",
  transport: "the sockets of a tool are its own; the setting is gone",
  workers: "it shares its threads out itself",
  "unix-socket": "it connects over TCP only; the load goes to the host of the address",
  proxy: "name the proxy in HTTPS_PROXY or HTTP_PROXY where the script runs",
  ca: "name the certificates in SSL_CERT_FILE (k6) or REQUESTS_CA_BUNDLE (Locust) where the script runs",
  "client-certificate": "the key was not written; add tlsAuth (k6) or cert (Locust) by hand",
  "server-name": "SNI is the host of the address",
  "phase-timeouts": "there is one time-out, for the whole answer",
  traceparent: "no trace header is sent",
  streams: "how many requests share a connection is its own choice",
  redirects: "redirects are followed to other hosts too",
  http2: "HTTP/2 is spoken over TLS whenever the server offers it, and never without TLS",
  "http2-missing": "it speaks HTTP/1.1",
  resolve: "name the host in /etc/hosts where the script runs",
  "abort-above": "a threshold ends the run; it looks at all requests so far and not at the last 1,000",
  "abort-missing": "the run goes on whatever fails",
  poisson: "arrivals are evenly spaced",
  "open-model": "users wait for their answers, so that a server that stalls gets fewer requests; the pace is per user",
  "rate-rounded": "it takes whole numbers, and the rate was rounded to 1 an hour",
  "limit-by-time": "it counts no arrivals, so the run ends after the time that so many take",
  "limit-ramp": "stages end the run, and not a number of iterations",
  "limit-per-process": "every worker process plays so many",
  seed: "its random numbers are others in every run",
  "json-filter": "JSONPath filters are not evaluated: this finds nothing",
  threshold: "it has no such figure; the threshold is gone",
  token: "the access token is fetched once and not renewed: a run that outlives it gets 401",
  "warm-up": "nothing is loaded before the measuring starts",
  "body-limit": "it looks at the whole of an answer",
  counter: "the numbers of counter() differ between users and have gaps",
  "setup-per-process": "every worker process plays the set-up once",
  "feeder-per-process": "every worker process begins at the first row",
};

function text({ evidence }: Finding, name: string): string {
  const value = evidence[name];
  return typeof value === "string" ? value : "";
}

const sentence = (finding: Finding): string =>
  `${finding.subject.name}: ${FEATURES[text(finding, "feature")] ?? "it is said otherwise"} (${text(finding, "tool")}).`;

/** Pages of what other tools cannot say. */
export const loadExportPages: readonly FindingPage[] = [
  {
    code: "export-differs",
    title: "Another tool says it otherwise",
    sentence,
    why: "k6 and Locust have a meaning of their own for this setting. The script comes as near as it can.",
    mend: "Nothing, where the difference does not matter; else change the setting, or load with `backwright load run`.",
  },
  {
    code: "export-left-out",
    title: "Another tool cannot say it",
    sentence,
    why: "The setting has no counterpart in k6 or Locust, or none that could be written without a secret. It is missing in the script.",
    mend: "Do what the sentence says where the script runs, leave the setting away, or load with `backwright load run`.",
  },
];

/** One line about what an export could not say. */
export function exportSentence(finding: Finding): string {
  return sentence(finding);
}
