/** The roof and the headset: the application's mark in the theme's own colors. */
export function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 512 512" aria-hidden="true">
      <rect width="512" height="512" rx="116" fill="var(--accent-solid)" />
      <g fill="var(--on-accent)">
        <rect x="142" y="266" width="54" height="92" rx="27" />
        <rect x="316" y="266" width="54" height="92" rx="27" />
        <circle cx="254" cy="398" r="25" />
      </g>
      <g fill="none" stroke="var(--on-accent)" strokeLinecap="round" strokeLinejoin="round">
        <path d="M110 254 256 122l146 132" strokeWidth="38" />
        <path d="M343 340v6a52 52 0 0 1-52 52h-22" strokeWidth="24" />
      </g>
    </svg>
  );
}
