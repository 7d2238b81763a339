import { describe, expect, test } from "vitest";
import { codes, modelOf, objectOf } from "../support.ts";

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const others = {
  Cat: { type: "object" },
  Dog: { type: "object" },
};

describe("a discriminator maps", () => {
  test.each<[string, object, object]>([
    [
      "the branches by their names",
      { oneOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind" } },
      { Cat: "Cat", Dog: "Dog" },
    ],
    [
      "by reference",
      {
        oneOf: [ref("Cat"), ref("Dog")],
        discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat" } },
      },
      { cat: "Cat", Dog: "Dog" },
    ],
    [
      "by bare name",
      { anyOf: [ref("Cat")], discriminator: { propertyName: "kind", mapping: { cat: "Cat", tom: "Cat" } } },
      { cat: "Cat", tom: "Cat" },
    ],
    [
      "not what has no name",
      { oneOf: [ref("Cat"), { type: "object" }], discriminator: { propertyName: "kind" } },
      { Cat: "Cat" },
    ],
  ])("%s", async (_how, schema, mapping) => {
    const model = await modelOf(schema, "3.1.0", others);
    const { discriminator } = objectOf(model.schemas.get("Test")?.schema);
    expect(discriminator).toMatchObject({ property: "kind", defaultMapping: undefined });
    expect(Object.fromEntries(discriminator?.mapping ?? [])).toEqual(mapping);
    expect(model.findings).toEqual([]);
  });

  test("the schemas that extend a base, directly or not", async () => {
    const model = await modelOf(
      { type: "object", discriminator: { propertyName: "kind", mapping: { kitten: "Kitten" } } },
      "3.0.3",
      {
        Cat: { allOf: [ref("Test"), { type: "object" }] },
        Kitten: { allOf: [ref("Cat")] },
        Lion: { allOf: [ref("Cat")] },
      },
    );
    const { discriminator } = objectOf(model.schemas.get("Test")?.schema);
    expect(Object.fromEntries(discriminator?.mapping ?? [])).toEqual({ kitten: "Kitten", Cat: "Cat", Lion: "Lion" });
  });

  test("to a default since 3.2", async () => {
    const model = await modelOf(
      { oneOf: [ref("Cat")], discriminator: { propertyName: "kind", defaultMapping: "Dog" } },
      "3.2.0",
      others,
    );
    expect(objectOf(model.schemas.get("Test")?.schema).discriminator?.defaultMapping).toBe("Dog");
  });

  test("in Swagger 2.0 by the property's name", async () => {
    const model = await modelOf({ type: "object", discriminator: "kind" }, "2.0", {
      Cat: { allOf: [{ $ref: "#/definitions/Test" }] },
    });
    expect(objectOf(model.schemas.get("Test")?.schema).discriminator).toEqual({
      property: "kind",
      mapping: new Map([["Cat", "Cat"]]),
      defaultMapping: undefined,
    });
  });

  test("nothing that does not exist, and says so", async () => {
    const model = await modelOf(
      { oneOf: [ref("Cat")], discriminator: { propertyName: "kind", mapping: { cow: "Cow" } } },
      "3.1.0",
      others,
    );
    expect(codes(model)).toEqual(["discriminator-mapping-unresolved"]);
    expect(Object.fromEntries(objectOf(model.schemas.get("Test")?.schema).discriminator?.mapping ?? [])).toEqual({
      Cat: "Cat",
    });
  });
});
