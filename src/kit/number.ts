const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"] as const;

/** A whole number with thousands separators. @example formatCount(1247832); // "1,247,832" */
export function formatCount(value: number): string {
  return formatDecimal(value, 0);
}

/** @example formatDecimal(1508.25, 1); // "1,508.3" */
export function formatDecimal(value: number, digits: number): string {
  const [whole = "0", fraction] = value.toFixed(digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Decimal units. @example formatBytes(1_500_000); // "1.5 MB" */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit] ?? "B"}`;
}

/** A share of 0..1. @example formatPercent(0.9905); // "99.0%" — floored, so that 99.96 % is never printed as 100.0 % */
export function formatPercent(share: number): string {
  return `${(Math.floor(share * 1_000) / 10).toFixed(1)}%`;
}
