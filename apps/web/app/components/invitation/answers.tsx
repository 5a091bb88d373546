import { useTranslation } from 'react-i18next';
import { Form } from 'react-router';

/** The fields of who is interested, in the order they are filled in. */
export const answerFields = ['firmName', 'contactName', 'phone', 'town', 'trades'] as const;
export type AnswerField = (typeof answerFields)[number];

/** What was sent and could not be taken: the fields as they were filled in, and which of them are wrong. */
export interface Unfit {
  typed: Partial<Record<AnswerField, string>>;
  wrong: AnswerField[];
}

interface AnswersProps {
  /** Who asks. */
  firmName: string;
  /** Who is asked, as the asking firm calls it. */
  askedName: string;
  unfit: Unfit | null;
}

/**
 * Three answers, three plain forms: they work before any script has come. The fields of the first lie behind it, so that a no is one tap
 * and asks for nothing.
 */
export function Answers({ firmName, askedName, unfit }: AnswersProps) {
  const { t } = useTranslation();

  return (
    <div className="answers">
      <details open={unfit !== null}>
        <summary className="button large">{t('invitation.interested')}</summary>
        <Form method="post" className="panel answer-form">
          <input type="hidden" name="answer" value="INTERESTED" />
          <p className="quiet">{t('invitation.interestedText', { firmName })}</p>
          {answerFields.map((name) => (
            <AnswerInput
              key={name}
              name={name}
              value={unfit?.typed[name] ?? (name === 'firmName' ? askedName : '')}
              isWrong={unfit?.wrong.includes(name) ?? false}
            />
          ))}
          <button type="submit" className="button large">
            {t('invitation.send')}
          </button>
        </Form>
      </details>
      <Form method="post">
        <button type="submit" name="answer" value="NOT" className="button large plain">
          {t('invitation.not')}
        </button>
      </Form>
      <Form method="post">
        <button
          type="submit"
          name="answer"
          value="NEVER_AGAIN"
          className="button large plain"
          aria-describedby="never-again"
        >
          {t('invitation.never')}
        </button>
        <p id="never-again" className="quiet small">
          {t('invitation.neverText')}
        </p>
      </Form>
    </div>
  );
}

/** How browsers help to fill a field in, and how long it may be. */
const helps: Record<AnswerField, { autoComplete: string; maxLength: number; isNeeded: boolean }> = {
  firmName: { autoComplete: 'organization', maxLength: 160, isNeeded: true },
  contactName: { autoComplete: 'name', maxLength: 120, isNeeded: true },
  phone: { autoComplete: 'tel', maxLength: 30, isNeeded: true },
  town: { autoComplete: 'address-level2', maxLength: 120, isNeeded: false },
  trades: { autoComplete: 'off', maxLength: 300, isNeeded: false },
};

function AnswerInput({ name, value, isWrong }: { name: AnswerField; value: string; isWrong: boolean }) {
  const { t } = useTranslation();
  const { autoComplete, maxLength, isNeeded } = helps[name];
  const id = `answer-${name}`;

  return (
    <div className="field">
      <label htmlFor={id}>{t(`invitation.${name}`)}</label>
      <input
        id={id}
        name={name}
        type={name === 'phone' ? 'tel' : 'text'}
        defaultValue={value}
        placeholder={name === 'trades' ? t('invitation.tradesHint') : undefined}
        autoComplete={autoComplete}
        minLength={isNeeded ? 2 : undefined}
        maxLength={maxLength}
        required={isNeeded}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
      />
      {isWrong && (
        <p id={`${id}-wrong`} className="wrong small">
          {t(`invitation.wrong.${name}`)}
        </p>
      )}
    </div>
  );
}
