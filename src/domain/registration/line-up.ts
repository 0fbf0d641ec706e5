import type { RegistrationEffect, RegistrationState } from './registration.ts';

/** Whether SIP messages get through, registered or not. */
export function isLineUp(state: RegistrationState): boolean {
  return state.kind === 'registered' || (state.kind !== 'offline' && state.keepsSocket);
}

export function lineDownIf(state: RegistrationState): readonly RegistrationEffect[] {
  return isLineUp(state) ? [{ type: 'line.down' }] : [];
}
