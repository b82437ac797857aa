import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RenderedFile } from '@connectly/plugin-platform-common';
import { RiFileTextLine } from '@remixicon/react';
import { useState } from 'react';
import { platformTranslationRef } from '../../translations/ref';
import { FileContent } from './FileContent';
import styles from './ServiceReviewField.module.css';

/** Files that arrive together. */
export interface FileGroup {
  title: string;
  /** Where they arrive. */
  detail: string;
  files: RenderedFile[];
}

/** The files by where they arrive, with the content of the chosen one beside. */
export function FileBrowser({ groups }: { groups: FileGroup[] }) {
  const { t } = useTranslationRef(platformTranslationRef);
  const all = groups.flatMap(group => group.files);
  const [path, setPath] = useState(() => firstShown(all).path);
  const file = all.find(item => item.path === path) ?? all[0];
  return (
    <div className={styles.browser}>
      <nav aria-label={t('review.files')} className={styles.tree}>
        {groups.map(group => (
          <section key={group.title} aria-label={group.title}>
            <h3 className={styles.groupTitle}>{group.title}</h3>
            <p className={styles.groupDetail}>
              {group.detail} · {t('review.filesCount', { count: group.files.length })}
            </p>
            <ul className={styles.files}>
              {group.files.map(item => (
                <li key={item.path}>
                  <button
                    type="button"
                    className={styles.file}
                    aria-current={item.path === file.path ? 'true' : undefined}
                    onClick={() => setPath(item.path)}
                  >
                    <RiFileTextLine size={16} aria-hidden />
                    <span>{item.path}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <FileContent file={file} />
    </div>
  );
}

/** Of the files, the `main.tf` that lies highest; the first where there is none. */
function firstShown(files: RenderedFile[]): RenderedFile {
  const depth = (file: RenderedFile) => file.path.split('/').length;
  const [main] = files.filter(file => file.path.endsWith('/main.tf')).sort((left, right) => depth(left) - depth(right));
  return main ?? files[0];
}
