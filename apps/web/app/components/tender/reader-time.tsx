import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';

const never = (): (() => void) => () => undefined;
const zoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The same moment where the reader is, when that is another zone; only the reader's browser knows it. */
export function ReaderTime({ at, timeZone }: { at: string; timeZone: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const here = useSyncExternalStore(never, zoneHere, () => timeZone);
  if (here === timeZone) return null;

  return <div className="small quiet">{t('tender.yourTime', { moment: formats.shortMoment(at, here) })}</div>;
}
