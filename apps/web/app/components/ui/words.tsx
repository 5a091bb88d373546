import { useTranslation } from 'react-i18next';
import { timeLeft, useFormats } from '../../i18n/formats.js';

/** A text somebody wrote; tagged where it is not in the language of the page. */
export function Written({ text, language }: { text: string; language: string }) {
  const { i18n } = useTranslation();
  const lang = language.toLowerCase();

  return lang === i18n.language ? text : <span lang={lang}>{text}</span>;
}

/** A moment with its zone. */
export function Moment({ at, timeZone, short }: { at: string; timeZone: string; short?: boolean }) {
  const formats = useFormats();

  return <time dateTime={at}>{short ? formats.shortMoment(at, timeZone) : formats.moment(at, timeZone)}</time>;
}

/** How long there is still time, by the server's clock; the last two days are said and coloured. */
export function TimeLeft({ until, now }: { until: string; now: string }) {
  const { t } = useTranslation();
  const left = timeLeft(until, now);
  if (!left) return <span className="quiet">{t('time.over')}</span>;

  return (
    <span className={left.unit === 'days' ? 'quiet' : 'urgent-text'}>
      {t(`time.${left.unit}Left`, { count: left.count })}
    </span>
  );
}
