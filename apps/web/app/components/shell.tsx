import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigation } from 'react-router';
import { type Language, languages } from '../i18n/language.js';
import { PageLink, PageNavLink, useAddress } from './page-link.js';
import { SchemeSwitch } from './scheme-switch.js';
import { Icon, Mark } from './ui/icon.js';

const rooms = ['tenders', 'firms', 'projects'] as const;

/** What stands around every page: skip link, navigation, search, language, footer. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();

  return (
    <>
      <a className="skip-link" href="#content">
        {t('nav.skip')}
      </a>
      <Progress />
      <Header />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Footer />
      <nav className="bottom-bar" aria-label={t('nav.bottom')}>
        {rooms.map((room) => (
          <PageNavLink key={room} to={`/${room}`}>
            <Icon name={room} />
            {t(`nav.${room}`)}
          </PageNavLink>
        ))}
        <PageNavLink to="/search">
          <Icon name="search" />
          {t('nav.search')}
        </PageNavLink>
      </nav>
    </>
  );
}

function Header() {
  const { t } = useTranslation();
  const address = useAddress();

  return (
    <header className="site-header">
      <div className="wide site-header-row">
        <PageLink to="/" className="brand" aria-label={t('nav.home')}>
          <Mark />
          <span>{t('site.name')}</span>
        </PageLink>
        <nav className="site-nav" aria-label={t('nav.main')}>
          {rooms.map((room) => (
            <PageNavLink key={room} to={`/${room}`}>
              {t(`nav.${room}`)}
            </PageNavLink>
          ))}
          <PageNavLink to="/about">{t('nav.about')}</PageNavLink>
        </nav>
        <search className="site-search">
          <form action={address('/search')} method="get">
            <label className="hidden" htmlFor="site-search">
              {t('nav.searchLabel')}
            </label>
            <input
              id="site-search"
              type="search"
              name="text"
              placeholder={t('nav.searchHint')}
              maxLength={120}
              autoComplete="off"
            />
            <button type="submit" aria-label={t('nav.search')}>
              <Icon name="search" />
            </button>
          </form>
        </search>
        <LanguageSwitch />
        <SchemeSwitch />
      </div>
    </header>
  );
}

/** The same page in the other language; works without script, and remembers the choice. */
function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const { pathname, search } = useLocation();
  const other = languages.find((language) => language !== i18n.language) as Language;
  const page = encodeURIComponent(`${pathname}${search}`);

  return (
    <a
      className="language-switch"
      href={`/language/${other}?page=${page}`}
      lang={other}
      hrefLang={other}
      rel="nofollow"
    >
      {t(`language.${other}`)}
    </a>
  );
}

function Footer() {
  const { t } = useTranslation();

  return (
    <footer className="site-footer">
      <div className="wide site-footer-columns">
        <div>
          <p className="brand">
            <Mark />
            <span>{t('site.name')}</span>
          </p>
          <p>{t('site.meaning')}</p>
          <p>{t('site.noPaidRank')}</p>
        </div>
        <nav aria-label={t('nav.footer')}>
          <ul>
            {rooms.map((room) => (
              <li key={room}>
                <PageLink to={`/${room}`}>{t(`nav.${room}`)}</PageLink>
              </li>
            ))}
          </ul>
          <ul>
            <li>
              <PageLink to="/board">{t('nav.board')}</PageLink>
            </li>
            <li>
              <PageLink to="/words">{t('nav.words')}</PageLink>
            </li>
            <li>
              <PageLink to="/packs">{t('nav.packs')}</PageLink>
            </li>
            <li>
              <PageLink to="/about">{t('nav.about')}</PageLink>
            </li>
            <li>
              <a href="/explorer">{t('nav.explorer')}</a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}

/** Says that a page is on its way when that takes longer than a moment (the delay is in the style). */
function Progress() {
  const { t } = useTranslation();
  const isWaiting = useNavigation().state !== 'idle';

  return (
    <output className="progress" data-waiting={isWaiting || undefined}>
      {isWaiting && <span className="hidden">{t('nav.loading')}</span>}
    </output>
  );
}
