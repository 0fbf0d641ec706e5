import { useEffect, useState } from 'react';
import { Form, Input, Label, TextField } from 'react-aria-components';
import { ask, useSnapshot } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { useWords } from '../../messages/use-words.ts';

/** Address, name, password: all else comes from the center. */
export function SignInForm() {
  const { t } = useWords();
  const session = useSnapshot((snapshot) => snapshot.session);
  const known = session.state === 'signed-in' ? null : session;
  const [address, setAddress] = useState(known?.address ?? '');
  const [loginName, setLoginName] = useState(
    session.state === 'signed-out' ? session.loginName : '',
  );
  const [password, setPassword] = useState('');
  const problem = session.state === 'signed-out' ? session.problem : null;
  // A wrong password is typed anew; one that never arrived stays, for when the network is back.
  useEffect(() => {
    if (problem?.kind === 'wrong-credentials') setPassword('');
  }, [problem]);
  const busy = session.state === 'signing-in';
  const complete = address.trim() !== '' && loginName.trim() !== '' && password !== '';
  return (
    <Form
      className="sign-in-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!complete || busy) return;
        ask({ kind: 'sign-in', address: address.trim(), loginName: loginName.trim(), password });
      }}
    >
      <TextField className="field" value={address} onChange={setAddress} type="text">
        <Label className="field-label">{t('sign-in.address')}</Label>
        <Input
          className="field-input"
          data-testid="sign-in-address"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('sign-in.address-example')}
        />
      </TextField>
      <TextField className="field" value={loginName} onChange={setLoginName}>
        <Label className="field-label">{t('sign-in.name')}</Label>
        <Input
          className="field-input"
          data-testid="sign-in-name"
          autoComplete="username"
          spellCheck={false}
        />
      </TextField>
      <TextField className="field" value={password} onChange={setPassword} type="password">
        <Label className="field-label">{t('sign-in.password')}</Label>
        <Input
          className="field-input"
          data-testid="sign-in-password"
          autoComplete="current-password"
        />
      </TextField>
      <Button type="submit" testId="sign-in" isDisabled={!complete || busy}>
        {busy && !session.practice ? t('sign-in.signing-in') : t('sign-in.sign-in')}
      </Button>
    </Form>
  );
}
