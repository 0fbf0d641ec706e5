import type { IceServers } from '../contract/ipc/media-api.ts';
import { type Connection, type ConnectionTools, createConnection } from './connection.ts';

/** The connections by id. */
export type Connections = {
  /** Makes it, or gives the one that is there. */
  ensure(connectionId: string, iceServers: IceServers): Connection;
  find(connectionId: string): Connection | null;
  close(connectionId: string): void;
  /** Of several connections this one is heard and sends; until it closes all others are silent. */
  focus(connectionId: string): void;
  /** These two hear each other beside the agent, whatever is in focus; null ends that. */
  join(connectionIds: readonly [string, string] | null): void;
  all(): readonly Connection[];
};

export function createConnections(tools: Omit<ConnectionTools, 'onRemote'>): Connections {
  const connections = new Map<string, Connection>();
  let focused: string | null = null;
  let joined: readonly string[] = [];

  /** Before anything is focused, or when it is not here (any more), nobody is kept silent. */
  function applyVoices(): void {
    const here = focused !== null && connections.has(focused);
    const three = joined.length > 0 && joined.every((id) => connections.has(id));
    for (const [id, connection] of connections) {
      const isJoined = three && joined.includes(id);
      connection.silence(here && id !== focused && !isJoined);
      const other = isJoined ? joined.find((one) => one !== id) : undefined;
      connection.mixWith(connections.get(other ?? '')?.remote() ?? null);
    }
  }
  return {
    ensure(connectionId, iceServers) {
      const known = connections.get(connectionId);
      if (known !== undefined) return known;
      const made = createConnection(connectionId, iceServers, {
        ...tools,
        onRemote: applyVoices,
      });
      connections.set(connectionId, made);
      applyVoices();
      return made;
    },
    find(connectionId) {
      return connections.get(connectionId) ?? null;
    },
    close(connectionId) {
      connections.get(connectionId)?.close();
      connections.delete(connectionId);
      if (focused === connectionId) focused = null;
      applyVoices();
    },
    focus(connectionId) {
      focused = connectionId;
      applyVoices();
    },
    join(connectionIds) {
      joined = connectionIds ?? [];
      applyVoices();
    },
    all() {
      return [...connections.values()];
    },
  };
}
