import { dump } from "js-yaml";
import type { Asked } from "../secrets.ts";
import type { Attached } from "../story.ts";

/** What a ConfigMap may hold, in bytes. Source: Kubernetes documentation, "ConfigMaps", motivation. */
export const CONFIG_MAP_BYTES = 1_048_576;

export interface ManifestWishes {
  /** Of the TestRun, and of the ConfigMap. */
  readonly name: string;
  readonly parallelism: number;
  readonly image: string | undefined;
  /** A volume that holds the files instead of a ConfigMap. */
  readonly volumeClaim: string | undefined;
  readonly asked: readonly Asked[];
}

/** A TestRun of k6-operator (k6.io/v1alpha1, read at 1.6.0) that runs `script.js`. */
export function testRun({ name, parallelism, image, volumeClaim, asked }: ManifestWishes): string {
  const script =
    volumeClaim === undefined
      ? { configMap: { name, file: "script.js" } }
      : { volumeClaim: { name: volumeClaim, file: "script.js" } };
  const secrets = asked.map((one) => ({
    name: one.name,
    valueFrom: { secretKeyRef: { name: `${name}-secrets`, key: one.name } },
  }));
  const env = [{ name: "BACKWRIGHT_INSTANCES", value: String(parallelism) }, ...secrets];
  return yaml({
    apiVersion: "k6.io/v1alpha1",
    kind: "TestRun",
    metadata: { name },
    spec: {
      parallelism,
      script,
      args: ["--tag", `testid=${name}`],
      runner: { ...(image === undefined ? {} : { image }), env },
    },
  });
}

/** The ConfigMap that a TestRun takes its files from. */
export function configMap(name: string, files: readonly Attached[]): string {
  const decoder = new TextDecoder();
  const data = files.map((file) => [file.name, decoder.decode(file.content)] as const);
  return yaml({ apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data: Object.fromEntries(data) });
}

/** What counts against the limit: the values. */
export const sizeOf = (files: readonly Attached[]): number =>
  files.reduce((sum, { content }) => sum + content.byteLength, 0);

/** A name for Kubernetes (RFC 1123 label). */
export function resourceName(text: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 50)
    .replace(/-+$/, "");
  return plain === "" ? "load-test" : plain;
}

const yaml = (value: unknown): string => dump(value, { lineWidth: -1 });
