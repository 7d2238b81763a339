import { z } from "zod";
import { duration } from "../../../command/index.ts";

/** A duration above nothing, in milliseconds. */
export const someTime = () => duration().refine((milliseconds) => milliseconds > 0, "must be longer than nothing");

/** A share in percent: `5`, `5%`. */
export const someShare = () =>
  z.union([z.number(), z.string()]).transform((value, context) => {
    const percent = Number(String(value).replace(/\s*%$/, ""));
    if (percent > 0 && percent <= 100) return percent;
    context.addIssue({ code: "custom", message: `"${value}" is no share; write percent, as 5 or 5%` });
    return z.NEVER;
  });
