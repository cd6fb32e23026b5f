import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { Icon } from './icon';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** The browser's own: it keeps the focus in, closes by Escape and gives the focus back. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    return () => before?.focus?.();
  }, []);
  return <dialog ref={dialog} aria-labelledby={id} onClose={onClose}>
    <div class="dialog-head">
      <h2 id={id}>{title}</h2>
      <button class="button plain" type="button" aria-label={t('close')} onClick={onClose}><Icon name="close" /></button>
    </div>
    {children}
  </dialog>;
}

interface ConfirmProps {
  title: string;
  action: string;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children?: ComponentChildren;
}

export const Confirm = ({ title, action, busy, onConfirm, onClose, children }: ConfirmProps) =>
  <Dialog title={title} onClose={onClose}>
    {children}
    <div class="dialog-foot">
      <button class="button" type="button" onClick={onClose}>{t('keep')}</button>
      <button class="button danger" type="button" disabled={busy} onClick={onConfirm}>{action}</button>
    </div>
  </Dialog>;
