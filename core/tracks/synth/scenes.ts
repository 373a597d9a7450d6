import type { SceneRecipe } from './scene.ts';
import { reef, reefTripod } from './scenes/reef.ts';
import { walkers } from './scenes/walkers.ts';

/** Every scene by name. Adding one is adding a file in scenes/ and a line here. */
export const scenes: readonly SceneRecipe[] = [reef, walkers, reefTripod];
