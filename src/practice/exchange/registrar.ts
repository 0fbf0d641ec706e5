/** Who may register, and where each one can be reached now (RFC 3261, section 10). */

export interface Account {
  readonly user: string;
  readonly password: string;
  readonly displayName: string;
}

export interface Binding {
  readonly user: string;
  /** The URI that the client wants to be called at; in-dialog requests are sent to it. */
  readonly contact: string;
  readonly contactUser: string | null;
  /** What makes two registrations the same device: `+sip.instance`, else the contact itself. */
  readonly instance: string;
  readonly linkId: string;
  readonly expiresAtMs: number;
}

export interface Registrar {
  account(user: string): Account | undefined;
  /** Adds a binding in place of an older one of the same device. */
  bind(binding: Binding): void;
  /** Removes the binding of one device, or all of the user. */
  unbind(user: string, instance: string | 'all'): void;
  /** The links by which a user was reachable are gone with this one. Returns the users. */
  dropLink(linkId: string): readonly string[];
  /** What has not run out, newest last. */
  bindings(user: string): readonly Binding[];
  /**
   * The newest binding that has this user, or this user part in its contact. A device that has
   * unregistered takes no calls, but those it has go on: as RFC 5626, section 5.3, routes them, it
   * is found by its contact as long as its link is open.
   */
  find(user: string): Binding | undefined;
  /** Users whose last binding ran out since the last look. */
  expired(): readonly string[];
}

export function createRegistrar(accounts: readonly Account[], now: () => number): Registrar {
  const byUser = new Map(accounts.map((account) => [account.user, account]));
  let bindings: readonly Binding[] = [];
  let retired: readonly Binding[] = [];
  const live = () => bindings.filter(({ expiresAtMs }) => expiresAtMs > now());
  const without = (user: string, instance: string) =>
    bindings.filter((other) => other.user !== user || other.instance !== instance);
  const usersOnlyIn = (removed: readonly Binding[]) => [
    ...new Set(
      removed.map(({ user }) => user).filter((user) => !bindings.some((b) => b.user === user)),
    ),
  ];

  return {
    account: (user) => byUser.get(user),
    bind(binding) {
      bindings = [...without(binding.user, binding.instance), binding];
    },
    unbind(user, instance) {
      const before = bindings;
      bindings =
        instance === 'all'
          ? bindings.filter((other) => other.user !== user)
          : without(user, instance);
      retired = [...retired, ...before.filter((binding) => !bindings.includes(binding))];
    },
    dropLink(linkId) {
      const removed = bindings.filter((binding) => binding.linkId === linkId);
      bindings = bindings.filter((binding) => binding.linkId !== linkId);
      retired = retired.filter((binding) => binding.linkId !== linkId);
      return usersOnlyIn(removed);
    },
    bindings: (user) => live().filter((binding) => binding.user === user),
    find(user) {
      const current = live();
      return (
        current.findLast((binding) => binding.user === user) ??
        current.findLast((binding) => binding.contactUser === user) ??
        retired.findLast((binding) => binding.contactUser === user)
      );
    },
    expired() {
      const removed = bindings.filter(({ expiresAtMs }) => expiresAtMs <= now());
      bindings = live();
      return usersOnlyIn(removed);
    },
  };
}
