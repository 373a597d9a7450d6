/** Line icons in a square of 16, drawn in the colour of the text beside them. */
const paths = {
  chevron: 'M4 6l4 4 4-4',
  close: 'M4 4l8 8M12 4l-8 8',
  folder: 'M2 4.5h4l1.5 1.5H14v6.5H2z',
  archive: 'M3 2.5h7l3 3v8H3zM9.5 2.5v3.5H13',
  sequence: 'M2 3.5h12v9H2zM2 6h12M5 3.5V6M8 3.5V6M11 3.5V6',
  up: 'M8 13V4M4 7.5L8 3.5l4 4',
  sun: 'M8 5.5a2.5 2.5 0 100 5 2.5 2.5 0 000-5M8 1.5V3M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1',
  moon: 'M12.5 9.8A5.5 5.5 0 016.2 3.5a5 5 0 106.3 6.3z',
  system: 'M2 3h12v8H2zM5.5 13.5h5M8 11v2.5',
  help: 'M6 6.2a2 2 0 113 1.7c-.7.4-1 .8-1 1.6M8 12v.2',
  info: 'M8 2a6 6 0 100 12A6 6 0 008 2M8 7.4v3.4M8 5.2v.2',
  warning: 'M8 2.5l6 10.5H2zM8 6.5v3M8 11.3v.2',
  check: 'M3 8.5l3.5 3.5L13 4.5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
