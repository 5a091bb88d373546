/** Injection token of the one validated configuration. */
export const CONFIG = Symbol('CONFIG');

/** Injection token of the process' logger. */
export const LOGGER = Symbol('LOGGER');
