import { createContext, useContext } from 'react';

const NonceContext = createContext<string | undefined>(undefined);

export const NonceProvider = NonceContext.Provider;

/** What inline scripts and styles of this page carry. In the browser it is read from a script that already has it. */
export function useNonce(): string | undefined {
  const given = useContext(NonceContext);
  if (given !== undefined || typeof document === 'undefined') return given;

  return document.querySelector<HTMLElement>('script[nonce]')?.nonce;
}
