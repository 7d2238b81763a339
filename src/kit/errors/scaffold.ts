export const scaffoldErrors = {} as const;
