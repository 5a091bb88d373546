import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { type Language, inLanguage } from '../i18n/language.js';

/** The address of a page, written without language, in the language of the reader. */
export function useAddress(): (path: string) => string {
  const { i18n } = useTranslation();

  return (path) => inLanguage(path, i18n.language as Language);
}

/** A link to a page of ours that stays in the reader's language. */
export function PageLink({ to, ...others }: Omit<ComponentProps<typeof Link>, 'to'> & { to: string }) {
  return <Link to={useAddress()(to)} {...others} />;
}

/** The same in a navigation: it knows when one is there. */
export function PageNavLink({ to, ...others }: Omit<ComponentProps<typeof NavLink>, 'to'> & { to: string }) {
  return <NavLink to={useAddress()(to)} {...others} />;
}
