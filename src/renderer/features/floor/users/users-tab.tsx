import { useEffect, useState } from 'react';
import type { UserStanding } from '../../../../contract/http/users.ts';
import type { FloorError } from '../../../../contract/ipc/floor-api.ts';
import { askFloor, useSnapshot } from '../../../app/store/desk-store.ts';
import { Button } from '../../../design/button.tsx';
import { StateMark } from '../../../design/state-badge.tsx';
import { useWords } from '../../../messages/use-words.ts';
import { AnswerTrouble } from '../answer-trouble.tsx';
import { NameFilter } from '../name-filter.tsx';
import { SortableHeader } from '../sortable-header.tsx';
import type { Columns } from '../table-order.ts';
import { useFloorAnswer } from '../use-floor-answer.ts';
import { useTable } from '../use-table.ts';

const request = () => ({ kind: 'users' }) as const;
const everyMs = 15_000;

/** Everybody who may sign in; an administrator decides here who may. */
export function UsersTab() {
  const { t, format } = useWords();
  const { value: users, atMs, trouble, readAgain } = useFloorAnswer(request, everyMs);
  const { compareNames } = format;
  const { shown, filter, sorting } = useTable(users, {
    columns: columnsOf(compareNames),
    first: { column: 'login-name', direction: 'ascending' },
    namesOf,
    tie: (a, b) => compareNames(a.loginName, b.loginName) || a.userId.localeCompare(b.userId),
  });
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
      {users !== null && users.length > 0 && (
        <>
          <NameFilter label={t('floor.find-user')} filter={filter} testId="users" />
          <table className="floor-table" data-testid="users">
            <thead>
              <tr>
                <SortableHeader text={t('floor.name')} {...sorting('name')} />
                <SortableHeader text={t('floor.login-name')} {...sorting('login-name')} />
                <SortableHeader text={t('floor.role')} {...sorting('role')} />
                <SortableHeader text={t('floor.extension')} {...sorting('extension')} />
                <SortableHeader text={t('floor.may-sign-in')} {...sorting('may-sign-in')} />
                {decides && (
                  <th scope="col">
                    <span className="only-spoken">{t('floor.may-sign-in')}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {shown.map((user) => (
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
        </>
      )}
    </section>
  );
}

const namesOf = ({ name, loginName }: UserStanding) => [name, loginName];

const roles: readonly UserStanding['role'][] = ['agent', 'floor-manager', 'administrator'];

function columnsOf(compareNames: (a: string, b: string) => number) {
  return {
    name: { compare: (a, b) => compareNames(a.name, b.name), first: 'ascending' },
    'login-name': {
      compare: (a, b) => compareNames(a.loginName, b.loginName),
      first: 'ascending',
    },
    role: { compare: (a, b) => roles.indexOf(a.role) - roles.indexOf(b.role), first: 'ascending' },
    extension: {
      compare: (a, b) => a.extension.localeCompare(b.extension, 'en', { numeric: true }),
      first: 'ascending',
      isEmpty: ({ extension }) => extension === '',
    },
    'may-sign-in': {
      compare: (a, b) => Number(b.active) - Number(a.active),
      first: 'ascending',
    },
  } as const satisfies Columns<UserStanding, string>;
}
