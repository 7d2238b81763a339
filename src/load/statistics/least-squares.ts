/** What was seen at a point: the value and the regressors that should explain it. */
export interface Observation {
  readonly y: number;
  /** One value per coefficient; put a 1 first for an intercept. */
  readonly x: readonly number[];
  /** 1 / variance, up to a common factor; 1 when missing. */
  readonly weight?: number;
}

export interface LeastSquaresFit {
  readonly coefficients: readonly number[];
  /** Standard errors of the coefficients; NaN when there are no more points than coefficients. */
  readonly errors: readonly number[];
  /** Weighted sum of the squared residuals. */
  readonly residual: number;
}

/**
 * Weighted linear least squares by the normal equations, each column scaled to length one first. Undefined when the points
 * do not determine the coefficients.
 *
 * @example
 * leastSquares([{ y: 1, x: [1, 0] }, { y: 3, x: [1, 1] }, { y: 5, x: [1, 2] }])?.coefficients; // [1, 2]
 */
export function leastSquares(observations: readonly Observation[]): LeastSquaresFit | undefined {
  const size = observations[0]?.x.length ?? 0;
  if (size === 0 || observations.length < size) return undefined;
  const scales = range(size).map((column) => Math.sqrt(sumOf(observations, ({ x }) => at(x, column) ** 2)));
  if (scales.some((scale) => scale === 0)) return undefined;
  const product = (row: number, column: number): number =>
    sumOf(observations, ({ x }) => (at(x, row) * at(x, column)) / (at(scales, row) * at(scales, column)));
  const inverse = invert(range(size).map((row) => range(size).map((column) => product(row, column))));
  if (inverse === undefined) return undefined;
  const right = range(size).map((row) => sumOf(observations, ({ x, y }) => (at(x, row) * y) / at(scales, row)));
  const coefficients = inverse.map((row, index) => dot(row, right) / at(scales, index));
  const residual = sumOf(observations, ({ x, y }) => (y - dot(x, coefficients)) ** 2);
  const spread = observations.length > size ? residual / (observations.length - size) : Number.NaN;
  const errors = inverse.map((row, index) => Math.sqrt(spread * at(row, index)) / at(scales, index));
  return { coefficients, errors, residual };
}

/** Gauss-Jordan elimination with partial pivoting; undefined for a matrix that is singular to 12 digits. */
function invert(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] | undefined {
  const size = matrix.length;
  const rows = matrix.map((row, index) => [...row, ...range(size).map((column) => (column === index ? 1 : 0))]);
  for (let column = 0; column < size; column += 1) {
    const pivot = largestIn(rows, column);
    const chosen = rows[pivot] ?? [];
    if (Math.abs(at(chosen, column)) < 1e-12) return undefined;
    rows[pivot] = rows[column] ?? [];
    const scaled = chosen.map((value) => value / at(chosen, column));
    for (let row = 0; row < size; row += 1) {
      const factor = at(rows[row] ?? [], column);
      rows[row] = row === column ? scaled : (rows[row] ?? []).map((value, index) => value - factor * at(scaled, index));
    }
  }
  return rows.map((row) => row.slice(size));
}

function largestIn(rows: readonly (readonly number[])[], column: number): number {
  let best = column;
  for (let row = column + 1; row < rows.length; row += 1)
    if (Math.abs(at(rows[row] ?? [], column)) > Math.abs(at(rows[best] ?? [], column))) best = row;
  return best;
}

const sumOf = (observations: readonly Observation[], term: (observation: Observation) => number): number =>
  observations.reduce((sum, observation) => sum + (observation.weight ?? 1) * term(observation), 0);

const dot = (left: readonly number[], right: readonly number[]): number =>
  left.reduce((sum, value, index) => sum + value * at(right, index), 0);

const at = (values: readonly number[], index: number): number => values[index] ?? 0;

const range = (size: number): readonly number[] => Array.from({ length: size }, (_, index) => index);
