import {
  code,
  createImports,
  empty,
  jsDoc,
  lines,
  literal,
  propertyName,
  union,
  type Fragment,
} from "../../../typescript/index.ts";
import { managedFile, onceFile, type GeneratedFile } from "../../file.ts";
import type { DatabasePlan, ResourcePlan } from "../plan/index.ts";

/** `repositories/index.ts`: the names of the resources. */
export function resourcesFile({ resources }: DatabasePlan): GeneratedFile {
  const names = resources.map(({ segment }) => literal(segment));
  return managedFile("repositories/index.ts", createImports(), [
    lines([
      jsDoc(["Every table and view that the API serves."]),
      code`export type Resource = ${names.length === 0 ? code`never` : union(names)};`,
    ]),
  ]);
}

/** `policy.ts`: who somebody is, and what he may do. Written once. */
export function policyFile(plan: DatabasePlan): GeneratedFile {
  const imports = createImports();
  const resource = imports.type("./repositories/index.js", "Resource");
  const rights = rightsOf(plan);
  const security = imports.type("./types/api.js", "SecurityHandlers");
  const body = [
    principalType(rights),
    code`
      export type Action = "list" | "read" | "create" | "update" | "delete";

      type Rule = (principal: Principal, action: Action) => boolean;

      const anybody: Rule = () => true;
      ${hasAdmins(plan) ? code`const admins: Rule = ({ role }) => role === "admin";` : empty}
    `,
    rulesTable(plan, resource),
    allowedFunction({ resource, error: imports.value("./middleware/errors.js", "HttpError") }),
    securityCode(security),
    principalFunction(rights),
  ];
  return onceFile("policy.ts", imports, body);
}

type Right = "tenant" | "owner";

function rightsOf({ resources }: DatabasePlan): readonly Right[] {
  const roles = new Set(resources.flatMap(({ columns }) => columns.map(({ role }) => role)));
  return (["tenant", "owner"] as const).filter((right) => roles.has(right));
}

function principalType(rights: readonly Right[]): Fragment {
  return code`
    /** Somebody who has shown valid credentials. */
    export interface Principal {
      readonly role?: string;
      ${rights.map((right) => (right === "tenant" ? code`readonly tenant: string;` : code`readonly owner: string;`))}
    }

    /** What the statements of the repositories are bound by. */
    export type Access = Principal;
  `;
}

const isBound = ({ columns }: ResourcePlan): boolean =>
  columns.some(({ role }) => role === "tenant" || role === "owner");

const hasAdmins = ({ resources }: DatabasePlan): boolean => resources.some(isBound) && !resources.every(isBound);

/** Rows without a tenant or owner belong to everybody where others have one: only administrators change them. */
function rulesTable({ resources }: DatabasePlan, resource: Fragment): Fragment {
  const hasBounds = resources.some(isBound);
  const entries = resources.map((one) => {
    const rule = !hasBounds || isBound(one) ? code`anybody` : code`admins`;
    return code`${propertyName(one.segment)}: ${rule},`;
  });
  return code`
    /** Who may do what. A new table is missing here until somebody decides: that does not compile. */
    export const rules: Readonly<Record<${resource}, Rule>> = {
      ${entries}
    };
  `;
}

function allowedFunction({ resource, error }: { readonly resource: Fragment; readonly error: Fragment }): Fragment {
  return code`
    /** What the caller's statements are bound by. Error: 403 where he may not do this. */
    export function allowed(auth: Readonly<Record<string, unknown>>, resource: ${resource}, action: Action): Access {
      const principal = principalIn(auth["bearerAuth"]);
      if (principal === undefined || !rules[resource](principal, action))
        throw new ${error}(403, "FORBIDDEN", \`You may not \${action} \${resource}.\`);
      return principal;
    }
  `;
}

function securityCode(security: Fragment): Fragment {
  return code`
    /**
     * Who a token stands for: \`API_TOKENS\` is a JSON object of principals by token. Put your own check here.
     * Without the variable nobody is let in.
     */
    export const security: ${security} = {
      bearerAuth: ({ token }) => (tokens.has(token) ? tokens.get(token) : undefined),
    };

    const tokens = new Map<string, unknown>(Object.entries(JSON.parse(process.env["API_TOKENS"] ?? "{}")));
  `;
}

function principalFunction(rights: readonly Right[]): Fragment {
  const checks = rights.map((right) =>
    right === "tenant"
      ? code`if (!("tenant" in value) || typeof value.tenant !== "string") return undefined;`
      : code`if (!("owner" in value) || typeof value.owner !== "string") return undefined;`,
  );
  const members = rights.map((right) =>
    right === "tenant" ? code`, tenant: value.tenant` : code`, owner: value.owner`,
  );
  return code`
    /** The principal in what the security handler has answered; undefined where something of it is missing. */
    function principalIn(value: unknown): Principal | undefined {
      if (typeof value !== "object" || value === null) return undefined;
      ${checks}
      const role = "role" in value && typeof value.role === "string" ? { role: value.role } : {};
      return { ...role${members[0] ?? code``}${members[1] ?? code``} };
    }
  `;
}
