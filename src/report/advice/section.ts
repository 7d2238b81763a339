/** A block of the report: a title in capitals, and its lines without their indentation. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** `MISSING INDEXES (5 found)` */
export const foundTitle = (title: string, count: number): string => `${title} (${count} found)`;
