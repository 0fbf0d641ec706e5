import type { ScriptRunView } from '../../../contract/ipc/desk-snapshot.ts';
import { mergeText, mergeValues } from '../../../domain/script/merge.ts';
import type { ScriptNode } from '../../../domain/script/script.ts';
import { useCustomer } from '../../app/store/customer.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { settledCustomerId } from '../../app/store/work.ts';
import { useLead } from '../../local-db/use-records.ts';

/** The page's text with the customer's own words in it, those marked. */
export function ScriptText(props: { readonly node: ScriptNode; readonly run: ScriptRunView }) {
  const { node, run } = props;
  const work = useSnapshot((snapshot) => snapshot.work);
  const language = useSnapshot((snapshot) => snapshot.script?.language ?? '');
  const agentName = useSnapshot(({ session }) =>
    session.state === 'signed-in' ? session.agent.name : '',
  );
  const customer = useCustomer(settledCustomerId(work)) ?? null;
  const lead = useLead(work?.leadId ?? null) ?? null;
  const values = mergeValues({ customer, lead, agentName, answers: run.answers });
  return (
    <p className="script-text" data-testid="script-text" dir="auto" lang={language}>
      {mergeText(node.text, values).map((segment, index) =>
        segment.merged ? (
          // A page's segments never change their order: the index is their identity.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <mark key={index}>
            <bdi>{segment.text}</bdi>
          </mark>
        ) : (
          segment.text
        ),
      )}
    </p>
  );
}
