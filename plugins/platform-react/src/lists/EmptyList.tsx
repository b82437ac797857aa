import { Button, Text } from '@backstage/ui';
import styles from './lists.module.css';

/** Why a list has no rows, and what to do about it. @public */
export function EmptyList(props: {
  title: string;
  description: string;
  action?: { label: string; onPress: () => void };
}) {
  const { title, description, action } = props;
  return (
    <div role="status" className={styles.empty}>
      <Text as="p" variant="title-x-small">
        {title}
      </Text>
      <Text as="p" color="secondary">
        {description}
      </Text>
      {action && (
        <Button variant="secondary" onPress={action.onPress}>
          {action.label}
        </Button>
      )}
    </div>
  );
}
