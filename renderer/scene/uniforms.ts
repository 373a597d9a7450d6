/** Uniforms that several layers share: three.js passes them by reference, so one write reaches all. */
import {
  ClampToEdgeWrapping,
  DataTexture,
  LinearFilter,
  RGBAFormat,
  UnsignedByteType,
  Vector2,
  type IUniform,
} from 'three';

export interface SharedUniforms {
  /** 256 colours, low to high. */
  readonly colourMap: IUniform<DataTexture>;
  /** Scores at the two ends of the colour map. */
  readonly range: IUniform<Vector2>;
  readonly threshold: IUniform<number>;
  /** View size in device pixels. */
  readonly viewSize: IUniform<Vector2>;
  /** Device pixels per view pixel. */
  readonly pixelRatio: IUniform<number>;
  /** Device pixels per image pixel. */
  readonly scale: IUniform<number>;
  /** 0 to 1, of everything that is laid over the video. */
  readonly opacity: IUniform<number>;
}

export function createSharedUniforms(): SharedUniforms {
  return {
    colourMap: { value: createColourTexture() },
    range: { value: new Vector2(0, 1) },
    threshold: { value: Number.NEGATIVE_INFINITY },
    viewSize: { value: new Vector2(1, 1) },
    pixelRatio: { value: 1 },
    scale: { value: 1 },
    opacity: { value: 1 },
  };
}

/** A neutral ramp until a colour map is set. */
function createColourTexture(): DataTexture {
  const grey = new Uint8Array(256 * 4);
  for (let i = 0; i < 256; i += 1) grey.set([i, i, i, 255], 4 * i);
  const texture = new DataTexture(grey, 256, 1, RGBAFormat, UnsignedByteType);
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  texture.wrapS = ClampToEdgeWrapping;
  texture.needsUpdate = true;
  return texture;
}

/** Writes a table of 256 RGBA colours (core/colour) into the shared texture. */
export function writeColourMap(texture: DataTexture, rgba: Uint8Array): void {
  (texture.image.data as Uint8Array).set(rgba);
  texture.needsUpdate = true;
}

/** Shared by the shaders: a score's place on the colour map, 0 to 1. */
export const scoreGlsl = /* glsl */ `
uniform sampler2D colourMap;
uniform vec2 range;
uniform float threshold;
float mapPlace(float score) {
  return clamp((score - range.x) / max(range.y - range.x, 1e-12), 0.0, 1.0);
}
vec3 mapColour(float place) {
  // Texel centres, so that both ends are the table's own end colours.
  return texture(colourMap, vec2((place * 255.0 + 0.5) / 256.0, 0.5)).rgb;
}
`;
