export const ledgerErrors = {} as const;
