import { Pause, Phone } from 'lucide-react';

type IconProps = { readonly className?: string };

/** The handset laid down: ending and rejecting. */
export function HangUpIcon({ className }: IconProps) {
  return <Phone aria-hidden="true" className={className} data-solid="true" data-down="true" />;
}

/** Two bars. */
export function HoldIcon({ className }: IconProps) {
  return <Pause aria-hidden="true" className={className} data-solid="true" />;
}
