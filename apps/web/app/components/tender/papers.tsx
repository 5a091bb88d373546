import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { Icon } from '../ui/icon.js';

export const PapersFields = /* #__PURE__ */ graphql(`
  fragment PapersFields on Tender {
    documents {
      id
      title
      language
      access
      version
      link
      replacedById
      file {
        url
        size
        mediaType
      }
    }
  }
`);

const kilobyte = 1024;

/** Drawings and terms; what is not given to everybody is named with the way to get it. */
export function Papers({ tender }: { tender: FragmentOf<typeof PapersFields> }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const current = tender.documents.filter(({ replacedById }) => replacedById === null);
  if (current.length === 0) return null;

  return (
    <section className="block" aria-labelledby="papers">
      <h2 id="papers">{t('tender.documents')}</h2>
      <ul className="entries">
        {current.map(({ id, title, language, access, version, link, file }) => (
          <li key={id}>
            <div className="entry-line">
              <Icon name="file" />
              <h3 lang={language ?? undefined}>
                {file || link ? <a href={file?.url ?? link ?? ''}>{title}</a> : title}
              </h3>
              <span className="badge">{t(`tender.documentAccess.${access}`)}</span>
            </div>
            <p className="small quiet">
              {[
                version > 1 && t('tender.documentVersion', { version }),
                file &&
                  `${file.mediaType.split('/').at(-1)?.toUpperCase()}, ${number(Math.ceil(file.size / kilobyte))} kB`,
                !file && !link && t('tender.documentAsk'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
