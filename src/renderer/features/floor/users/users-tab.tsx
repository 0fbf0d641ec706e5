import { useEffect, useState } from 'react';
import type { UserStanding } from '../../../../contract/http/users.ts';
import type { FloorError } from '../../../../contract/ipc/floor-api.ts';
import { askFloor, useSnapshot } from '../../../app/store/desk-store.ts';
import { Button } from '../../../design/button.tsx';
import { StateMark } from '../../../design/state-badge.tsx';
import { useWords } from '../../../messages/use-words.ts';
import { AnswerTrouble } from '../answer-trouble.tsx';
import { useFloorAnswer } from '../use-floor-answer.ts';

const request = () => ({ kind: 'users' }) as const;
const everyMs = 15_000;

/** Everybody who may sign in; an administrator decides here who may. */
export function UsersTab() {
  const { t } = useWords();
  const { value: users, atMs, trouble, readAgain } = useFloorAnswer(request, everyMs);
  const [refusal, setRefusal] = useState<FloorError | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a good answer is newer than what failed before it.
  useEffect(() => {
    // That the center was away is over with its answer; that it said no is not.
    setRefusal((before) => (before?.kind === 'refused' ? before : null));
  }, [atMs]);
  const own = useSnapshot(({ session }) => (session.state === 'signed-in' ? session.agent : null));
  const decides = own?.role === 'administrator';
  const setActive = async ({ userId, active }: UserStanding) => {
    const reply = await askFloor({ kind: 'user-active', userId, active: !active });
    setRefusal(reply.ok ? null : reply.error);
    readAgain();
  };
  return (
    <section className="floor-tab" aria-labelledby="floor-users">
      <h2 className="floor-heading" id="floor-users">
        {t('floor.users')}
      </h2>
      <AnswerTrouble trouble={trouble ?? refusal} atMs={atMs} />
      {!decides && <p className="floor-hint">{t('floor.users-hint')}</p>}
      {users !== null && (
        <table className="floor-table" data-testid="users">
          <thead>
            <tr>
              <th scope="col">{t('floor.name')}</th>
              <th scope="col">{t('floor.login-name')}</th>
              <th scope="col">{t('floor.role')}</th>
              <th scope="col">{t('floor.extension')}</th>
              <th scope="col">{t('floor.may-sign-in')}</th>
              {decides && (
                <th scope="col">
                  <span className="only-spoken">{t('floor.may-sign-in')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {users.map((user) => (
              <tr key={user.userId} data-testid={`user-${user.loginName}`}>
                <th scope="row">
                  <bdi>{user.name}</bdi>
                </th>
                <td>
                  <bdi>{user.loginName}</bdi>
                </td>
                <td>{t(`role.${user.role}`)}</td>
                <td className="floor-figures">
                  <bdi>{user.extension}</bdi>
                </td>
                <td>
                  <span className={`floor-state state-${user.active ? 'ready' : 'away'}`}>
                    <StateMark shape={user.active ? 'dot' : 'slash'} />
                    {user.active ? t('floor.yes') : t('floor.no')}
                  </span>
                </td>
                {decides && (
                  <td>
                    {user.loginName !== own?.loginName && (
                      <Button
                        size="small"
                        testId={`user-active-${user.loginName}`}
                        onPress={() => void setActive(user)}
                      >
                        {user.active
                          ? t('floor.shut-out', { name: user.name })
                          : t('floor.let-in', { name: user.name })}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
