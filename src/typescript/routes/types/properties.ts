import type { Machine } from "../machine/machine.ts";
import type { TypeUse } from "../value.ts";
import { memberType } from "./lookup.ts";

/** The type of a property that is asked for by its name. */
export const propertyType = (machine: Machine, type: TypeUse, name: string): TypeUse | undefined =>
  memberType(machine, type, name);
