import type { AllHTMLAttributes, ComponentChildren, InputHTMLAttributes } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { go, useRoute, withQuery } from '../router';

interface FieldProps extends Omit<AllHTMLAttributes<HTMLInputElement>, 'label' | 'role'> {
  label: string;
  error?: string | undefined;
  hint?: string | undefined;
  area?: boolean;
}

export function Field({ label, error, hint, area, ...rest }: FieldProps) {
  const id = useId();
  const about = error ?? hint;
  const input = rest as InputHTMLAttributes<HTMLInputElement>;
  const same = { id, 'aria-describedby': about ? `${id}-about` : undefined, 'aria-invalid': error ? 'true' as const : undefined };
  return <div class="field">
    <label for={id}>{label}</label>
    {area ? <textarea {...same} name={rest.name as string} rows={2} maxLength={500} defaultValue={rest.defaultValue as string} /> : <input {...input} {...same} />}
    {about && <p id={`${id}-about`} class={error ? 'field-error' : 'muted'}>{about}</p>}
  </div>;
}

interface ChoiceProps {
  label: string;
  value: string;
  options: [value: string, label: string][];
  onChange: (value: string) => void;
}

export function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return <div class="field">
    <label for={id}>{label}</label>
    <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {options.map(([key, text]) => <option key={key} value={key} selected={key === value}>{text}</option>)}
    </select>
  </div>;
}

/** A filter that stands in the address. */
export function FilterChoice({ name, label, options }: { name: string; label: string; options: [string, string][] }) {
  const { query } = useRoute();
  return <Choice label={label} value={query.get(name) ?? ''} options={options} onChange={(value) => go(withQuery({ [name]: value }))} />;
}

interface FilterTextProps {
  name: string;
  label: string;
  type?: 'search' | 'date' | 'tel';
  /** What holds while the address says nothing. */
  otherwise?: string;
}

export function FilterText({ name, label, type = 'search', otherwise = '' }: FilterTextProps) {
  const { query } = useRoute();
  const id = useId();
  const current = query.get(name) ?? otherwise;
  const [text, setText] = useState(current);
  const timer = useRef(0);
  useEffect(() => setText(current), [current]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = (value: string) => {
    setText(value);
    clearTimeout(timer.current);
    // Typing is one step of history, not one for each letter.
    timer.current = window.setTimeout(() => go(withQuery({ [name]: value.trim() }), true), type === 'date' ? 0 : 350);
  };
  return <div class={type === 'search' ? 'field wide' : 'field'}>
    <label for={id}>{label}</label>
    <input id={id} {...{ type } as InputHTMLAttributes<HTMLInputElement>} value={text} autocomplete="off" onInput={(event) => change(event.currentTarget.value)} />
  </div>;
}

export const Filters = ({ label, children }: { label: string; children: ComponentChildren }) =>
  <form class="filters" role="search" aria-label={label} onSubmit={(event) => event.preventDefault()}>{children}</form>;

interface TabsProps {
  name: string;
  label: string;
  options: [value: string, label: string][];
}

/** Views of one page: links, so that each has an address. The first is the page without the parameter. */
export function Tabs({ name, label, options }: TabsProps) {
  const { path, query } = useRoute();
  const current = query.get(name) ?? '';
  return <nav class="tabs" aria-label={label}>
    {options.map(([value, text]) =>
      <a key={value} href={value ? `${path}?${name}=${value}` : path} aria-current={value === current ? 'page' : undefined}>{text}</a>)}
  </nav>;
}
