/** Layer 3's fill: the segmented pixels of the frame, tinted. */
import {
  DataTexture,
  DoubleSide,
  GLSL3,
  NearestFilter,
  RawShaderMaterial,
  RedFormat,
  UnsignedByteType,
  Vector2,
} from 'three';
import type { SharedUniforms } from '../uniforms.ts';
import { imagePlane, imagePlaneVertexShader } from './image.ts';
import type { Layer } from './layer.ts';
import { displayColour } from './outline.ts';

export interface FillLayer extends Layer {
  /** (height, width) bytes, 0 outside; the array is read before this returns the next time. */
  setMask(mask: Uint8Array, width: number, height: number): void;
}

const fragmentShader = /* glsl */ `
precision highp float;
uniform sampler2D mask;
uniform vec3 colour;
uniform float opacity;
in vec2 place;
out vec4 pixel;
void main() {
  if (texture(mask, place).r == 0.0) discard;
  pixel = vec4(colour, 0.3 * opacity);
}
`;

export function createFillLayer(shared: SharedUniforms, colour: string): FillLayer {
  let texture = maskTexture(new Uint8Array(1), 1, 1);
  const mask = { value: texture };
  const imageSize = { value: new Vector2(1, 1) };
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: imagePlaneVertexShader,
    fragmentShader,
    uniforms: {
      mask,
      imageSize,
      colour: { value: displayColour(colour) },
      opacity: shared.opacity,
    },
    transparent: true,
    depthTest: false,
    depthWrite: false,
    side: DoubleSide,
  });
  const object = imagePlane(material);

  return {
    object,
    setMask(data, width, height) {
      imageSize.value.set(width, height);
      if (texture.image.width === width && texture.image.height === height) {
        texture.image.data = data;
      } else {
        texture.dispose();
        texture = maskTexture(data, width, height);
        mask.value = texture;
      }
      texture.needsUpdate = true;
    },
    dispose() {
      texture.dispose();
      object.geometry.dispose();
      material.dispose();
    },
  };
}

function maskTexture(data: Uint8Array, width: number, height: number): DataTexture {
  const texture = new DataTexture(data, width, height, RedFormat, UnsignedByteType);
  texture.minFilter = NearestFilter;
  texture.magFilter = NearestFilter;
  // Rows of bytes are not padded, whatever the width.
  texture.unpackAlignment = 1;
  return texture;
}
