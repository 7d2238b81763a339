import type { ExitCode } from "../../kit/index.ts";
import type { LoadReport, Threshold } from "../../load/result/index.ts";

type Facts = Pick<LoadReport, "thresholds" | "validity"> & Partial<Pick<LoadReport, "written" | "aborted">>;

/**
 * 1 when something that was asked for is not so, or the run was ended by too many errors; 5 when the figures are the generator's own, unless what is broken is no
 * figure of time; 3 when something could not be written.
 */
export function exitCodeOf({ thresholds, validity, written = [], aborted = false }: Facts): ExitCode {
  const broken = thresholds.filter(({ asked, met }) => asked && !met);
  if (aborted || broken.some(isCertain)) return 1;
  if (validity?.valid === false) return 5;
  if (broken.length > 0) return 1;
  return written.some(({ problem }) => problem !== null) ? 3 : 0;
}

/** A starved generator measures times that are too long; it does not invent an answer's status. */
const isCertain = ({ unit }: Threshold): boolean => unit === "status";
