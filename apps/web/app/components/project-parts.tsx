import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../gql/graphql.js';
import { useFormats } from '../i18n/formats.js';
import { PageLink } from './page-link.js';
import { Written } from './ui/words.js';
import { TableFrame } from './ui/table-frame.js';

export const ProjectPartsFields = /* #__PURE__ */ graphql(`
  fragment ProjectPartsFields on Project {
    partners {
      roles
      shareBasisPoints
      part {
        text
        language
      }
      firm {
        publicId
        name
      }
    }
    people {
      person {
        id
        name
      }
      firm {
        name
      }
      did {
        text
        language
      }
    }
    pictures {
      id
      url
      alt {
        text
        language
      }
    }
  }
`);

type Parts = FragmentOf<typeof ProjectPartsFields>;

/** Each firm with its role, its share of the work, and what it did. */
export function Partners({ partners }: Pick<Parts, 'partners'>) {
  const { t } = useTranslation();
  const formats = useFormats();

  return (
    <TableFrame label={t('project.partners')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('project.firm')}</th>
            <th scope="col">{t('project.didWhat')}</th>
            <th scope="col" className="number">
              {t('project.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {partners.map(({ firm, roles, part, shareBasisPoints }) => (
            <tr key={`${firm?.publicId} ${shareBasisPoints}`}>
              <th scope="row">
                {firm && <PageLink to={`/firms/${firm.publicId}`}>{firm.name}</PageLink>}
                <div className="small quiet">{formats.list(roles.map((role) => t(`project.role.${role}`)))}</div>
              </th>
              <td>{part.text && <Written {...part} />}</td>
              <td className="number">{formats.share(shareBasisPoints)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

/** Those who did the work and agreed to be named. */
export function NamedPeople({ people }: Pick<Parts, 'people'>) {
  return (
    <ul className="sentences">
      {people.map(({ person, firm, did }) => (
        <li key={person?.id}>
          <strong>{person?.name}</strong>
          {firm && `, ${firm.name}`}
          {did.text && (
            <>
              {': '}
              <Written {...did} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

export function Pictures({ pictures }: Pick<Parts, 'pictures'>) {
  return (
    <div className="pictures">
      {pictures.map(({ id, url, alt }) => (
        <figure key={id} className="picture">
          <img src={url} alt="" width={960} height={600} />
          <figcaption>
            <Written {...alt} />
          </figcaption>
        </figure>
      ))}
    </div>
  );
}
