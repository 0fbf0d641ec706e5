import { Mic, MicOff, Volume2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SoundLevels } from '../../../contract/ipc/preferences.ts';
import { ask, listenToLevels, send, useSnapshot } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { DeviceChooser } from './device-chooser.tsx';
import { SwitchRow } from './switch-row.tsx';

/** Microphone, talk output and ringer, each heard or seen before a call depends on it. */
export function SoundDevices() {
  const { t } = useWords();
  const audio = useSnapshot((snapshot) => snapshot.audio);
  const { chosen } = audio;
  const change = (part: Partial<typeof chosen>) =>
    ask({ kind: 'set-audio', audio: { ...chosen, ...part } });

  // The microphone is open no longer than somebody looks at its meter.
  useEffect(
    () => () => {
      void send({ kind: 'test-microphone', on: false });
    },
    [],
  );

  return (
    <div className="sound">
      <DeviceChooser
        label={t('sound.microphone')}
        labels={audio.microphones}
        chosen={chosen.microphone}
        unset={t('sound.system')}
        testId="sound-microphone"
        onChoose={(microphone) => change({ microphone })}
      />
      <div className="sound-test">
        <Button
          size="small"
          icon={audio.testing ? MicOff : Mic}
          aria-pressed={audio.testing}
          testId="sound-test-microphone"
          onPress={() => ask({ kind: 'test-microphone', on: !audio.testing })}
        >
          {audio.testing ? t('sound.microphone-off') : t('sound.microphone-test')}
        </Button>
        {audio.testing && <Meters />}
      </div>
      <DeviceChooser
        label={t('sound.speaker')}
        labels={audio.outputs}
        chosen={chosen.speaker}
        unset={t('sound.system')}
        testId="sound-speaker"
        onChoose={(speaker) => change({ speaker })}
      />
      <div className="sound-test">
        <Button
          size="small"
          icon={Volume2}
          testId="sound-test-speaker"
          onPress={() => ask({ kind: 'test-sound', output: 'speaker' })}
        >
          {t('sound.test-speaker')}
        </Button>
      </div>
      <DeviceChooser
        label={t('sound.ringer')}
        labels={audio.outputs}
        chosen={chosen.ringer}
        unset={t('sound.as-speaker')}
        testId="sound-ringer"
        onChoose={(ringer) => change({ ringer })}
      />
      <div className="sound-test">
        <Button
          size="small"
          icon={Volume2}
          testId="sound-test-ringer"
          onPress={() => ask({ kind: 'test-sound', output: 'ringer' })}
        >
          {t('sound.test-ringer')}
        </Button>
      </div>
      <SwitchRow
        label={t('sound.processing')}
        hint={t('sound.processing-hint')}
        on={chosen.processing}
        testId="sound-processing"
        onChange={(processing) => change({ processing })}
      />
    </div>
  );
}

function Meters() {
  const { t } = useWords();
  const [levels, setLevels] = useState<SoundLevels>({ sent: 0, heard: null });
  useEffect(() => listenToLevels(setLevels), []);
  return (
    <>
      <Meter name={t('sound.level')} level={levels.sent ?? 0} />
      {levels.heard !== null && <Meter name={t('sound.level-heard')} level={levels.heard} />}
    </>
  );
}

const quietest = -60;

/** A level as ears judge it: from -60 decibels of full scale, which is a silent room, to 0. */
function Meter({ name, level }: { readonly name: string; readonly level: number }) {
  const decibels = level <= 0 ? quietest : Math.max(quietest, 20 * Math.log10(level));
  const percent = Math.round(((decibels - quietest) / -quietest) * 100);
  return (
    <meter
      className="sound-meter"
      aria-label={name}
      min={0}
      max={100}
      value={percent}
      data-testid="sound-meter"
    />
  );
}
