import {seconds, type Millis} from '../units.ts'
import type {Accelerator, VmSpec} from './spec.ts'

/**
 * How long a guest may take to become ready. Emulation takes about 8 times as long, of which most guests need a fraction:
 * a cloud image that is ready after 20 s under KVM has been seen to need 2 to 3 minutes.
 */
export const bootBudget = ({budgets}: VmSpec, accelerator: Accelerator): Millis =>
  budgets.boot ?? seconds(accelerator === 'tcg' ? 900 : 300)
