import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { Written } from './words.js';

export const CapabilityFields = /* #__PURE__ */ graphql(`
  fragment CapabilityFields on Capability {
    id
    level
    isWithheld
    classification {
      name
      nameLanguage
    }
    note {
      text
      language
    }
    area {
      radiusKm
      regions
    }
    evidence {
      id
      state
      isExpired
    }
  }
`);

/** What a firm says it can do, how well and how far it goes for it. */
export function Capabilities({ capabilities }: { capabilities: FragmentOf<typeof CapabilityFields>[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (capabilities.length === 0) return <p className="quiet">{t('firm.canNothing')}</p>;

  return (
    <ul className="entries">
      {capabilities.map(({ id, level, isWithheld, classification, note, area, evidence }) => (
        <li key={id}>
          <div className="entry-line">
            <h3>{classification && <Written text={classification.name} language={classification.nameLanguage} />}</h3>
            {level && <span className="badge">{t(`firm.level.${level}`)}</span>}
            {evidence.some((paper) => paper.state === 'VERIFIED' && !paper.isExpired) && (
              <span className="badge good">{t('firm.proved')}</span>
            )}
          </div>
          {note.text && (
            <p>
              <Written {...note} />
            </p>
          )}
          <p className="small quiet">
            {isWithheld && t('firm.withheld')}
            {area?.radiusKm && t('firm.radius', { km: formats.number(area.radiusKm) })}
            {area && area.regions.length > 0 && t('firm.regions', { places: formats.list(area.regions) })}
          </p>
        </li>
      ))}
    </ul>
  );
}
