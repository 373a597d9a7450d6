/** Characters at the end that stay in sight: an ending and its number tell files apart. */
const tailLength = 12;

/** A name elided in the middle where it does not fit; whole on hover and to screen readers. */
export function Elided({
  text,
  className = '',
}: {
  readonly text: string;
  readonly className?: string;
}) {
  const cut = Math.max(0, text.length - tailLength);
  return (
    <span className={`elided ${className}`} title={text}>
      <span className="elided-head">{text.slice(0, cut)}</span>
      <span className="elided-tail">{text.slice(cut)}</span>
    </span>
  );
}
