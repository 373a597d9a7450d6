import { useEffect } from 'react';
import { useStores } from './context.ts';

/**
 * Follows time without rendering: tells the wanted frame at once and at every change.
 *
 * @param follow kept between renderings (useCallback); a new one is told at once
 */
export function useFrame(follow: (frame: number) => void): void {
  const { time } = useStores();
  useEffect(() => {
    const tell = () => follow(time.getState().frame);
    tell();
    return time.subscribe(tell);
  }, [time, follow]);
}
