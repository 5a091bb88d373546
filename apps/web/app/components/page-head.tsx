import { useTranslation } from 'react-i18next';
import { useLocation, useRouteLoaderData } from 'react-router';
import { type Language, inLanguage, languages } from '../i18n/language.js';

interface PageHeadProps {
  title: string;
  description: string;
  /** Address of a picture on this Kongsi, for previews of shared links. */
  picture?: string;
  /** What the page is about, in the words of schema.org. */
  about?: Record<string, unknown>;
  /** False for pages that are only a way to others. */
  indexed?: boolean;
}

/** What machines read of a page: title, addresses in both languages, preview, structured data. React moves it to the head. */
export function PageHead({ title, description, picture, about, indexed = true }: PageHeadProps) {
  const { t, i18n } = useTranslation();
  const { pathname } = useLocation();
  const { publicUrl = '' } = useRouteLoaderData<{ publicUrl: string }>('root') ?? {};
  const own = `${publicUrl}${inLanguage(pathname, i18n.language as Language)}`;
  const full = title === t('site.name') ? title : `${title} · ${t('site.name')}`;
  const short = description.length > 160 ? `${description.slice(0, 157).trimEnd()}…` : description;

  return (
    <>
      <title>{full}</title>
      <meta name="description" content={short} />
      {!indexed && <meta name="robots" content="noindex" />}
      {indexed && <link rel="canonical" href={own} />}
      {indexed &&
        languages.map((language) => (
          <link
            key={language}
            rel="alternate"
            hrefLang={language}
            href={`${publicUrl}${inLanguage(pathname, language)}`}
          />
        ))}
      {indexed && <link rel="alternate" hrefLang="x-default" href={`${publicUrl}${inLanguage(pathname, 'en')}`} />}
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={t('site.name')} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={short} />
      <meta property="og:url" content={own} />
      <meta property="og:locale" content={i18n.language === 'id' ? 'id_ID' : 'en_GB'} />
      <meta property="og:image" content={`${publicUrl}${picture ?? '/kongsi.png'}`} />
      <meta name="twitter:card" content="summary_large_image" />
      {about && <StructuredData about={{ '@context': 'https://schema.org', ...about }} />}
    </>
  );
}

function StructuredData({ about }: { about: Record<string, unknown> }) {
  // A closing tag inside a text must not end the script.
  const text = JSON.stringify(about).replaceAll('<', String.raw`\u003c`);

  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />;
}
