import { Minus, Plus } from 'lucide-react';
import { perform, textSizes } from '../../app/store/actions.ts';
import { ask, useSnapshot } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { SegmentChooser } from '../../design/segment-chooser.tsx';
import { languages } from '../../messages/messages.ts';
import { useWords } from '../../messages/use-words.ts';

const themes = ['system', 'light', 'dark', 'contrast'] as const;

/** Language, look and text size. */
export function Appearance() {
  const { t, format } = useWords();
  const language = useSnapshot(({ app }) => app.language);
  const theme = useSnapshot(({ app }) => app.theme);
  const percent = useSnapshot(({ app }) => app.textPercent);
  return (
    <>
      <SegmentChooser
        label={t('settings.language')}
        choices={languages.map(({ code, name }) => ({ id: code, name, lang: code }))}
        chosen={language}
        testId="language"
        onChoose={(code) => ask({ kind: 'set-language', language: code })}
      />
      <SegmentChooser
        label={t('settings.theme')}
        choices={themes.map((id) => ({ id, name: t(`settings.theme-${id}`) }))}
        chosen={theme}
        testId="theme"
        onChoose={(chosen) => ask({ kind: 'set-theme', theme: chosen })}
      />
      <fieldset className="text-size" aria-label={t('settings.text-size')}>
        <span className="field-label">{t('settings.text-size')}</span>
        <Button
          size="small"
          icon={Minus}
          aria-label={t('action.text-smaller')}
          isDisabled={percent <= textSizes[0]}
          testId="text-smaller"
          onPress={() => perform('text-smaller')}
        >
          {''}
        </Button>
        <output className="text-size-now" data-testid="text-size">
          {format.percent(percent / 100)}
        </output>
        <Button
          size="small"
          icon={Plus}
          aria-label={t('action.text-larger')}
          isDisabled={percent >= Math.max(...textSizes)}
          testId="text-larger"
          onPress={() => perform('text-larger')}
        >
          {''}
        </Button>
      </fieldset>
    </>
  );
}
