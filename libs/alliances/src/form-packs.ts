/** The forms an alliance can take, each with its version. `plain`: a contract between firms, without a legal person of its own. */
export const formPacks: ReadonlyMap<string, string> = new Map([['plain', '1']]);
