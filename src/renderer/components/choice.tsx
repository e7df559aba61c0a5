import { Check, ChevronDown } from 'lucide-react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
} from 'react-aria-components';
import styles from './choice.module.css';
import { cx } from './cx.ts';

interface Props<T extends string | number> {
  label: string;
  /** True where the label is only for a screen reader. */
  bare?: boolean;
  /** True where the label stands above it, as over a field. */
  above?: boolean;
  value: T;
  options: readonly { readonly value: T; readonly label: string }[];
  onChange: (value: T) => void;
  isDisabled?: boolean;
  autoFocus?: boolean;
  /** What the chosen one is for. */
  help?: string;
}

/** One of a few. */
export function Choice<T extends string | number>(props: Props<T>) {
  const { label, bare, above, value, options, onChange, isDisabled = false, autoFocus = false, help } = props;
  return (
    <Select
      className={cx(styles.choice, above && styles.above)}
      value={value}
      isDisabled={isDisabled}
      onChange={(key) => {
        const option = options.find((one) => one.value === key);
        if (option) onChange(option.value);
      }}
      {...(bare && { 'aria-label': label })}
    >
      {!bare && <Label className={cx(styles.label)}>{label}</Label>}
      <Button className={cx(styles.button)} autoFocus={autoFocus}>
        <SelectValue className={cx(styles.value)} />
        <ChevronDown aria-hidden />
      </Button>
      {help !== undefined && (
        <Text slot="description" className={cx(styles.help)}>
          {help}
        </Text>
      )}
      <Popover className={cx(styles.popover)} offset={4}>
        <ListBox className={cx(styles.list)}>
          {options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.label}
              className={cx(styles.item)}
            >
              {({ isSelected }) => (
                <>
                  <span>{option.label}</span>
                  {isSelected && <Check aria-hidden />}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
