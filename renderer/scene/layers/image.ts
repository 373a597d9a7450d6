/** The video frame, or a plain ground of its size where there is no image. */
import {
  DoubleSide,
  GLSL3,
  LinearFilter,
  Mesh,
  NoColorSpace,
  PlaneGeometry,
  RawShaderMaterial,
  Texture,
  Vector2,
} from 'three';
import type { Size } from '../spaces.ts';
import type { SharedUniforms } from '../uniforms.ts';
import type { Layer } from './layer.ts';

export interface ImageLayer extends Layer {
  setSize(size: Size): void;
  /** The decoded frame; it must stay open while it is shown. Undefined: plain ground. */
  setImage(image: ImageBitmap | undefined): void;
}

export const imagePlaneVertexShader = /* glsl */ `
precision highp float;
uniform mat4 projectionMatrix;
uniform vec2 imageSize;
in vec3 position;
out vec2 place;
void main() {
  // The unit square stretched over the image: pixel centres lie at integers.
  place = position.xy + 0.5;
  gl_Position = projectionMatrix * vec4(place * imageSize - 0.5, 0.0, 1.0);
}
`;

const fragmentShader = /* glsl */ `
precision highp float;
uniform sampler2D frame;
uniform vec2 imageSize;
uniform float scale;
uniform float pixelRatio;
uniform float hasImage;
in vec2 place;
out vec4 pixel;
void main() {
  // Deep in, one sees the pixels themselves instead of a blur.
  vec2 texel = place * imageSize;
  vec2 at = scale >= 8.0 * pixelRatio ? (floor(texel) + 0.5) / imageSize : place;
  vec4 ground = vec4(vec3(0.5), 0.16);
  pixel = hasImage > 0.5 ? vec4(texture(frame, at).rgb, 1.0) : ground;
}
`;

/** A square that `imagePlaneVertexShader` lays over the image. */
export function imagePlane(material: RawShaderMaterial): Mesh {
  const mesh = new Mesh(new PlaneGeometry(1, 1), material);
  mesh.frustumCulled = false;
  return mesh;
}

export function createImageLayer(shared: SharedUniforms): ImageLayer {
  let texture = emptyTexture();
  const imageSize = { value: new Vector2(1, 1) };
  const frame = { value: texture };
  const hasImage = { value: 0 };
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: imagePlaneVertexShader,
    fragmentShader,
    uniforms: { frame, imageSize, hasImage, scale: shared.scale, pixelRatio: shared.pixelRatio },
    transparent: true,
    depthTest: false,
    depthWrite: false,
    side: DoubleSide,
  });
  const object = imagePlane(material);

  return {
    object,
    setSize: ({ width, height }) => void imageSize.value.set(width, height),
    setImage(image) {
      hasImage.value = image ? 1 : 0;
      const before = texture.image as ImageBitmap | undefined;
      // Storage on the card is allocated once per size: another size needs another texture.
      if (!image || (before && (before.width !== image.width || before.height !== image.height))) {
        texture.dispose();
        texture = emptyTexture();
        frame.value = texture;
      }
      if (!image) return;
      texture.image = image;
      texture.needsUpdate = true;
    },
    dispose() {
      texture.dispose();
      object.geometry.dispose();
      material.dispose();
    },
  };
}

/** Bytes go to the screen as they are in the file: no colour space conversion, no flip. */
function emptyTexture(): Texture {
  const texture = new Texture();
  texture.colorSpace = NoColorSpace;
  texture.generateMipmaps = false;
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  texture.flipY = false;
  return texture;
}
