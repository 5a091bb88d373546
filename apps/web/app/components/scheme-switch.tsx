import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from './ui/icon.js';

/** Light or dark; follows the system until somebody chooses. Without script it is not shown. */
export function SchemeSwitch() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme('light', { getInitialValueInEffect: true });

  return (
    <button
      type="button"
      className="scheme-switch"
      aria-label={t('nav.scheme')}
      onClick={() => setColorScheme(shown === 'dark' ? 'light' : 'dark')}
    >
      <Icon name="moon" />
    </button>
  );
}
