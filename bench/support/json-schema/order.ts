import { z } from "zod";

/** How the alternatives of the payment are told apart. */
export type Variant = "tagged" | "untagged";

const text = (more: object = {}) => ({ type: "string", ...more });
const object = (required: readonly string[], properties: object, more: object = {}) => ({
  type: "object",
  required,
  properties,
  ...more,
});

const CARD = { brand: text({ enum: ["visa", "mastercard", "amex"] }), last4: text({ pattern: "^[0-9]{4}$" }) };
const TRANSFER = { iban: text({ minLength: 15, maxLength: 34, pattern: "^[A-Z]{2}[0-9]{2}[A-Z0-9]+$" }) };
const INVOICE = { dueOn: text({ format: "date" }), reference: text({ maxLength: 40 }) };

function paymentOf(variant: Variant): object {
  const branch = (kind: string, own: object): object => {
    const closed = { additionalProperties: false };
    if (variant === "untagged") return object(Object.keys(own), own, closed);
    return object(["kind", ...Object.keys(own)], { kind: { const: kind }, ...own }, closed);
  };
  return { oneOf: [branch("card", CARD), branch("transfer", TRANSFER), branch("invoice", INVOICE)] };
}

const ITEM = object(["sku", "quantity", "price"], {
  sku: text({ pattern: "^[A-Z]{3}-[0-9]{4}$" }),
  quantity: { type: "integer", minimum: 1, maximum: 1_000 },
  price: { type: "number", minimum: 0 },
  gift: { type: "boolean" },
});

/** An order as plain JSON Schema: the same for every validator. */
export function orderSchema(variant: Variant): object {
  const address = object(["street", "city", "zip", "country"], {
    street: text({ minLength: 1, maxLength: 100 }),
    city: text({ minLength: 1, maxLength: 60 }),
    zip: text({ pattern: "^[0-9]{5}$" }),
    country: text({ pattern: "^[A-Z]{2}$" }),
  });
  return object(["id", "createdAt", "currency", "customer", "items", "payment"], {
    id: text({ format: "uuid" }),
    createdAt: text({ format: "date-time" }),
    currency: text({ enum: ["EUR", "USD", "GBP", "CHF"] }),
    customer: object(["id", "name", "email"], {
      id: { type: "integer", minimum: 1 },
      name: text({ minLength: 1, maxLength: 100 }),
      email: text({ format: "email" }),
      homepage: text({ format: "uri" }),
    }),
    shipTo: address,
    note: { type: ["string", "null"], maxLength: 500 },
    deliverOn: text({ format: "date" }),
    items: { type: "array", minItems: 1, maxItems: 100, items: ITEM },
    payment: paymentOf(variant),
  });
}

/** The same schema as somebody who writes zod would write it. */
export function orderZod(variant: Variant): z.ZodType {
  const card = { brand: z.enum(["visa", "mastercard", "amex"]), last4: z.string().regex(/^[0-9]{4}$/u) };
  const transfer = {
    iban: z
      .string()
      .min(15)
      .max(34)
      .regex(/^[A-Z]{2}[0-9]{2}[A-Z0-9]+$/u),
  };
  const invoice = { dueOn: z.iso.date(), reference: z.string().max(40) };
  const payment =
    variant === "tagged"
      ? z.discriminatedUnion("kind", [
          z.strictObject({ kind: z.literal("card"), ...card }),
          z.strictObject({ kind: z.literal("transfer"), ...transfer }),
          z.strictObject({ kind: z.literal("invoice"), ...invoice }),
        ])
      : z.union([z.strictObject(card), z.strictObject(transfer), z.strictObject(invoice)]);
  const item = z.looseObject({
    sku: z.string().regex(/^[A-Z]{3}-[0-9]{4}$/u),
    quantity: z.int().min(1).max(1_000),
    price: z.number().min(0),
    gift: z.boolean().optional(),
  });
  return z.looseObject({
    id: z.uuid(),
    createdAt: z.iso.datetime({ offset: true }),
    currency: z.enum(["EUR", "USD", "GBP", "CHF"]),
    customer: z.looseObject({
      id: z.int().min(1),
      name: z.string().min(1).max(100),
      email: z.email(),
      homepage: z.url().optional(),
    }),
    shipTo: z
      .looseObject({
        street: z.string().min(1).max(100),
        city: z.string().min(1).max(60),
        zip: z.string().regex(/^[0-9]{5}$/u),
        country: z.string().regex(/^[A-Z]{2}$/u),
      })
      .optional(),
    note: z.string().max(500).nullable().optional(),
    deliverOn: z.iso.date().optional(),
    items: z.array(item).min(1).max(100),
    payment,
  });
}

/** A valid order of 1.1 kB with ten items. */
export function order(variant: Variant): Record<string, unknown> {
  const letters = ["ABC", "KLM", "XYZ"];
  const items = Array.from({ length: 10 }, (_, at) => ({
    sku: `${letters[at % 3]}-${1_000 + at * 37}`,
    quantity: 1 + at,
    price: 4.5 + at * 3.25,
    ...(at % 3 === 0 ? { gift: true } : {}),
  }));
  const payment = { iban: "DE89370400440532013000" };
  return {
    id: "9b2f6d1e-3c47-4f1a-8a5d-0e6c7b9a1f23",
    createdAt: "2026-03-14T15:09:26.535Z",
    currency: "EUR",
    customer: {
      id: 48_213,
      name: "Augusta Ada King-Noel, Countess of Lovelace",
      email: "ada.lovelace@analytical-engine.example",
      homepage: "https://analytical-engine.example/people/ada?tab=notes#g",
    },
    shipTo: { street: "12 St James's Square", city: "London", zip: "10115", country: "GB" },
    note: "Please leave the parcel with the neighbour if nobody answers the door.",
    deliverOn: "2026-03-21",
    items,
    payment: variant === "tagged" ? { kind: "transfer", ...payment } : payment,
  };
}

/** The same with three mistakes: a date, an item's quantity, the account number. */
export function brokenOrder(variant: Variant): Record<string, unknown> {
  const good = structuredClone(order(variant)) as { items: { quantity: number }[]; payment: { iban: string } };
  const items = good.items.map((item, at) => (at === 6 ? { ...item, quantity: 0 } : item));
  return { ...good, items, deliverOn: "2026-02-30", payment: { ...good.payment, iban: "de89" } };
}
