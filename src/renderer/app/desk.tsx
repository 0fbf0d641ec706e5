import { useEffect } from 'react';
import type { Notice } from '../../contract/ipc/desk-snapshot.ts';
import { BlackBoxSheet } from '../features/black-box/black-box-sheet.tsx';
import { ReportCall } from '../features/black-box/report-call.tsx';
import { CallBar } from '../features/call-bar/call-bar.tsx';
import { CallbackDialog } from '../features/callbacks/callback-dialog.tsx';
import { CallbackList } from '../features/callbacks/callback-list.tsx';
import { DevicesSheet } from '../features/devices/devices-sheet.tsx';
import { Floor } from '../features/floor/floor.tsx';
import { FloorSwitch } from '../features/floor/floor-switch.tsx';
import { KeySheet } from '../features/key-sheet/key-sheet.tsx';
import { MyCalls } from '../features/my-calls/my-calls.tsx';
import { ClockBanner } from '../features/notices/clock-banner.tsx';
import { MicrophoneBanner } from '../features/notices/microphone-banner.tsx';
import { Notices } from '../features/notices/notices.tsx';
import { FindPalette } from '../features/people/find-palette.tsx';
import { VoiceState } from '../features/quality/voice-state.tsx';
import { VoiceWarning } from '../features/quality/voice-warning.tsx';
import { JumpPalette } from '../features/script/jump-palette.tsx';
import { Settings } from '../features/settings/settings.tsx';
import { SignIn } from '../features/sign-in/sign-in.tsx';
import { StatusBar } from '../features/status/status-bar.tsx';
import { TransferSheet } from '../features/transfer/transfer-sheet.tsx';
import { useFollowedFocus } from './focus.ts';
import { listenForKeys } from './keyboard.ts';
import { useNamedDismiss } from './name-dismiss.ts';
import { Places } from './places.tsx';
import { QuitQuestion } from './quit-question.tsx';
import { useDesk, useSnapshot } from './store/desk-store.ts';
import { useSystemWords } from './system-words.ts';
import './desk.css';

/** The whole desk, or the door to it. */
export function Desk() {
  const signedIn = useSnapshot(({ session }) => session.state === 'signed-in');
  useEffect(() => listenForKeys(window), []);
  useSystemWords();
  useNamedDismiss();
  return signedIn ? <SignedInDesk /> : <Door />;
}

function SignedInDesk() {
  useFollowedFocus();
  const view = useDesk((state) => state.view);
  return (
    <div className="desk">
      <div className="desk-top">
        <CallBar floorSwitch={<FloorSwitch />} />
        <MicrophoneBanner />
        <ClockBanner />
      </div>
      {view === 'floor' ? <Floor /> : <Places />}
      <StatusBar
        settings={<Settings />}
        voice={
          <VoiceState>
            <ReportCall />
          </VoiceState>
        }
        warning={<VoiceWarning />}
      />
      <JumpPalette />
      <FindPalette />
      <TransferSheet />
      <KeySheet />
      <CallbackDialog />
      <CallbackList />
      <MyCalls />
      <BlackBoxSheet />
      <QuitQuestion />
      <DevicesSheet />
    </div>
  );
}

/** What whoever starts Homeline should know before signing in. */
const saidAtTheDoor: ReadonlySet<Notice['kind']> = new Set([
  'settings-newer',
  'settings-broken',
  'settings-replaced',
  'journal-set-aside',
]);

function Door() {
  return (
    <div className="door">
      <div className="door-notices">
        <Notices only={saidAtTheDoor} />
      </div>
      <SignIn />
      <div className="door-settings">
        <Settings />
      </div>
    </div>
  );
}
