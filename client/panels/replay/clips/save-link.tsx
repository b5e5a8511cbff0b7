import { useEffect, useState } from 'react';
import { useText } from '../../../language/use-text.ts';
import type { MadeFile } from './clip-requests.ts';

/** A file that was made here, to be saved by whoever made it. */
export function SaveLink({ file }: { file: MadeFile }) {
  const t = useText();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file.blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <a className="clip-save" href={url} download={file.name}>
      {t('clip.save', { name: file.name })}
    </a>
  );
}
