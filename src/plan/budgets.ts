import {seconds, type Millis} from '../units.ts'
import type {Accelerator, VmSpec} from './spec.ts'

/**
 * How long a guest may take to become ready. Emulation takes about 8 times as long, of which most guests need a fraction:
 * a cloud image that is ready after 20 s under KVM has been seen to need 2 to 3 minutes.
 */
export const bootBudget = ({budgets}: VmSpec, accelerator: Accelerator): Millis =>
  budgets.boot ?? seconds(accelerator === 'tcg' ? 900 : 300)

/** How long a VM may live where nobody says otherwise: what the input max-lifetime is by default. */
export const usualLifetime = seconds(24 * 3600)

/** The most that max-lifetime may be. */
export const longestLifetime = seconds(168 * 3600)
