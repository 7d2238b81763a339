import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { configMap, resourceName, testRun } from "../../../src/load/export/k6/manifest.ts";

/** What a TestRun may hold, after api/v1alpha1/testrun_types.go of k6-operator 1.6.0; strict where an export writes. */
const text = { type: "string" };
const flag = { type: "boolean" };
const named = {
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: { name: text, file: text },
};
const variable = {
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: {
    name: { type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
    value: text,
    valueFrom: {
      type: "object",
      additionalProperties: false,
      properties: {
        secretKeyRef: {
          type: "object",
          additionalProperties: false,
          required: ["key"],
          properties: { name: text, key: text, optional: flag },
        },
      },
    },
  },
};
const pod = {
  type: "object",
  additionalProperties: false,
  properties: {
    image: text,
    env: { type: "array", items: variable },
    envFrom: { type: "array" },
    resources: { type: "object" },
    nodeSelector: { type: "object" },
    tolerations: { type: "array" },
    affinity: { type: "object" },
    topologySpreadConstraints: { type: "array" },
    serviceAccountName: text,
    securityContext: { type: "object" },
    containerSecurityContext: { type: "object" },
    initContainers: { type: "array" },
    volumes: { type: "array" },
    volumeMounts: { type: "array" },
    metadata: { type: "object" },
    priorityClassName: text,
    schedulerName: text,
  },
};
const TEST_RUN = {
  type: "object",
  additionalProperties: false,
  required: ["apiVersion", "kind", "metadata", "spec"],
  properties: {
    apiVersion: { const: "k6.io/v1alpha1" },
    kind: { const: "TestRun" },
    metadata: {
      type: "object",
      required: ["name"],
      properties: { name: { type: "string", maxLength: 63, pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" } },
    },
    spec: {
      type: "object",
      additionalProperties: false,
      required: ["parallelism", "script"],
      properties: {
        script: {
          type: "object",
          additionalProperties: false,
          minProperties: 1,
          maxProperties: 1,
          properties: {
            configMap: named,
            volumeClaim: { ...named, properties: { ...named.properties, readOnly: flag } },
            localFile: text,
          },
        },
        parallelism: { type: "integer", minimum: 1 },
        separate: flag,
        arguments: text,
        args: { type: "array", items: text },
        ports: { type: "array" },
        initializer: pod,
        starter: pod,
        runner: pod,
        quiet: text,
        paused: text,
        scuttle: { type: "object" },
        cleanup: { enum: ["post"] },
      },
    },
  },
};

const isTestRun = new Ajv2020({ allErrors: true }).compile(TEST_RUN);
const asked = [{ name: "SHOP_PASSWORD", what: undefined }];

describe("a TestRun", () => {
  it.each([
    ["with a ConfigMap", { volumeClaim: undefined, image: undefined }],
    ["with a volume and an image", { volumeClaim: "scripts", image: "grafana/k6:2.2.0" }],
  ])("%s is one after its CRD", (_, wishes) => {
    const run = load(testRun({ name: "shop", parallelism: 4, asked, ...wishes }));
    isTestRun(run);
    expect(isTestRun.errors).toBeNull();
  });

  it("takes secrets from a Secret and says how many pods there are", () => {
    expect(
      load(testRun({ name: "shop", parallelism: 4, asked, image: undefined, volumeClaim: undefined })),
    ).toMatchObject({
      spec: {
        parallelism: 4,
        script: { configMap: { name: "shop", file: "script.js" } },
        runner: {
          env: [
            { name: "BACKWRIGHT_INSTANCES", value: "4" },
            { name: "SHOP_PASSWORD", valueFrom: { secretKeyRef: { name: "shop-secrets", key: "SHOP_PASSWORD" } } },
          ],
        },
      },
    });
  });

  it("has a name that Kubernetes takes, whatever the scenario is called", () => {
    expect(["Shop: all the things!", "GET http://h/ü", "---", "x".repeat(80)].map(resourceName)).toEqual([
      "shop-all-the-things",
      "get-http-h",
      "load-test",
      "x".repeat(50),
    ]);
  });
});

describe("a ConfigMap", () => {
  it("holds the files as they are", () => {
    const script = 'a: "b"\n\t# c\n${x}\u2028 ✓\n\n';
    const map = load(configMap("shop", [{ name: "script.js", content: new TextEncoder().encode(script) }]));
    expect(map).toEqual({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "shop" },
      data: { "script.js": script },
    });
  });
});
