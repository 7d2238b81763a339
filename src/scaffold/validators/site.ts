import type { Schema } from "../../openapi/index.ts";
import { argumentsOf, code, ident, literal, type Fragment, type NameScope } from "../../typescript/index.ts";
import type { ValidatorModule } from "./module.ts";
import { pointerCode, type Pointer } from "./pointer.ts";

/** The value that is being checked, inside the function that checks it. */
export interface Site {
  readonly module: ValidatorModule;
  /** An identifier. */
  readonly value: Fragment;
  readonly pointer: Pointer;
  readonly locals: NameScope;
  /** Key of the named schema whose function this is: in-place references back to it are cut. */
  readonly owner: string | undefined;
  /** Inside the variant of a named schema that leaves out its alternatives. */
  readonly isBase: boolean;
  /** A multipart body: binary strings are files. */
  readonly isForm: boolean;
  /** The operation whose request it is. */
  readonly subject?: string;
}

/** The checking of a schema at a site, handed down so that the files of the keywords need not know each other. */
export type SchemaChecks = (schema: Schema, site: Site) => readonly Fragment[];

/** `fail(problems, "/name", "is required");` */
export function failure(site: Site, message: string): Fragment {
  return failureAt(site, site.pointer, message);
}

export function failureAt(site: Site, pointer: Pointer, message: string): Fragment {
  return code`${site.module.helper("problems", "fail")}${argumentsOf([ident("problems"), pointerCode(pointer), literal(message)])};`;
}

/** A name for a variable that tells what it holds. */
export function localName(site: Site, wish: string): string {
  const name = wish
    .replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? "")
    .replace(/^\d+/, "");
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  const clear = /^(?:check|settle|read|is)[A-Z]|^$/.test(lower) || /^[A-Z_]+$/.test(lower) ? `${lower}Value` : lower;
  return site.locals.take(clear.slice(0, 40));
}
