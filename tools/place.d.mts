/** The file of one of Kongsi's programs, put together for a quick start. */
export function program(app: 'api' | 'notary' | 'worker' | 'cli'): string;
