import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Items } from './items.ts';
import type { Session, Sessions } from './sessions.ts';
import { type Fields, fits, hello, isObject, parse } from './shape.ts';

type Center = { centerId: string; epoch: string; protocol: string; provisioning: Fields };
type Desk = { deskId: string; deskName: string };
type Hello = Desk & { accessToken: string; resume: { epoch: string; sequence: number } | null };
type Line = Desk & { session: Session; socket: WebSocket };

/** The sync socket: who has the agent's line, and what is handed in on it. */
export function openSync(server: Server, center: Center, sessions: Sessions, items: Items) {
  const { centerId, epoch, protocol, provisioning } = center;
  const older = new WeakSet<Session>();
  let line: Line | null = null;

  const send = (socket: WebSocket, frame: Fields) => socket.send(JSON.stringify(frame));
  const refuse = (socket: WebSocket, reason: string, detail = '', movedTo = '') => {
    send(socket, { type: 'refused', reason, protocol, detail, movedTo });
    socket.close(1008);
  };
  const greet = (socket: WebSocket, frame: Fields) => {
    if (frame['protocol'] !== protocol) return refuse(socket, 'protocol');
    if (!fits(frame, hello)) return refuse(socket, 'malformed', 'hello');
    const { accessToken, deskId, deskName, resume } = frame as Hello;
    const session = sessions.byAccess(accessToken);
    if (session === null) return refuse(socket, 'token');
    const before = line?.session.ended ? null : line;
    if (before && older.has(session)) return refuse(socket, 'moved', '', before.deskName);
    if (before && before.session !== session) older.add(before.session);
    const open = before?.socket.readyState === socket.OPEN;
    if (before && open) refuse(before.socket, 'moved', '', deskName);
    line = { session, deskId, deskName, socket };
    session.onEnd.add(() => socket.close(1012));
    const tookOverFrom = before && open && before.deskId !== deskId ? before.deskName : null;
    const at = new Date();
    send(socket, { type: 'welcome', centerId, epoch, sequence: 0, at, tookOverFrom });
    if (resume?.epoch === epoch && resume.sequence === 0) return;
    const all = { reset: true, complete: true, changes: [{ kind: 'provisioning', provisioning }] };
    send(socket, { type: 'changes', from: 0, to: 0, ...all });
  };
  const receive = (socket: WebSocket, frame: unknown, greeted: boolean) => {
    const { type, key, ...rest } = isObject(frame) ? frame : {};
    const submitted = greeted && type === 'submit' && fits(key, 'id');
    if (submitted) return send(socket, items.handIn(String(key), rest));
    if (!greeted && type === 'hello') return greet(socket, rest);
    if (greeted && type === 'agent-state') return;
    refuse(socket, 'malformed', String(type).slice(0, 200));
  };
  const sockets = new WebSocketServer({ server, path: '/sync', maxPayload: 1024 * 1024 });
  sockets.on('connection', (socket) => {
    let [greeted, unanswered] = [false, 0];
    const end = () => socket.terminate();
    const beat = () => (++unanswered > 2 ? end() : socket.ping());
    const timers = [setInterval(beat, 10_000), setTimeout(() => greeted || end(), 5000)];
    socket.on('close', () => timers.forEach(clearInterval));
    socket.on('error', end);
    socket.on('pong', () => (unanswered = 0));
    socket.on('message', (data) => {
      if (socket.readyState === socket.OPEN) receive(socket, parse(String(data)), greeted);
      greeted = true;
    });
  });
}
