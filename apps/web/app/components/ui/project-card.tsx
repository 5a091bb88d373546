import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { PageLink } from '../page-link.js';
import { Written } from './words.js';

export const ProjectCardFields = /* #__PURE__ */ graphql(`
  fragment ProjectCardFields on Project {
    id
    town
    country
    finishedOn
    isToldFreely
    title {
      text
      language
    }
    partners {
      firm {
        id
        name
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

/** Joint work at one glance: a picture, where and when, who did it together. */
export function ProjectCard({ project }: { project: FragmentOf<typeof ProjectCardFields> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const picture = project.pictures[0];
  const firms = project.partners.flatMap(({ firm }) => (firm ? [firm.name] : []));

  return (
    <li className="card">
      {picture && (
        <img
          className="card-picture"
          src={picture.url}
          alt={picture.alt.text}
          lang={picture.alt.language.toLowerCase()}
          loading="lazy"
          width={960}
          height={600}
        />
      )}
      <div className="card-top">
        <span>
          {project.town}, {formats.country(project.country)}
        </span>
        <span>{formats.day(project.finishedOn)}</span>
      </div>
      <h3>
        <PageLink to={`/projects/${project.id}`} className="card-link">
          <Written {...project.title} />
        </PageLink>
      </h3>
      <p className="small quiet">{t('project.by', { firms: formats.list(firms) })}</p>
      {project.isToldFreely && <p className="small quiet">{t('project.toldFreely')}</p>}
    </li>
  );
}
