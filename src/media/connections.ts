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
  all(): readonly Connection[];
};

export function createConnections(tools: ConnectionTools): Connections {
  const connections = new Map<string, Connection>();
  let focused: string | null = null;

  /** Before anything is focused, or when it is not here (any more), nobody is kept silent. */
  function silenceOthers(): void {
    const here = focused !== null && connections.has(focused);
    for (const [id, connection] of connections) connection.silence(here && id !== focused);
  }
  return {
    ensure(connectionId, iceServers) {
      const known = connections.get(connectionId);
      if (known !== undefined) return known;
      const made = createConnection(connectionId, iceServers, tools);
      connections.set(connectionId, made);
      silenceOthers();
      return made;
    },
    find(connectionId) {
      return connections.get(connectionId) ?? null;
    },
    close(connectionId) {
      connections.get(connectionId)?.close();
      connections.delete(connectionId);
      if (focused === connectionId) focused = null;
      silenceOthers();
    },
    focus(connectionId) {
      focused = connectionId;
      silenceOthers();
    },
    all() {
      return [...connections.values()];
    },
  };
}
