import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Form, Link, useLocation } from 'react-router';

/** A search above a list. A plain form: the query is the address, and it works before any script has come. */
export function SearchForm({ label, children }: { label: string; children: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();

  return (
    <search aria-label={label}>
      <Form method="get" action={pathname} className="search-form">
        {children}
        <div className="search-go">
          <button type="submit" className="button">
            {t('list.search')}
          </button>
        </div>
      </Form>
    </search>
  );
}

interface FieldProps {
  name: string;
  label: string;
  value?: string | null;
  hint?: string;
}

export function TextField({ name, label, value, hint, grow }: FieldProps & { grow?: boolean }) {
  const id = `search-${name}`;

  return (
    <div className={grow ? 'field grow' : 'field'}>
      <label htmlFor={id}>{label}</label>
      <input key={value} id={id} name={name} placeholder={hint} defaultValue={value ?? ''} maxLength={120} />
    </div>
  );
}

export function ChoiceField({
  name,
  label,
  value,
  choices,
}: FieldProps & { choices: { value: string; label: string }[] }) {
  const id = `search-${name}`;

  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select key={value} id={id} name={name} defaultValue={value ?? ''}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

export function TickField({ name, label, ticked }: { name: string; label: string; ticked: boolean }) {
  return (
    <label className="tick">
      <input key={String(ticked)} type="checkbox" name={name} value="yes" defaultChecked={ticked} />
      {label}
    </label>
  );
}

/** Where a list goes on; the first page has no cursor in its address. */
export function Pager({ pageInfo }: { pageInfo: { hasNextPage: boolean; endCursor: string | null } }) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const query = new URLSearchParams(search);
  const wasAfter = query.get('after');
  const to = (after: string | null): string => {
    const next = new URLSearchParams(query);
    next.delete('after');
    if (after) next.set('after', after);

    return next.size > 0 ? `${pathname}?${next}` : pathname;
  };
  if (!wasAfter && !pageInfo.hasNextPage) return null;

  return (
    <nav className="pager" aria-label={t('list.pages')}>
      {wasAfter && (
        <Link to={to(null)} className="button plain">
          {t('list.first')}
        </Link>
      )}
      {pageInfo.hasNextPage && (
        <Link to={to(pageInfo.endCursor)} rel="next" className="button">
          {t('list.next')}
        </Link>
      )}
    </nav>
  );
}

/** What belongs here, and what to do first. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
