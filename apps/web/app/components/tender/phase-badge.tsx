import { useTranslation } from 'react-i18next';

const looks: Record<string, string> = {
  OPEN: 'good',
  CLOSED: 'wait',
  EVALUATION: 'wait',
  AWARDED: 'wait',
  CANCELLED: 'urgent',
  UNSUCCESSFUL: 'urgent',
};

/** How a tender or one of its parts stands, in a word. */
export function PhaseBadge({ phase }: { phase: string }) {
  const { t } = useTranslation();

  return <span className={`badge ${looks[phase] ?? ''}`}>{t(`tender.phase.${phase}`)}</span>;
}
