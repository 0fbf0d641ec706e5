import type { PbxProfile } from '../../domain/pbx/pbx-profile.ts';
import { type Written, writeProvisioned } from '../campaign/store.ts';

/** Says how the PBX wants to be treated, in place of what was said before, and tells the desks. */
export async function storePbx(center: Written, pbx: PbxProfile): Promise<void> {
  const { name, headers } = pbx;
  const entry = { action: 'pbx-written', subject: '', detail: { name, headers } } as const;
  await writeProvisioned(center, entry, async (transaction) => {
    await transaction
      .updateTable('organisation')
      .set({ pbx: JSON.stringify(pbx) })
      .where('id', '=', center.organisationId)
      .execute();
    return null;
  });
}
