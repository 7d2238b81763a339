export const openapiErrors = {} as const;
