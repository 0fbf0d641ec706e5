import type { IceServers } from '../contract/ipc/media-api.ts';
import { type Connection, type ConnectionTools, createConnection } from './connection.ts';

/** The connections by id. */
export type Connections = {
  /** Makes it, or gives the one that is there. */
  ensure(connectionId: string, iceServers: IceServers): Connection;
  find(connectionId: string): Connection | null;
  close(connectionId: string): void;
  all(): readonly Connection[];
};

export function createConnections(tools: ConnectionTools): Connections {
  const connections = new Map<string, Connection>();
  return {
    ensure(connectionId, iceServers) {
      const known = connections.get(connectionId);
      if (known !== undefined) return known;
      const made = createConnection(connectionId, iceServers, tools);
      connections.set(connectionId, made);
      return made;
    },
    find(connectionId) {
      return connections.get(connectionId) ?? null;
    },
    close(connectionId) {
      connections.get(connectionId)?.close();
      connections.delete(connectionId);
    },
    all() {
      return [...connections.values()];
    },
  };
}
