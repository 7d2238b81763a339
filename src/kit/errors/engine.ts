export const engineErrors = {} as const;
