import type { ColumnFacts, RelationFacts } from "../facts.ts";
import type { DatabaseOptions } from "../options.ts";
import type { ColumnPlan, ColumnRole } from "./model.ts";
import { namesOf, propertyWish } from "./names.ts";
import { valueForm } from "./values.ts";

type Wishes = Pick<DatabaseOptions, "tenantColumn" | "ownerColumn" | "naming" | "bigints" | "secrets" | "open">;

/** What an API makes of the columns of a relation, in their order. */
export function columnPlans(relation: RelationFacts, wishes: Wishes): readonly ColumnPlan[] {
  const names = namesOf();
  return relation.columns.map((facts) => {
    const role = roleOf(facts, relation, wishes);
    const form = valueForm(facts.type, wishes.bigints);
    const labels = labelsOf(facts, relation);
    const isWritten = !facts.isComputed && (role === "plain" || role === "secret");
    return {
      facts,
      role,
      property: names.take(propertyWish(facts.name, wishes.naming)),
      form: labels === undefined ? form : { ...form, schema: { ...form.schema, enum: labels } },
      isAnswered: role !== "secret" && role !== "deleted",
      isWritten,
      isRequired: isWritten && !facts.nullable && !facts.hasDefault,
    };
  });
}

/** The texts that a check allows: `status in ('open', 'paid')`, as the server writes it. */
function labelsOf({ name, type }: ColumnFacts, { constraints }: RelationFacts): readonly string[] | undefined {
  if (type.name !== "text" && type.name !== "varchar") return undefined;
  for (const constraint of constraints) {
    const list =
      constraint.kind === "check" && constraint.validated && constraint.enforced
        ? CHOICE.exec(constraint.expression)
        : null;
    const [, plain, texts, cast, castTexts] = list ?? [];
    const items = texts ?? castTexts ?? "";
    if ((plain ?? cast)?.replaceAll('"', "") !== name) continue;
    const labels = [...items.matchAll(/'((?:[^']|'')*)'::/g)].map((found) => (found[1] ?? "").replaceAll("''", "'"));
    if (labels.length > 0 && items.replace(/'(?:[^']|'')*'::(?:text|character varying)(?:, )?/g, "") === "")
      return labels;
  }
  return undefined;
}

const CHOICE = /^\((?:("?\w+"?) = ANY \(ARRAY\[(.*)\]\)|\(("?\w+"?)\)::text = ANY \(\(ARRAY\[(.*)\]\)::text\[\]\))\)$/;

const SECRET =
  /(?:^|_)(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|api_?key|private_?key|access_?key|ssn|salt|otp|totp|cvv|cvc|pin|credentials?|recovery_codes?)(?:_(?:hash|digest|encrypted|salt|seed|enc))?$/;
const TIMES: ReadonlySet<string> = new Set(["timestamptz", "timestamp"]);

function roleOf(facts: ColumnFacts, relation: RelationFacts, wishes: Wishes): ColumnRole {
  const { name, type } = facts;
  if (name === wishes.tenantColumn) return "tenant";
  if (name === wishes.ownerColumn) return "owner";
  if (isSecret(name, relation.name, wishes)) return "secret";
  if (!TIMES.has(type.name)) return "plain";
  if (name === "deleted_at" && facts.nullable) return "deleted";
  if (name === "updated_at" && !facts.isComputed) return "changed";
  return name === "created_at" && facts.hasDefault ? "stamp" : "plain";
}

function isSecret(column: string, relation: string, { secrets, open }: Wishes): boolean {
  const names = [column, `${relation}.${column}`];
  if (names.some((name) => open.includes(name))) return false;
  const words = column.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toLowerCase();
  return names.some((name) => secrets.includes(name)) || SECRET.test(words);
}
