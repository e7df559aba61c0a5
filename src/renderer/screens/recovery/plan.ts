import type { SetSize, SheetLines } from '../../../shared/recovery.ts';

/** What is decided before the sheets are made. */
export interface Plan {
  readonly size: SetSize;
  readonly names: readonly string[];
  readonly lines: SheetLines;
  readonly paper: 'a4' | 'letter';
}

/**
 * What every step of the wizard gets: `over` its title where it stands, `note` what stopping there
 * means.
 */
export interface StepProps {
  over: string;
  note: string;
  onNext: () => void;
  onBack: () => void;
}

export interface PlanProps extends StepProps {
  plan: Plan;
  onChange: (part: Partial<Plan>) => void;
}
