import { useState } from 'react';
import { useStore } from 'zustand';
import { errorBody } from '#core/contract/errors.ts';
import { useSession } from '../../session/context.ts';

interface FolderFieldProps {
  readonly value: string;
  onChange(folder: string): void;
}

/** The folder to write into: typed, or chosen in the system's dialog where there is one. */
export function FolderField({ value, onChange }: FolderFieldProps) {
  const { client, stores } = useSession();
  const hasDialogs = useStore(
    stores.connection,
    (state) => state.capabilities?.systemDialogs === true,
  );
  const [refusal, setRefusal] = useState<string>();
  const choose = async () => {
    try {
      const { path } = await client.call('files.choose', { purpose: 'exportFolder' });
      if (path !== undefined) onChange(path);
    } catch (thrown) {
      setRefusal(errorBody(thrown).message);
    }
  };
  return (
    <div className="folder-field">
      <label className="field">
        <span>Folder</span>
        <input
          type="text"
          autoFocus
          spellCheck={false}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      {hasDialogs && (
        <button type="button" className="button" onClick={() => void choose()}>
          Choose…
        </button>
      )}
      {refusal && (
        <p className="refusal" role="alert">
          {refusal}
        </p>
      )}
    </div>
  );
}
