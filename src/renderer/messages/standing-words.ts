import type { TFunction } from 'i18next';
import type { NextStanding } from '../../domain/agent-state/agent-state.ts';

/**
 * A standing in words.
 *
 * @param reason - The center's own name of its reason; null where it has none.
 */
export function standingWords(t: TFunction, standing: NextStanding, reason: string | null): string {
  if (standing.kind === 'ready') return t('state.ready');
  if (standing.kind === 'sign-out') return t('settings.sign-out');
  return reason ?? t('state.not-ready');
}
