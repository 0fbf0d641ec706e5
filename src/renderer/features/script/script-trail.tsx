import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import type { ScriptRunView } from '../../../contract/ipc/desk-snapshot.ts';
import { nodeOf } from '../../../domain/script/run.ts';
import type { Script, ScriptNode } from '../../../domain/script/script.ts';
import { useWords } from '../../messages/use-words.ts';

/** How many pages of the way are named before the one shown. */
const shownPages = 3;

/** The way here, the page shown, and which script in which language. */
export function ScriptTrail(props: {
  readonly script: Script;
  readonly run: ScriptRunView;
  readonly node: ScriptNode;
}) {
  const { script, run, node } = props;
  const { t } = useWords();
  const way = run.returnTo === null ? run.trail : [...run.trail, run.returnTo];
  const shown = way.slice(-shownPages);
  return (
    <div className="script-trail">
      <nav aria-label={t('script.trail')} className="script-way">
        {way.length > shown.length && <span className="script-past">…</span>}
        {shown.map((id, index) => (
          // A page may stand twice on the way: its place in it is its identity.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Fragment key={index}>
            <span className="script-past">
              <bdi>{nodeOf(script, id)?.title ?? id}</bdi>
            </span>
            <ChevronRight aria-hidden="true" />
          </Fragment>
        ))}
        <span aria-current="step">
          <bdi>{node.title}</bdi>
        </span>
      </nav>
      <span className="script-version">
        {t('script.version', { version: script.version })} · <LanguageName tag={script.language} />
      </span>
    </div>
  );
}

/** The script's language by its own name. */
function LanguageName({ tag }: { readonly tag: string }) {
  try {
    const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
    return <bdi>{name}</bdi>;
  } catch (error) {
    if (error instanceof RangeError) return <bdi>{tag}</bdi>;
    throw error;
  }
}
