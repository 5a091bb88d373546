/**
 * This machine's own time, in milliseconds. Only the notary asks for it, and only to refuse: it decides nothing by it, yet releases no key
 * before it is past the closing, whatever the database's clock was set to.
 */
export const ownTime = (): number => Date.now();
