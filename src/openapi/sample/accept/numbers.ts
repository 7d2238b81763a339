import type { SchemaObject } from "../../index.ts";

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  int8: [-128, 127],
  int16: [-32_768, 32_767],
  int32: [-2_147_483_648, 2_147_483_647],
  uint8: [0, 255],
  uint16: [0, 65_535],
  uint32: [0, 4_294_967_295],
};

/** Limits, multiples and the integer formats. */
export function numberHolds(value: number, schema: SchemaObject): boolean {
  if (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity)) return false;
  if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum) return false;
  if (schema.exclusiveMaximum !== undefined && value >= schema.exclusiveMaximum) return false;
  if (schema.multipleOf !== undefined && !isMultiple(value, schema.multipleOf)) return false;
  return inFormatRange(value, schema.format);
}

/** Decimal multiples survive binary fractions: 0.07 is a multiple of 0.01. */
export function isMultiple(value: number, of: number): boolean {
  const quotient = value / of;
  const isExact = !Number.isFinite(quotient) || (Number.isInteger(value) && Number.isInteger(of));
  if (isExact) return value % of === 0;
  return Math.abs(quotient - Math.round(quotient)) <= Number.EPSILON * Math.abs(quotient) * 2;
}

/** The range of an integer format, or everything. */
export function rangeOfFormat(format: string | undefined): readonly [number, number] {
  const range = format !== undefined && Object.hasOwn(RANGES, format) ? RANGES[format] : undefined;
  return range ?? [-Infinity, Infinity];
}

function inFormatRange(value: number, format: string | undefined): boolean {
  const [low, high] = rangeOfFormat(format);
  return value >= low && value <= high;
}
