import { randomBytes } from 'node:crypto';
import { uuidV7 } from '../uuid.ts';
import type { Connection } from './migrate.ts';
import type { CenterIdentity } from './store.ts';

/** Who a store belongs to; made up when it has no owner yet. */
export async function ensureIdentity(connection: Connection): Promise<CenterIdentity> {
  await connection.query(
    `insert into center (id, epoch, token_secret, created_at) values ($1, $2, $3, now())
     on conflict (only_row) do nothing`,
    [uuidV7(), uuidV7(), randomBytes(32).toString('base64')],
  );
  const { rows } = await connection.query('select id, epoch, token_secret from center');
  const [row] = rows as readonly { id: string; epoch: string; token_secret: string }[];
  if (!row) throw new Error('the store has no identity');
  const tokenSecret = new Uint8Array(Buffer.from(row.token_secret, 'base64'));
  return { centerId: row.id, epoch: row.epoch, tokenSecret };
}
