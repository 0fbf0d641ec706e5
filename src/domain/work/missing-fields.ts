import type { Campaign, WrapUpField } from '../campaign/campaign.ts';
import { fieldValue, type Work } from './work.ts';

/**
 * Required fields that are still empty after a talk. Where nobody answered there was nobody to
 * ask, so nothing is missing.
 */
export function missingFields(work: Work, campaign: Campaign | null): readonly WrapUpField[] {
  if (!work.call?.answeredAt || !campaign) return [];
  return campaign.wrapUpFields.filter(
    (field) => field.required && fieldValue(field, work).value.trim() === '',
  );
}
