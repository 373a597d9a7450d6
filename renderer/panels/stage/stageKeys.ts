/** Keys that work while the stage has the focus, for the sheet of keys and for screen readers. */
export const stageKeys = [
  { keys: 'Alt+Arrow', title: 'Go to the next point in that direction' },
  { keys: 'Alt+Shift+Arrow', title: 'Go to a point farther in that direction' },
  { keys: 'Enter', title: 'Pick the point' },
  { keys: 'Shift+Enter', title: 'Add the point to the picks' },
  { keys: '+ / -', title: 'Zoom in and out' },
  { keys: '0', title: 'Fit the video' },
] as const;

/** What the pointer does there. */
export const stagePointer = [
  { keys: 'Click', title: 'Pick the point' },
  { keys: 'Shift+Click', title: 'Add the point to the picks' },
  { keys: 'Wheel', title: 'Zoom at the pointer' },
  { keys: 'Space+Drag, Middle button', title: 'Move the video' },
  { keys: 'Double click', title: 'Fit the video' },
] as const;
