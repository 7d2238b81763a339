export const decideErrors = {} as const;
