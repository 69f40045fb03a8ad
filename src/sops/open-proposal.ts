/** Whether a proposal is still to be decided. */
export function isOpen({ status }: { readonly status?: unknown }): boolean {
  return status === 'draft' || status === 'in-review';
}
