import {
  Autocomplete,
  Dialog,
  Input,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { ask, setOverlay, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/** Type a few letters, land on the page: for talks that leave the road. */
export function JumpPalette() {
  const { t } = useWords();
  const isOpen = useDesk((state) => state.overlay === 'jump');
  const workId = useSnapshot(({ work }) => work?.workId ?? null);
  const script = useSnapshot((snapshot) => snapshot.script);
  const { contains } = useFilter({ sensitivity: 'base' });
  if (!script || workId === null) return null;
  const jump = (nodeId: string) => {
    setOverlay('none');
    ask({ kind: 'script-jump', workId, nodeId });
  };
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => setOverlay(open ? 'jump' : 'none')}
    >
      <Modal className="sheet palette">
        <Dialog className="sheet-dialog" aria-label={t('script.jump')}>
          <Autocomplete filter={contains}>
            <SearchField className="palette-search" aria-label={t('script.jump')} autoFocus>
              <Input
                className="palette-input"
                placeholder={t('script.jump-search')}
                data-testid="jump-search"
                role="combobox"
                aria-expanded
              />
            </SearchField>
            <ListBox
              className="options palette-options"
              aria-label={t('script.pages')}
              items={script.nodes}
              onAction={(key) => jump(String(key))}
              renderEmptyState={() => <p className="palette-empty">{t('script.no-page')}</p>}
            >
              {(node) => (
                <ListBoxItem
                  id={node.id}
                  className="option"
                  textValue={`${node.title} ${node.kind === 'objection' ? node.label : ''}`}
                  data-testid={`jump-${node.id}`}
                >
                  <bdi>{node.kind === 'objection' ? node.label || node.title : node.title}</bdi>
                  {node.kind === 'objection' && (
                    <span className="palette-kind">{t('script.they-say')}</span>
                  )}
                </ListBoxItem>
              )}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
