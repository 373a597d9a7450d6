import { useState, type ReactNode } from 'react';
import type { ErrorBody } from '#core/contract/errors.ts';
import { Icon } from './Icon.tsx';

interface ErrorNoticeProps {
  /** What failed: 'The map could not be computed'. */
  readonly title: string;
  readonly error: ErrorBody;
  /** Buttons. */
  readonly children?: ReactNode;
}

/** What failed, which file, why, and what to do; the details can be copied. */
export function ErrorNotice({ title, error, children }: ErrorNoticeProps) {
  return (
    <div className="error-notice" role="alert">
      <p className="error-title">
        <Icon name="warning" />
        {title}
      </p>
      <p>{error.message}</p>
      {error.file && !error.message.includes(error.file) && (
        <p className="error-file">{error.file}</p>
      )}
      {error.remedy && <p>{error.remedy}</p>}
      <div className="buttons">
        {children}
        <CopyDetails title={title} error={error} />
      </div>
    </div>
  );
}

function CopyDetails({ title, error }: Pick<ErrorNoticeProps, 'title' | 'error'>) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(errorDetails(title, error));
      setState('copied');
    } catch {
      setState('refused');
    }
  };
  const label = { ready: 'Copy details', copied: 'Copied', refused: 'Copying is not allowed here' };
  return (
    <button type="button" className="button quiet" onClick={() => void copy()}>
      {label[state]}
    </button>
  );
}

/** An error as text for a report. */
export function errorDetails(title: string, { code, message, file, remedy }: ErrorBody): string {
  return [
    title,
    `${code}: ${message}`,
    ...(file ? [`File: ${file}`] : []),
    ...(remedy ? [`Remedy: ${remedy}`] : []),
  ].join('\n');
}
