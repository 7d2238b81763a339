/** A part of the report, before it is text or Markdown. */
export interface Section {
  readonly title: string;
  readonly lines?: readonly string[];
  readonly rows?: readonly (readonly string[])[];
}

export const isFilled = ({ lines = [], rows = [] }: Section): boolean => lines.length + rows.length > 0;
